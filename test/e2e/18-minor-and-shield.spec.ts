import type { Browser, Page } from '@playwright/test';
import { derivedRecordId } from '@ohjaamo/infra/local/seed/ids.ts';
import { expect, expectAccessible, expectFits, signIn, test } from './support.ts';

/** The page about a person of the demo data. */
const personPage = (code: string) => `/fi/people/${derivedRecordId(`person ${code}`)}/person`;

/** A worker who has said why the person's case is opened, on the page about the person. */
async function worksWith(browser: Browser, email: string, code: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, email);
  await page.goto(personPage(code));
  await page.getByText('Ohjaan tätä nuorta').click();
  await page.getByRole('button', { name: 'Avaa tiedot' }).click();
  return page;
}

test('18 · a minor stays as is; a guardian who phones hears general advice and nothing of the person', async ({
  browser,
}) => {
  const worker = await worksWith(browser, 'h09@helsinki.example', 'N08');
  await expect(worker.getByRole('heading', { level: 1, name: 'Testi Lintu' })).toBeVisible();
  await expect(worker.getByText('Huoltajalle ei kerrota').first()).toBeVisible();
  await expectAccessible(worker);
  await expectFits(worker);

  await worker.getByText('Lisää huoltaja').click();
  await worker.locator('#guardian-name').fill('Testi Huoltaja');
  await worker.locator('#guardian-phone').fill('040 0000099');
  await worker.getByText('Vanhempi').click();
  await worker.locator('#guardian-save').click();
  await expect(worker.getByText('Huoltaja on lisätty.')).toBeVisible();
  await expect(worker.getByText('040 0000099')).toHaveCount(0);

  await worker.getByRole('link', { name: 'Huoltaja soittaa' }).click();
  await expect(worker.getByText('Huoltajalle ei kerrota mitään')).toBeVisible();
  await expect(worker.getByText('Emme kerro kenestäkään, asioiko hän täällä.')).toBeVisible();
  await expect(worker.getByText('Testi Huoltaja')).toHaveCount(0);
  await expectAccessible(worker);
  await expectFits(worker);

  await worker.goto(personPage('N08'));
  await worker.getByText('Kirjaa tehty ilmoitus').click();
  await worker.getByText('Sähköisellä lomakkeella').click();
  await worker.getByRole('button', { name: 'Kirjaa ilmoitus tehdyksi' }).click();
  await expect(worker.getByText('Ilmoitus on kirjattu tehdyksi.')).toBeVisible();
  await expect(worker.getByText('Nimimerkki ja yhteystieto').first()).toBeVisible();
});

test('18 · an identity code is shown with a reason, on one answer, and stands in no address', async ({
  browser,
}) => {
  const worker = await worksWith(browser, 'r02@rovaniemi.example', 'N01');
  await expect(worker.getByText('140509-****')).toBeVisible();
  await worker.getByText('Näytä henkilötunnus').click();
  await worker.getByRole('button', { name: 'Näytä tunnus' }).click();
  await expect(worker.getByText('Kerro syy, 5–300 merkkiä.').first()).toBeVisible();
  await worker.locator('#reveal-reason').fill('Haetaan opiskelupaikkaa yhdessä');
  await worker.getByRole('button', { name: 'Näytä tunnus' }).click();
  await expect(worker.getByText('140509A901E')).toBeVisible();
  expect(worker.url()).not.toContain('140509');
  await expectAccessible(worker);
  await worker.goto(personPage('N01'));
  await expect(worker.getByText('140509-****')).toBeVisible();
  await expect(worker.getByText('140509A901E')).toHaveCount(0);
});

test('18 · a minor who consents alone is judged able to, with the reason', async ({ browser }) => {
  const worker = await worksWith(browser, 'r02@rovaniemi.example', 'N01');
  await worker.goto(`${personPage('N01').replace('/person', '/consents')}?form=consent`);
  await worker.getByText('Raha', { exact: true }).click();
  await worker.getByLabel('Kuka kertoo?').selectOption('ROI-NUO');
  await worker.getByLabel('Kenelle?').selectOption('ROI-KELA');
  await worker.getByLabel('Mitä varten?').fill('Asumistuen hakeminen yhdessä');
  await worker.getByText('Nuori itse').click();
  await worker.getByRole('radiogroup', { name: 'Miten se annettiin?' }).getByText('Suullisesti').click();
  await worker.locator('#save').click();
  await expect(worker.getByText('Kerro, miksi nuori tai huoltaja päättää yksin.').first()).toBeVisible();
  await expectAccessible(worker);
  await worker.locator('#capacityReason').fill('Ymmärtää, mitä suostumus tarkoittaa');
  await worker.locator('#save').click();
  await expect(worker.getByText('Suostumus on tallennettu ja voimassa heti.')).toBeVisible();
  await expect(worker.getByText('Alaikäinen päätti itse')).toBeVisible();
});

test('18 · under non-disclosure no partner sees where the person is; two who change at once see both values', async ({
  browser,
}) => {
  const named = await worksWith(browser, 'h22@helsinki.example', 'N10');
  await expect(named.getByText('Turvakielto on voimassa', { exact: true })).toBeVisible();
  await expect(named.getByText('Testikuja 10 A 1, Vantaa')).toBeVisible();
  await expectAccessible(named);
  await expectFits(named);

  const partner = await worksWith(browser, 'h28@helsinki.example', 'N10');
  await expect(partner.getByRole('heading', { level: 1, name: 'Testi Koivu' })).toBeVisible();
  await expect(partner.getByText('Turvakielto on voimassa', { exact: true })).toBeVisible();
  for (const hidden of ['Vantaa', 'Testikuja', '040 0000010']) {
    expect(await partner.content()).not.toContain(hidden);
  }

  const colleague = await worksWith(browser, 'h10@helsinki.example', 'N10');
  await expect(colleague.getByText('salattu turvakiellon vuoksi')).toBeVisible();
  expect(await colleague.content()).not.toContain('Testikuja');

  for (const page of [named, colleague]) await page.getByText('Muuta yhteystietoja ja kieltä').click();
  await named.locator('#reach-phone').fill('040 0000011');
  await named.locator('#reach-save').click();
  await expect(named.getByText('Tiedot on tallennettu.')).toBeVisible();
  await colleague.locator('#reach-phone').fill('040 0000012');
  await colleague.locator('#reach-save').click();
  await expect(colleague.getByText('Nyt tallennettuna: 040 0000011')).toBeVisible();
  await expect(colleague.locator('#reach-phone')).toHaveValue('040 0000012');
  await expectAccessible(colleague);
  await colleague.locator('#reach-save').click();
  await expect(colleague.getByText('Tiedot on tallennettu.')).toBeVisible();
  await named.goto(personPage('N10'));
  await expect(named.getByText('Testikuja 10 A 1, Vantaa')).toBeVisible();
  await expect(named.getByText('040 0000012').first()).toBeVisible();
});
