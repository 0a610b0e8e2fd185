import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { TOTP } from 'otpauth';
import { expect, expectAccessible, expectFits, mailTo, PHONE, signIn, stack, test } from './support.ts';

const ADMIN = 'r01@rovaniemi.example';

async function administrator(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: stack().origin, ...options })).newPage();
  await signIn(page, ADMIN);
  return page;
}

/** The card of a matter or an organisation, by its heading. */
const cardOf = (page: Page, heading: string | RegExp) =>
  page.locator('.card', { has: page.getByRole('heading', { name: heading }) });

test('people of a list in Latin-1 with semicolons are mended row by row, invited once, and come in by their mail', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const page = await administrator(browser);
  await page.goto('/fi/workers/invite');
  const list = [
    'Nimi;Sähköposti;Rooli;Organisaatio;Toimipiste',
    'Testi Äärelä;aarela@kumppanit.example;Ohjaaja;Lapin hyvinvointialue;rovaniemi',
    'Testi Öhman;ohman@kumppanit;Ohjaaja;ROI-KELA;rovaniemi',
    'Testi Åberg;aberg@kumppanit.example;Päällikkö;Käräjäoikeus;rovaniemi',
  ].join('\r\n');
  const file = { name: 'kumppanit.csv', mimeType: 'text/csv', buffer: Buffer.from(list, 'latin1') };
  // What is far too large is told of before it is sent.
  await page
    .getByLabel('Tai CSV-tiedosto taulukosta')
    .setInputFiles({ ...file, buffer: Buffer.alloc(12 * 1024 * 1024, 'a') });
  await expect(page.getByText('Tiedosto on liian suuri')).toBeVisible();
  await page.getByRole('button', { name: 'Tarkista rivit' }).click();
  await expect(page.getByLabel('Tai CSV-tiedosto taulukosta')).toBeFocused();
  await expectAccessible(page);
  await page.getByLabel('Tai CSV-tiedosto taulukosta').setInputFiles(file);
  await expect(page.getByText('Tiedosto on liian suuri')).toBeHidden();
  await page.getByRole('button', { name: 'Tarkista rivit' }).click();

  // Every row stands by itself, with its letters and with what is wrong in it; the list itself is there to be mended.
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await expect(row('Testi Äärelä')).toContainText('Kutsutaan');
  await expect(row('Testi Öhman')).toContainText('Tämä ei ole sähköpostiosoite.');
  await expect(row('Testi Åberg')).toContainText('Roolia ei tunneta.');
  await expect(row('Testi Åberg')).toContainText('Kunnalla ei ole tätä organisaatiota.');
  await expect(page.getByText('2 riviä on korjattava', { exact: false })).toBeVisible();
  const typed = page.getByLabel('Työntekijät', { exact: true });
  expect((await typed.inputValue()).replaceAll('\r\n', '\n')).toBe(list.replaceAll('\r\n', '\n'));
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectFits(page);

  const mended = (await typed.inputValue())
    .replace('ohman@kumppanit;', 'ohman@kumppanit.example;')
    .replace('Päällikkö;Käräjäoikeus', 'Kumppanin työntekijä;ROI-KELA');
  await typed.fill(mended);
  await page.getByRole('button', { name: 'Tarkista rivit' }).click();
  await expect(page.getByText('on korjattava')).toHaveCount(0);
  await page.getByRole('button', { name: 'Lähetä 3 kutsua' }).click();
  await expect(page.getByText('3 kutsua lähetettiin', { exact: false })).toBeVisible();

  // Back at the list and sent once more, it invites nobody again, and says so.
  await page.goto('/fi/workers/invite');
  await typed.fill(mended);
  await page.getByRole('button', { name: 'Tarkista rivit' }).click();
  await expect(row('Testi Äärelä')).toContainText('On jo kutsuttu');
  await expect(page.getByRole('button', { name: /^Lähetä/u })).toHaveCount(0);

  const invitation = /\/fi\/invitation\/[\w-]{43}/u.exec((await mailTo('aberg@kumppanit.example')).text)?.[0];
  const guest = await (await browser.newContext({ ...PHONE, baseURL: stack().origin })).newPage();
  await guest.goto(invitation ?? '');
  await expect(guest.getByText('Kumppanin työntekijä')).toBeVisible();
  await guest.getByLabel('Valitse salasana').fill('tunturin takana on avara taivas');
  await guest.getByRole('button', { name: 'Jatka' }).click();
  const secret = (await guest.locator('code').first().innerText()).replaceAll(/\s/gu, '');
  await guest.getByLabel('Kuusinumeroinen koodi').fill(new TOTP({ secret }).generate());
  await guest.getByRole('button', { name: 'Ota käyttöön' }).click();
  await expect(guest.getByRole('button', { name: 'Kirjaudu ulos' })).toBeVisible();

  // Whoever opens the same link later learns that it has served, and comes in by it no more.
  const late = await (await browser.newContext({ baseURL: stack().origin })).newPage();
  expect((await late.goto(invitation ?? ''))?.status()).toBeGreaterThanOrEqual(400);
  await expect(late.getByRole('heading', { level: 1, name: 'Kutsu on jo käytetty' })).toBeVisible();
  await expect(late.getByRole('textbox')).toHaveCount(0);
  await expectAccessible(late);

  await page.goto('/fi/workers');
  await expect(cardOf(page, 'Testi Åberg')).toContainText('Käytössä');
  await expect(cardOf(page, 'Testi Äärelä')).toContainText('Kutsuttu: aarela@kumppanit.example');
});

test('what an organisation promises is agreed from a day on, shown beside what was offered and used, and taken back before it begins', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const page = await administrator(browser);
  await page.goto('/fi/agreement');
  const kela = cardOf(page, 'Kela');
  const promise = async (from: string, hours: string) => {
    await kela.getByLabel('Voimassa alkaen').fill(from);
    await kela.getByLabel('Yksilöohjaus').fill(hours);
    await kela.getByRole('button', { name: 'Tallenna sopimus' }).click();
  };
  await kela.getByText('Kirjaa, mitä on sovittu').click();
  await kela.getByLabel('Työnjako').fill('Etuusneuvonta maanantaisin');
  await promise('2027-01-01', 'seitsemän');
  await expect(page.getByRole('link', { name: /^Anna tunnit numeroina/u })).toBeVisible();
  await expect(kela.getByLabel('Yksilöohjaus')).toHaveValue('seitsemän');
  await expect(kela.getByLabel('Työnjako')).toHaveValue('Etuusneuvonta maanantaisin');
  await expectAccessible(page);
  // What was agreed before the service came is written down from the day on which it began.
  await promise('2027-01-01', '7');
  await expect(page.getByText('Sovittu. Muutos on voimassa')).toBeVisible();
  await expect(kela).toContainText('1.1.2027 alkaen Voimassa');
  await expect(kela).toContainText('Yksilöohjaus: 7 tuntia viikossa');

  // The past stays as it was; another tab that was open all the while is told, and nothing typed there is lost.
  const tab = await page.context().newPage();
  await tab.goto('/fi/agreement');
  await cardOf(tab, 'Kela').getByText('Muuta osuutta').click();
  await kela.getByText('Muuta osuutta').click();
  await promise('2026-12-01', '14');
  await expect(page.getByRole('link', { name: /Mennyttä ei kirjoiteta uusiksi/u })).toBeVisible();
  await promise('2027-03-01', '14');
  await expect(kela).toContainText('1.3.2027 alkaen Tulossa');
  const typed = cardOf(tab, 'Kela');
  await typed.getByLabel('Voimassa alkaen').fill('2027-04-01');
  await typed.getByLabel('Työnjako').fill('Etuusneuvonta kahtena päivänä');
  await typed.getByRole('button', { name: 'Tallenna sopimus' }).click();
  await expect(tab.getByRole('link', { name: /^Tätä on muutettu sen jälkeen/u })).toBeVisible();
  await expect(typed).toContainText('1.3.2027 alkaen Tulossa');
  await expect(typed.getByLabel('Työnjako')).toHaveValue('Etuusneuvonta kahtena päivänä');
  await typed.getByRole('button', { name: 'Tallenna sopimus' }).click();
  await expect(typed).toContainText('1.4.2027 alkaen Tulossa');
  await tab.close();

  // A week has seven days and so has the promise: 31 days of seven hours a week, and of fourteen.
  const row = page.getByRole('row', { name: /^Kela/u }).first();
  await page.goto('/fi/agreement?month=2027-03');
  await expect(row.getByRole('cell').first()).toHaveText('62');
  await page.goto('/fi/agreement?month=2027-01');
  await expect(page.getByText('Tunnit organisaatioittain 1.1.2027 – 31.1.2027')).toBeVisible();
  await expect(row.getByRole('cell').first()).toHaveText('31');
  await expect(row.getByRole('cell').nth(1)).toHaveText(/^[1-9]\d*(?:,\d)?$/u);
  await expectAccessible(page);

  // Taken back before they begin, they stay in the history, and the month is as it was.
  await page.goto('/fi/agreement');
  await kela.getByRole('button', { name: 'Peru tuleva muutos' }).first().click();
  await expect(page.getByText('Tuleva muutos on peruttu.')).toBeVisible();
  await kela.getByRole('button', { name: 'Peru tuleva muutos' }).click();
  await expect(kela.getByRole('button', { name: 'Peru tuleva muutos' })).toHaveCount(0);
  await kela.getByText('Historia').click();
  await expect(kela).toContainText('1.3.2027 alkaen Peruttu');
  await expect(kela).toContainText(/Perui .+ 1\.2\.2027/u);
  await page.goto('/fi/agreement?month=2027-03');
  await expect(row.getByRole('cell').first()).toHaveText('31');
});

test('a setting changes from a day on, stands in its history and is undone, on a phone without scripts', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const page = await administrator(browser, { ...PHONE, javaScriptEnabled: false });
  await page.goto('/fi/settings');
  await expectFits(page);
  const caps = page.locator('details.card', { hasText: 'Kuinka monta aikaa voi varata kerralla' });
  // Folded to one line each, the page of twenty services is read at a glance; an address of one opens it.
  const most = caps.getByLabel('Varauksia samasta laitteesta', { exact: false });
  await expect(caps).toContainText('samasta verkosta 30 päivässä');
  await expect(most).toBeHidden();
  await page.goto('/fi/settings#BOOKING_CAPS');
  await caps.getByText('Muuta', { exact: true }).click();
  await caps.getByLabel('Voimassa alkaen').fill('2027-03-01');
  await most.fill('monta');
  await caps.getByRole('button', { name: 'Tallenna muutos' }).click();
  await expect(page.getByRole('link', { name: /^Anna kokonaisluku/u })).toBeVisible();
  await expect(most).toHaveValue('monta');
  await expect(caps.getByLabel('Voimassa alkaen')).toHaveValue('2027-03-01');
  await expectFits(page);
  await most.fill('7');
  await caps.getByRole('button', { name: 'Tallenna muutos' }).click();
  await expect(caps.getByRole('status')).toContainText('Tallennettu.');
  await expect(caps).toContainText('muuttuu 1.3.2027');
  await expect(caps).toContainText('päivässä: 7');
  await expect(caps.locator('summary').first()).toContainText('samasta verkosta 30 päivässä');
  await expectFits(page);

  await caps.getByRole('button', { name: 'Peru tuleva muutos' }).click();
  await expect(caps.getByRole('status')).toContainText('Tuleva muutos on peruttu.');
  await expect(caps.getByText('muuttuu 1.3.2027')).toBeHidden();
  await caps.getByText('Historia', { exact: true }).click();
  await expect(caps.getByText('Peruttu', { exact: true })).toBeVisible();
  await expect(caps.getByText(/^Perui .+ 1\.2\.2027$/u)).toBeVisible();
  await expect(caps.getByText('Alusta alkaen')).toBeVisible();

  // From today on it holds at once, and is undone by another from today on.
  const names = page.locator('details.card', { hasText: 'Työntekijöiden nimet nuoren omalla sivulla' });
  for (const [choice, brief] of [
    ['Kyllä', 'vain ammatti ja organisaatio'],
    ['Ei', 'nimi kerrotaan'],
  ] as const) {
    await page.goto('/fi/settings#WORKERS_UNNAMED');
    await names.getByText('Muuta', { exact: true }).click();
    await names.getByLabel('Kerrotaan vain ammatti ja organisaatio').selectOption(choice);
    await names.getByRole('button', { name: 'Tallenna muutos' }).click();
    await expect(names.locator('summary').first()).toContainText(brief);
  }
});
