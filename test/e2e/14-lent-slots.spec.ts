import ICAL from 'ical.js';
import type { Page } from '@playwright/test';
import {
  bookAnonymously,
  expect,
  expectAccessible,
  expectFits,
  mailTo,
  PHONE,
  signIn,
  stack,
  test,
  textTo,
} from './support.ts';

const ADVISER = 'r13@rovaniemi.example';

/** The one event of an invitation, as a calendar program reads it. */
function eventOf(calendar: string) {
  const component = new ICAL.Component(ICAL.parse(calendar) as unknown[]);
  const event = component.getFirstSubcomponent('vevent');
  return {
    method: component.getFirstPropertyValue('method'),
    status: event?.getFirstPropertyValue('status'),
    uid: event?.getFirstPropertyValue('uid'),
    sequence: Number(event?.getFirstPropertyValue('sequence')),
  };
}

test('14 · a partner lends time, gets the invitation of a booking, declines by its link and takes the time back', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await signIn(page, ADVISER);

  await page.goto('/fi/my-calendar');
  await page.getByLabel('Sähköposti, johon kutsut lähetetään').fill('adviser@partner.example');
  await page.getByRole('button', { name: 'Tallenna', exact: true }).click();
  await expect(page.getByText('Kutsujen tiedot on tallennettu.')).toBeVisible();

  await page.getByRole('button', { name: /Avaa oma linkki/u }).click();
  const address = await page.locator('.feed-link__address').innerText();
  await expectAccessible(page);
  await expectFits(page);
  const feed = await page.request.get(new URL(address).pathname);
  expect(feed.headers()['content-type']).toContain('text/calendar');
  const again = await page.request.get(new URL(address).pathname, {
    headers: { 'if-none-match': feed.headers()['etag'] ?? '' },
  });
  expect(again.status()).toBe(304);

  await page.getByLabel('Kalenterin iCal-osoite').fill('http://calendar.example/x.ics');
  await page.getByRole('button', { name: 'Lue kalenteri' }).click();
  await expect(page.getByRole('alert')).toContainText('https://');

  await page.goto('/fi/my-calendar/lend');
  const before = await page.locator('.lent').count();
  await page.getByLabel('Alkaa').fill('06:00');
  await page.getByLabel('Päättyy').fill('07:00');
  await page.getByRole('button', { name: 'Julkaise aika' }).click();
  await expect(page.getByRole('alert')).toContainText('aukioloajan ulkopuolella');
  await expectAccessible(page);
  await expectFits(page);

  // The adviser's lent time of the demo data is booked from the street.
  const street = await page.context().newPage();
  const booking = await bookAnonymously(street, {
    site: 'rovaniemi/rovaniemi',
    worker: 'Testi Kelan palveluneuvoja',
    service: 'Kelan etuudet',
  });

  const invitation = await mailTo('adviser@partner.example', '', 60_000);
  expect(invitation.subject).toBe('Ohjaamo: varattu');
  expect(invitation.calendar).toContain('METHOD:REQUEST');
  const link = /\/fi\/invitation-answer\/\S+/u.exec(invitation.text)?.[0] ?? '';
  await street.goto(link);
  await expectAccessible(street);
  await expectFits(street);
  await street.getByRole('button', { name: 'En pääse' }).click();
  await expect(street.getByText('Ohjaamo hoitaa asian eteenpäin.')).toBeVisible();
  await expect(street.getByRole('button', { name: 'Pääsen sittenkin' })).toBeVisible();

  // Whoever booked cancels: the event leaves the adviser's calendar, as RFC 5546 says it.
  await street.goto(booking);
  await street.getByRole('button', { name: 'Peru aika' }).click();
  await expect(street.getByRole('heading', { level: 1, name: 'Aika on peruttu' })).toBeVisible();
  const withdrawal = await mailTo('adviser@partner.example', 'ei enää ole varattu sinulle', 60_000);
  const [asked, gone] = [eventOf(invitation.calendar), eventOf(withdrawal.calendar)];
  expect([asked.method, gone.method]).toEqual(['REQUEST', 'CANCEL']);
  expect([gone.status, gone.uid]).toEqual(['CANCELLED', asked.uid]);
  expect(gone.sequence).toBeGreaterThan(asked.sequence);
  await street.close();

  await page.goto('/fi/my-calendar/lend');
  await page.locator('.lent').first().getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Otetaanko aika takaisin?' })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  // One date alone: the time stays published on the others.
  await page.getByRole('navigation', { name: 'Mikä otetaan takaisin?' }).getByRole('link').nth(2).click();
  await page.getByRole('button', { name: 'Ota takaisin' }).click();
  await expect(page.getByText('Aika on otettu takaisin.')).toBeVisible();
  expect(await page.locator('.lent').count()).toBeGreaterThanOrEqual(before);
  const split = await page.locator('.lent').count();
  await page.locator('.lent').last().getByRole('link').click();
  await page.getByRole('button', { name: 'Ota takaisin' }).click();
  await expect(page.getByText('Aika on otettu takaisin.')).toBeVisible();
  expect(await page.locator('.lent').count()).toBe(split - 1);
});

test('14 · story 4: a social counsellor falls ill, and the young person gets a text message with three new times', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const browsers = await Promise.all(
    [{}, {}, {}, PHONE].map((device) =>
      browser.newContext({ baseURL: stack().origin, locale: 'fi-FI', ...device }),
    ),
  );
  const pages = await Promise.all(browsers.map((each) => each.newPage()));
  const [ill, youth, coordinator, young] = pages as [Page, Page, Page, Page];

  await signIn(ill, 'h21@helsinki.example');
  await ill.goto('/fi/my-calendar');
  await ill.getByLabel('Sähköposti, johon kutsut lähetetään').fill('social@partner.example');
  await ill.getByText('Kaikista varauksista').click();
  await ill.getByRole('button', { name: 'Tallenna', exact: true }).click();
  await expect(ill.getByText('Kutsujen tiedot on tallennettu.')).toBeVisible();

  await signIn(youth, 'h13@helsinki.example');
  await youth.goto('/fi/desk/book?service=SOCIAL');
  const time = youth.locator('.house__time', { hasText: 'Testi Sosiaaliohjaaja 1' }).first();
  const start =
    new URL((await time.getAttribute('href')) ?? '', stack().origin).searchParams.get('start') ?? '';
  await time.click();
  await youth.getByLabel('Nimi tai lempinimi').fill('Saari');
  await youth.getByLabel('Puhelin').fill('040 555 0112');
  await youth.getByRole('button', { name: 'Varaa', exact: true }).click();
  await expect(youth.getByText('Aika on varattu.')).toBeVisible();
  const invitation = await mailTo('social@partner.example', '/fi/invitation-answer/', 60_000);
  for (const hidden of ['Saari', 'Sosiaaliohjaus']) expect(invitation.calendar).not.toContain(hidden);

  // The counsellor phones in ill: the house marks that day, sees whom it concerns, and saves.
  await signIn(coordinator, 'h02@helsinki.example');
  await coordinator.goto('/fi/calendar/absence');
  await coordinator.getByLabel('Työntekijä').selectOption({ label: 'Testi Sosiaaliohjaaja 1' });
  await coordinator.getByLabel('Ensimmäinen päivä').fill(start.slice(0, 10));
  await coordinator.getByLabel('Viimeinen päivä').fill(start.slice(0, 10));
  await coordinator.getByRole('button', { name: 'Katso vaikutukset' }).click();
  await expect(coordinator.getByText('Yksi varattu aika jää ilman työaikaa')).toBeVisible();
  await coordinator.getByRole('button', { name: 'Tallenna muutos' }).click();
  await expect(coordinator.getByText('Kalenteri on tallennettu.')).toBeVisible();

  const withdrawal = await mailTo('social@partner.example', 'ei enää ole varattu sinulle', 60_000);
  const [asked, gone] = [eventOf(invitation.calendar), eventOf(withdrawal.calendar)];
  expect([asked.method, gone.method, gone.status]).toEqual(['REQUEST', 'CANCEL', 'CANCELLED']);
  expect(gone.uid).toBe(asked.uid);
  expect(gone.sequence).toBeGreaterThan(asked.sequence);

  const text = await textTo('+358405550112', 'Aikataulumme muuttui');
  for (const hidden of ['Saari', 'osiaali']) expect(text).not.toContain(hidden);
  const secret = /\/fi\/b\/\S+/u.exec(text)?.[0] ?? '';
  await young.goto(secret);
  await expect(young.getByText('Aikataulumme muuttui, eikä tämä aika enää onnistu.')).toBeVisible();
  const offers = young.locator('.nearest').getByRole('link');
  await expect(offers).toHaveCount(3);
  await expectAccessible(young);
  await expectFits(young);
  await offers.first().click();
  await young.getByRole('button', { name: 'Vaihda tähän aikaan' }).click();
  await expect(young.getByText('Varattu', { exact: true })).toBeVisible();
  await expect(young.getByText('Aikataulumme muuttui')).toHaveCount(0);
  await Promise.all(browsers.map((each) => each.close()));
});
