import type { Page } from '@playwright/test';
import { inTheAfternoon } from './afternoon.ts';
import { another, expectState, FOLLOWS, openDisplay, site, takeNumber, ticketOf } from './lineScreens.ts';
import { expect, expectAccessible, expectFits, PHONE, signIn, stack, test } from './support.ts';

inTheAfternoon('2027-02-01T12:30+02:00');

test('9 · the line on three screens at once: phone, display and desk follow each other', async ({
  page: desk,
  browser,
}) => {
  test.setTimeout(180_000);
  const phone = await another(browser, PHONE);
  await phone.goto(site);
  await expect(phone.getByRole('region', { name: 'Jono nyt' })).toContainText('Jonoon pääsee nyt');
  await phone.goto(`${site}/line`);
  await expectAccessible(phone);
  await expectFits(phone);
  const number = await takeNumber(phone, 'Kotka');
  await expectAccessible(phone);
  await expectFits(phone);
  await expect(phone.getByText('Olet seuraava.', { exact: true })).toBeVisible();

  await signIn(desk, 'r01@rovaniemi.example');
  const display = await openDisplay(desk, browser);
  await expect(display.locator('.display__next')).toContainText(`${number} Kotka`);
  await expectAccessible(display);
  await expectFits(display);

  await desk.goto('/fi/line');
  await expect(ticketOf(desk, number)).toContainText('Kotka');
  await expectAccessible(desk);
  await expectFits(desk);
  await desk.getByLabel('Mihin?').fill('Huone 2');
  await desk.getByRole('button', { name: 'Kutsu seuraava' }).click();
  await expect(desk.getByText(`Kutsuttu: numero ${number}.`)).toBeVisible();

  await expectState(phone, 'Nyt on sinun vuorosi!');
  await expect(phone.getByText('Tule tänne: Huone 2', { exact: true })).toBeVisible();
  await expect(phone.getByRole('status')).toContainText(`Numero ${number}: nyt on sinun vuorosi.`);
  await expect(phone).toHaveTitle(/Nyt on sinun vuorosi/u);
  await expectAccessible(phone);
  await expect(display.locator('.display__ticket')).toContainText([number], FOLLOWS);
  await expect(display.locator('.display__ticket')).toContainText(['Huone 2']);

  await ticketOf(desk, number)
    .getByRole('button', { name: /^Ei tullut/u })
    .click();
  await expectState(phone, 'Kutsuimme sinua');
  await phone.getByRole('button', { name: 'Olen taas täällä' }).click();
  await expectState(phone, 'Odotat vuoroasi');
  await expect(ticketOf(desk, number).getByRole('button', { name: /^Kutsu:/u })).toBeVisible(FOLLOWS);

  await ticketOf(desk, number)
    .getByRole('button', { name: /^Kutsu:/u })
    .click();
  await ticketOf(desk, number)
    .getByRole('button', { name: /^Aloita/u })
    .click();
  await expectState(phone, 'Juttelet nyt meidän kanssamme');
  await expect(display.locator('.display__ticket')).toHaveCount(0, FOLLOWS);

  await ticketOf(desk, number)
    .getByRole('button', { name: /^Valmis/u })
    .click();
  await expect(desk.getByText(`Jonosta: numero ${number}, Kotka`)).toBeVisible();
  await desk.getByRole('group', { name: 'Mistä puhuttiin?' }).getByText('Asuminen', { exact: true }).click();
  await desk.getByRole('radiogroup', { name: 'Ikä' }).getByText('18–19').click();
  await desk.getByRole('button', { name: 'Tallenna' }).click();
  await expect(desk.getByText(/Kohtaaminen kirjattu: Paikan päällä, Asuminen/u)).toBeVisible();
  await expectState(phone, 'Kiitos käynnistä!');
});

test('9 · two counsellors press at the same moment for the same person: one gets the person', async ({
  page: one,
  browser,
}) => {
  test.setTimeout(120_000);
  const phone = await another(browser, PHONE);
  const number = await takeNumber(phone);
  const other = await another(browser);
  await signIn(one, 'r02@rovaniemi.example');
  await signIn(other, 'r03@rovaniemi.example');
  await Promise.all([one.goto('/fi/line'), other.goto('/fi/line')]);
  const next = (desk: Page) => desk.getByRole('button', { name: 'Kutsu seuraava' }).click();
  await Promise.all([next(one), next(other)]);
  const told = async (desk: Page) => (await desk.locator('.notice[role=status]').textContent())?.trim();
  const answers = [await told(one), await told(other)].sort();
  expect(answers).toEqual(['Kukaan ei odota sinua varten juuri nyt.', `Kutsuttu: numero ${number}.`]);
  await expectState(phone, 'Nyt on sinun vuorosi!');
  const winner = answers[1] === (await told(one)) ? one : other;
  await ticketOf(winner, number)
    .getByRole('button', { name: /^Aloita/u })
    .click();
  await ticketOf(winner, number)
    .getByRole('button', { name: /^Valmis/u })
    .click();
});

test('9 · somebody of the line gets a booked time instead, and the phone says so', async ({
  page: desk,
  browser,
}) => {
  test.setTimeout(120_000);
  const phone = await another(browser, { viewport: { width: 390, height: 844 } });
  const number = await takeNumber(phone, 'Varis');
  await signIn(desk, 'r05@rovaniemi.example');
  await desk.goto('/fi/line');
  await ticketOf(desk, number).locator('summary').click();
  await ticketOf(desk, number)
    .getByRole('link', { name: /^Varaa hänelle aika/u })
    .click();
  await desk.getByLabel('Asia').selectOption({ index: 1 });
  await desk.getByRole('button', { name: 'Näytä vapaat ajat' }).click();
  await desk.locator('.house__time').first().click();
  await desk.getByRole('button', { name: 'Varaa', exact: true }).click();
  await desk.locator('button[name=do][value=booking]').click();
  await expect(desk).toHaveURL(/\/fi\/line/u);
  await expect(ticketOf(desk, number)).toHaveCount(0);
  await expectState(phone, 'Sinulle on varattu aika');
});

test('9 · without scripts the line is the same by forms and links', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: stack().origin, javaScriptEnabled: false });
  const page = await context.newPage();
  await takeNumber(page);
  await page.getByRole('button', { name: 'Käyn muualla' }).click();
  await expect(page.getByText('Paikkasi säilyy.')).toBeVisible();
  await page.getByRole('button', { name: 'Olen taas täällä' }).click();
  await page.getByRole('button', { name: 'Lähden jonosta' }).click();
  await expectState(page, 'Lähdit jonosta');
  await context.close();
});

test('9 · the kiosk gives a number, and remembers nothing of whoever stood there', async ({ browser }) => {
  const kiosk = await another(browser, { viewport: { width: 1024, height: 768 } });
  await kiosk.clock.install();
  await kiosk.goto(`${site}/kiosk`);
  await kiosk.getByRole('button', { name: 'Aloita itsepalvelunäyttönä' }).click();
  await expect(kiosk.getByRole('heading', { level: 1, name: 'Tervetuloa!' })).toBeVisible();
  await expectAccessible(kiosk);
  await kiosk.getByRole('button', { name: 'Ota numero' }).click();
  await expect(kiosk.getByRole('heading', { level: 1 })).toContainText('Numerosi on');
  await expect(kiosk.getByRole('img', { name: /^QR-koodi/u })).toBeVisible();
  await expectAccessible(kiosk);
  await kiosk.clock.fastForward(125_000);
  await expect(kiosk.getByRole('heading', { level: 1, name: 'Tervetuloa!' })).toBeVisible();

  // Any public page wipes itself on a shared computer, and nobody can go back to what the one before had typed.
  await kiosk.getByRole('link', { name: 'Mitä täällä tehdään?' }).click();
  await kiosk.getByRole('link', { name: 'Ota paikka jonossa' }).click();
  await kiosk.getByText('Kerro lisää, jos haluat').click();
  await kiosk.getByLabel('Millä nimellä kutsumme sinua?').fill('Kotka');
  await kiosk.getByRole('button', { name: 'Ota numero' }).first().click();
  await expect(kiosk.locator('.mine__number')).toBeVisible();
  await kiosk.getByRole('button', { name: 'Lopeta ja tyhjennä' }).click();
  await expect(kiosk.getByRole('heading', { level: 1, name: 'Tervetuloa!' })).toBeVisible();
  await kiosk.goBack();
  await expect(kiosk.getByRole('heading', { level: 1, name: 'Tervetuloa!' })).toBeVisible();
  expect(kiosk.url()).toMatch(/\/kiosk(\?kiosk=on)?$/u);
  expect(
    (await kiosk.context().cookies()).map(({ name, value }) => [name, decodeURIComponent(value)]),
  ).toEqual([['__Host-kiosk', `${site}/kiosk`]]);
  // A thread that was begun here is closed to whoever comes next.
  await kiosk.goto(`${site}/message`);
  await expect(kiosk.getByText('Muutkin käyttävät tätä laitetta.').first()).toBeVisible();
  await kiosk.getByLabel('Viestisi').fill('Hei, onko teillä tilaa huomenna?');
  await kiosk.getByRole('button', { name: 'Lähetä' }).click();
  await expect(kiosk.getByRole('heading', { level: 1 })).toBeVisible();
  await expect
    .poll(async () => (await kiosk.context().cookies()).map(({ name }) => name))
    .toContain('__Host-thread');
  await kiosk.getByRole('button', { name: 'Lopeta ja tyhjennä' }).click();
  await expect(kiosk.getByRole('heading', { level: 1, name: 'Tervetuloa!' })).toBeVisible();
  expect((await kiosk.context().cookies()).map(({ name }) => name)).toEqual(['__Host-kiosk']);
  // Nothing of this reaches anybody's own device.
  const own = await another(browser);
  await own.goto(site);
  await expect(own.getByRole('button', { name: 'Lopeta ja tyhjennä' })).toHaveCount(0);
  expect(await own.context().cookies()).toEqual([]);
});

test('9 · a worker’s browser that becomes a kiosk is signed out, and can be taken back', async ({
  page: desk,
}) => {
  await signIn(desk, 'r05@rovaniemi.example');
  await desk.goto('/fi/line');
  await desk.getByRole('link', { name: 'Itsepalvelunäyttö' }).click();
  await expectAccessible(desk);
  await expectFits(desk);
  await desk.getByRole('button', { name: 'Aloita itsepalvelunäyttönä' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Tervetuloa!' })).toBeVisible();
  for (const path of ['/fi/line', '/fi/desk']) {
    await desk.goto(path);
    await expect(desk).toHaveURL(/\/fi\/sign-in/u);
  }
  await desk.goto(`${site}/kiosk`);
  await desk.getByRole('link', { name: 'Lopeta itsepalvelunäyttönä' }).click();
  await desk.goto(site);
  await expect(desk.getByRole('link', { name: /^Poistu nopeasti/u })).toBeVisible();
});

test('9 · one phone has one number: back and pressed again it is told so, and a friend may get one', async ({
  browser,
}) => {
  const phone = await another(browser, PHONE);
  const number = await takeNumber(phone);
  const own = phone.url();
  await phone.goto(`${site}/line`);
  await expect(phone.getByText(`Sinulla on jo numero ${number}.`)).toBeVisible();
  await expectAccessible(phone);
  await expectFits(phone);
  await phone.getByRole('link', { name: 'Avaa paikkasi' }).click();
  await expect(phone.locator('.mine__number')).toHaveText(number);
  await phone.goto(`${site}/line`);
  await phone.getByRole('button', { name: 'Ota numero jollekin toiselle' }).first().click();
  await expect(phone.locator('.mine__number')).toHaveText(String(Number(number) + 1));
  for (const place of [phone.url(), own]) {
    await phone.goto(place);
    await phone.getByRole('button', { name: 'Lähden jonosta' }).click();
    await expectState(phone, 'Lähdit jonosta');
  }
});

test('9 · long names push nothing off the display or the desk, and a worker hides an improper one', async ({
  page: desk,
  browser,
}) => {
  test.setTimeout(120_000);
  const phone = await another(browser, PHONE);
  const long = 'W'.repeat(40);
  const number = await takeNumber(phone, long);
  await signIn(desk, 'r01@rovaniemi.example');
  const display = await openDisplay(desk, browser);
  await desk.goto('/fi/line');
  await ticketOf(desk, number)
    .getByRole('button', { name: /^Kutsu:/u })
    .click();
  await ticketOf(desk, number).locator('summary').click();
  await ticketOf(desk, number).getByLabel('Kenelle?').selectOption({ index: 1 });
  for (const width of [1280, 390, 320]) {
    await desk.setViewportSize({ width, height: 900 });
    await expectFits(desk);
  }
  await expect(display.locator('.display__ticket')).toContainText([number], FOLLOWS);
  const card = display.locator('.display__ticket').filter({ hasText: long });
  await expect(card.locator('.display__place')).toBeInViewport({ ratio: 1 });
  await expect(display.locator('.display__clock')).toBeInViewport({ ratio: 1 });
  await expectFits(display);
  await ticketOf(desk, number)
    .getByRole('button', { name: /^Piilota nimimerkki/u })
    .click();
  await expect(display.getByText(long)).toHaveCount(0, FOLLOWS);
  await expect(display.locator('.display__ticket')).toContainText([number]);
  await ticketOf(desk, number)
    .getByRole('button', { name: /^Ei tullut/u })
    .click();
  await expectState(phone, 'Kutsuimme sinua');
});

test('9 · a revoked display shows nothing any more', async ({ page: manager, browser }) => {
  await signIn(manager, 'r01@rovaniemi.example');
  const display = await openDisplay(manager, browser);
  await expect(display.getByRole('heading', { name: 'Nyt kutsutaan' })).toBeVisible();
  await manager
    .getByRole('button', { name: /^Mitätöi: Aula/u })
    .first()
    .click();
  await expect(display.getByRole('heading', { name: 'Nyt kutsutaan' })).toHaveCount(0, FOLLOWS);
  expect((await display.reload())?.status()).toBe(404);
});

test('9 · Today shows who waits in the line and since when, and the menu counts them on every page', async ({
  browser,
}) => {
  const phone = await another(browser, PHONE);
  await takeNumber(phone);
  const desk = await another(browser);
  await signIn(desk, 'r03@rovaniemi.example');
  await desk.goto('/fi/desk');
  const line = desk.getByRole('region', { name: 'Jono' });
  await expect(line.getByText(/^odottanut \d+ min, klo \d+\.\d+ alkaen$/u).first()).toBeVisible();
  const inMenu = desk
    .getByRole('navigation')
    .getByRole('listitem')
    .filter({ has: desk.getByRole('link', { name: 'Jono', exact: true }) });
  await expect(inMenu).toContainText(/\d\s*odottaa/u);
  await expectAccessible(desk);
  await expectFits(desk);
  await desk.goto('/fi/groups');
  await expect(inMenu).toContainText(/\d\s*odottaa/u);
});
