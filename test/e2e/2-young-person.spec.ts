import ICAL from 'ical.js';
import {
  addressOfTime,
  bookAnonymously,
  expect,
  expectAccessible,
  expectFits,
  freeTimes,
  test,
} from './support.ts';

test.describe('2 · without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a time by service: booked without a name, in the calendar, changed, cancelled, taken back', async ({
    page,
  }) => {
    await page.goto('/fi/rovaniemi/rovaniemi');
    await page.getByRole('link', { name: 'Varaa aika', exact: true }).first().click();
    await page
      .getByRole('region', { name: 'Valitse asia' })
      .getByRole('link', { name: 'Opinto-ohjaus ja haku koulutukseen' })
      .click();
    await freeTimes(page).nth(3).click();
    await page.getByRole('button', { name: 'Haluan jutella nimettömänä' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Aika on varattu' })).toBeVisible();
    await expectFits(page);

    // What is printed to be kept is what opens: somebody copies it, or writes it down.
    const kept = await page.locator('.keep__link').innerText();
    await page.goto(kept.trim());
    await expect(page.getByRole('heading', { level: 1, name: 'Oma aikasi' })).toBeVisible();

    const calendar = await page.request.get(
      (await page.getByRole('link', { name: 'Lisää kalenteriin' }).getAttribute('href')) ?? '',
    );
    expect(calendar.headers()['content-type']).toContain('text/calendar');
    const text = await calendar.text();
    const event = new ICAL.Event(
      new ICAL.Component(ICAL.parse(text) as never).getFirstSubcomponent('vevent') ?? undefined,
    );
    expect(event.summary).toBe('Ohjaamo: varattu aika');
    expect(text).not.toContain('Opinto');
    const shown = await page.locator('.ticket time').getAttribute('datetime');
    expect(event.startDate.toJSDate().getTime()).toBe(Date.parse(shown ?? ''));

    await page.getByRole('link', { name: 'Vaihda aika' }).click();
    await freeTimes(page).last().click();
    await page.getByRole('main').getByRole('button').first().click();
    await expect(page.getByText('Aika on muutettu.')).toBeVisible();
    expect(await page.locator('.ticket time').getAttribute('datetime')).not.toBe(shown);

    await page.getByRole('button', { name: 'Peru aika' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Aika on peruttu' })).toBeVisible();
    await page.getByRole('button', { name: /takaisin|Palauta|Kumoa/u }).click();
    await expect(page.getByText('Aika on taas sinun.')).toBeVisible();
    await page.getByRole('button', { name: 'Peru aika' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Aika on peruttu' })).toBeVisible();
  });
});

test('2 · a time with a counsellor of one’s own choice', async ({ page }) => {
  await bookAnonymously(page, {
    site: 'helsinki/helsinki',
    worker: 'Testi Opinto-ohjaaja 1',
    service: 'Opinto-ohjaus ja haku koulutukseen',
  });
  await expect(page.getByText('Testi Opinto-ohjaaja 1')).toBeVisible();
  await expectAccessible(page);
});

test('2 · every page on the way is accessible and fits the screen', async ({ page }) => {
  for (const address of [
    '/fi/rovaniemi/rovaniemi',
    '/fi/rovaniemi/rovaniemi/book',
    '/fi/rovaniemi/rovaniemi/book/times?service=STUDY',
    '/fi/help',
    '/fi/privacy',
    '/fi/accessibility',
  ]) {
    await page.goto(address);
    await expectAccessible(page);
    await expectFits(page);
  }
  await page.getByRole('link', { name: 'Ohjaamo' }).first().click();
});

test('2 · a time that somebody took meanwhile: the nearest free ones, and nothing typed is lost', async ({
  page,
  context,
}) => {
  await page.goto('/fi/rovaniemi/rovaniemi/book/times?service=STUDY');
  const time = freeTimes(page).last();
  const address = await addressOfTime(page, time);
  await page.goto(address);
  await page.getByLabel('Millä nimellä kutsumme sinua?').fill('Revontuli');

  const other = await context.newPage();
  await other.goto(address);
  await other.getByRole('button', { name: 'Haluan jutella nimettömänä' }).click();
  await expect(other.getByRole('heading', { level: 1, name: 'Aika on varattu' })).toBeVisible();

  await page.getByRole('button', { name: 'Varaa aika', exact: true }).last().click();
  await expect(page.getByText('Joku ehti juuri varata tämän ajan.')).toBeVisible();
  await expect(page.getByText(/Jos varasit tämän ajan juuri itse/u)).toBeVisible();
  await expect(page.getByLabel('Millä nimellä kutsumme sinua?')).toHaveValue('Revontuli');
  await expectAccessible(page);
  await page.getByRole('button', { name: /klo/u }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Aika on varattu' })).toBeVisible();
});

test('2 · an address of a time that is over leads to the times there are', async ({ page }) => {
  await page.goto('/fi/rovaniemi/rovaniemi/book/details?service=STUDY&start=2020-02-04T09:00%2B02:00');
  await expect(page).toHaveURL(/\/book\/times\?service=STUDY&booking=[0-9a-z]{20}$/u);
  await expect(freeTimes(page).first()).toBeVisible();
});

test('2 · a form that another site’s page sends books nothing', async ({ page }) => {
  await page.goto('/fi/rovaniemi/rovaniemi/book/times?service=STUDY');
  const address = await addressOfTime(page, freeTimes(page).last());
  for (const [header, value] of [
    ['origin', 'https://evil.example'],
    ['sec-fetch-site', 'cross-site'],
  ] as const) {
    const headers = { [header]: value };
    const answer = await page.request.post(address, { headers, form: { reach: 'anonymous' } });
    expect(answer.status()).toBe(403);
    expect(await answer.text()).toContain('Mitään ei tallennettu');
  }
  // Nobody has the time now: whoever comes by the page itself gets it.
  await page.goto(address);
  await page.getByRole('button', { name: 'Haluan jutella nimettömänä' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Aika on varattu' })).toBeVisible();
});

test('2 · a forged link opens nothing', async ({ page }) => {
  const link = await bookAnonymously(page, {
    site: 'rovaniemi/rovaniemi',
    worker: 'Testi Opinto-ohjaaja',
    service: 'Opinto-ohjaus ja haku koulutukseen',
  });
  const answer = await page.goto(`${link.slice(0, -3)}AAA`);
  expect(answer?.status()).toBe(404);
  await expectAccessible(page);
});
