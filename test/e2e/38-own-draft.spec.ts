import type { Browser, Page } from '@playwright/test';
import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import { expect, expectAccessible, expectFits, signIn, test } from './support.ts';

const draft = '/practice/drafts/PLAN/alkuun-pienin-askelin';
const copy = '/practice/PLAN/alkuun-pienin-askelin';
const TITLE = 'Alkuun pienin askelin';

/** Somebody at a browser without scripts, where every step is a form; `eyes` is a browser with scripts, by which pages are looked at. */
async function somebody(
  browser: Browser,
  email: string,
): Promise<{ readonly page: Page; readonly eyes: Page }> {
  const signedIn = await browser.newContext();
  const eyes = await signedIn.newPage();
  await signIn(eyes, email);
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await signedIn.storageState(),
  });
  return { page: await plain.newPage(), eyes };
}

/** A page as it stands: it fits a phone in every language, and is closely looked at on a phone and on a desk. */
async function looksGood(eyes: Page, path: string): Promise<void> {
  await eyes.setViewportSize({ width: 390, height: 844 });
  for (const language of languages) {
    await eyes.goto(`/${language}${path}`);
    await expectFits(eyes);
  }
  await expectAccessible(eyes);
  await eyes.setViewportSize({ width: 1280, height: 900 });
  await eyes.goto(`/fi${path}`);
  await expectFits(eyes);
  await expectAccessible(eyes);
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function begin(page: Page): Promise<void> {
  await page.goto('/fi/practice');
  await page.getByRole('link', { name: 'Kirjoita oma käytäntö' }).click();
  await page.getByLabel('Nimi', { exact: true }).fill(TITLE);
  await page.getByLabel('Tunnus osoitteessa').fill('Alkuun Pienin');
  await press(page, 'Aloita');
  // What is wrong is said, and nothing that was typed is lost.
  await expect(page.getByText('Valitse, mitä kirjoitat.').first()).toBeVisible();
  await expect(page.getByText('Käytä 2–60 merkkiä').first()).toBeVisible();
  await expect(page.getByLabel('Nimi', { exact: true })).toHaveValue(TITLE);
  await expect(page.getByLabel('Tunnus osoitteessa')).toHaveValue('Alkuun Pienin');
  await page.getByLabel('Mitä kirjoitat').selectOption('Suunnitelmapohja');
  await page.getByLabel('Tunnus osoitteessa').fill('');
  await press(page, 'Aloita');
  await expect(page.getByText('Luonnos on aloitettu')).toBeVisible();
}

/** Writes all that a plan lacks; of two who write one field the later is told and loses nothing. */
async function fill(page: Page, colleague: Page): Promise<void> {
  await page.getByRole('link', { name: 'Katsotaan uudelleen (päivän kuluessa)', exact: true }).click();
  await page.getByRole('textbox').first().fill('pian');
  await press(page, 'Tallenna');
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(page.getByRole('textbox').first()).toHaveValue('pian');
  await colleague.goto(page.url());
  await colleague.getByRole('textbox').first().fill('60');
  await press(colleague, 'Tallenna');
  await expect(colleague.getByText('Muutos on tallennettu.')).toBeVisible();
  await page.getByRole('textbox').first().fill('30');
  await press(page, 'Tallenna');
  await expect(page.getByText('Joku muutti tätä sillä välin. Nyt siinä on ”60”').first()).toBeVisible();
  await expect(page.getByRole('textbox').first()).toHaveValue('30');
  await press(page, 'Tallenna');
  await expect(page.getByText('Muutos on tallennettu.')).toBeVisible();
  await page.getByRole('link', { name: 'Tavoitteet', exact: true }).click();
  await page.getByLabel('Sanoin › suomi').fill('Saan rytmin päiviini.');
  await press(page, 'Tallenna');
}

test('a municipality writes practice of its own, uses it and gives it to the network, and another adopts it', async ({
  browser,
}) => {
  test.slow();
  const { page: rovaniemi, eyes } = await somebody(browser, 'r01@rovaniemi.example');
  const { page: colleague } = await somebody(browser, 'r01@rovaniemi.example');
  await begin(rovaniemi);
  await looksGood(eyes, draft);
  await fill(rovaniemi, colleague);

  // It is left, and gone on with from the list.
  await rovaniemi.goto('/fi/practice');
  await looksGood(eyes, '/practice');
  await rovaniemi.getByRole('link', { name: /^Jatka kirjoittamista/u }).click();
  await press(rovaniemi, 'Heitä luonnos pois');
  await expect(rovaniemi.getByText('Sen saa takaisin 30 päivän ajan.')).toBeVisible();
  await press(rovaniemi, 'Palauta luonnos');
  await expect(rovaniemi.getByText('Luonnos on palautettu')).toBeVisible();
  await rovaniemi.getByRole('link', { name: 'Tiivistelmä', exact: true }).click();
  await looksGood(eyes, `${draft}?about=`);
  await rovaniemi.getByLabel('Tiivistelmä › suomi').fill('Miten suunnitelma alkaa.');
  await press(rovaniemi, 'Tallenna');
  await expect(rovaniemi.getByText('Luonnos on valmis käyttöön')).toBeVisible();
  await looksGood(eyes, draft);
  await press(rovaniemi, 'Ota kunnan käytännöksi');
  await expect(rovaniemi.getByText('Käytäntö on nyt kunnan oma.')).toBeVisible();
  await looksGood(eyes, copy);

  await rovaniemi.goto(`/fi${copy}/use`);
  await rovaniemi.getByRole('button', { name: /voimaan/u }).click();
  await expect(rovaniemi.getByText('Käytäntö on voimassa.')).toBeVisible();
  await press(rovaniemi, 'Tarjoa');
  await expect(rovaniemi.getByText('Verkosto arvioi niitä.')).toBeVisible();

  const { page: steward } = await somebody(browser, 'network@network.example');
  const open = async () => {
    await steward.goto('/fi/templates/review');
    await steward.getByRole('link', { name: TITLE }).first().click();
  };
  await open();
  await steward.getByLabel('Perustelu').first().fill('Kerro, kenelle tämä sopii.');
  await steward.getByRole('button', { name: /^Palauta/u }).click();

  await rovaniemi.goto(`/fi${copy}`);
  await expect(rovaniemi.getByText('Kerro, kenelle tämä sopii.')).toBeVisible();
  await rovaniemi.goto(`/fi${copy}?about=`);
  await rovaniemi.getByLabel('Tiivistelmä › suomi').fill('Nuorelle, jolla on monta asiaa yhtä aikaa.');
  await press(rovaniemi, 'Tallenna');
  await press(rovaniemi, 'Tarjoa');
  await expect(rovaniemi.getByText('Verkosto arvioi niitä.')).toBeVisible();
  await open();
  await expect(steward.getByText('Nuorelle, jolla on monta asiaa yhtä aikaa.')).toBeVisible();
  const library = new URL(steward.url()).pathname;
  await press(steward, 'Julkaise');

  await rovaniemi.goto(`/fi${copy}`);
  await expect(rovaniemi.getByText('Verkosto on julkaissut käytäntönne.')).toBeVisible();
  await press(rovaniemi, 'Katso, mitä uutta');
  await press(rovaniemi, 'Hyväksy tulos');
  await expect(rovaniemi.getByText('kunta on tässä')).toBeVisible();

  const { page: helsinki } = await somebody(browser, 'h01@helsinki.example');
  await helsinki.goto(library);
  await helsinki.getByRole('link', { name: 'Ota kunnan omaksi' }).click();
  await press(helsinki, 'Ota kunnan omaksi');
  await expect(helsinki.getByText('Käytäntö on nyt kunnan oma.')).toBeVisible();
  await expect(helsinki.getByRole('heading', { name: 'Saan rytmin päiviini.' })).toBeVisible();
});
