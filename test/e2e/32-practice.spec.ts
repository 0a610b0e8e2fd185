import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { root } from '@ohjaamo/infra/constructs/places.ts';
import { type Language, languages } from '@ohjaamo/shared/kernel/i18n.ts';
import { addressOf, type TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import { expect, expectAccessible, expectFits, signIn, test } from './support.ts';

const file = join(root, 'shared/templates/content/plain-texts.json');
const shipped = await addressOf(JSON.parse(readFileSync(file, 'utf8')) as TemplateVersion);
const copyPath = '/practice/MESSAGE_TEXTS/plain-texts';
const copy = `/fi${copyPath}`;

/** Somebody at a browser of one's own. */
async function somebody(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, email);
  return page;
}

/** A page as it stands: on a phone in every language, on a desk closely in one of them. */
async function looksGood(page: Page, path: string, closely: Language): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const language of languages) {
    await page.goto(`/${language}${path}`);
    await expect(page.getByText('/texts/')).toHaveCount(0);
    await expectFits(page);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`/${closely}${path}`);
  await expectAccessible(page);
}

async function adopt(page: Page): Promise<void> {
  await page.goto(`/fi/templates/${shipped}`);
  await page.getByRole('link', { name: 'Ota kunnan omaksi' }).click();
  await page.getByRole('button', { name: 'Ota kunnan omaksi' }).click();
  await expect(page.getByText('Käytäntö on nyt kunnan oma.')).toBeVisible();
}

/** Changes the first text of the copy, which asks to write. */
async function say(page: Page, words: string): Promise<void> {
  await page.goto(`${copy}?edit=${encodeURIComponent('/texts/messages.title')}`);
  await page.getByLabel('Teksti › suomi').fill(words);
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByText('Muutos on tallennettu.')).toBeVisible();
}

test('a municipality adopts practice, changes it, meets the network’s next version and goes back', async ({
  browser,
}) => {
  test.slow();
  const rovaniemi = await somebody(browser, 'r01@rovaniemi.example');
  await adopt(rovaniemi);
  await say(rovaniemi, 'Kysy meiltä Rovaniemellä');
  await expect(rovaniemi.getByRole('heading', { name: 'Kysy meiltä Rovaniemellä' })).toBeVisible();

  const helsinki = await somebody(browser, 'h01@helsinki.example');
  await adopt(helsinki);
  await say(helsinki, 'Kirjoita tai soita');
  await helsinki.getByLabel('Uuden version numero').fill('2');
  await helsinki.getByRole('button', { name: 'Tarjoa' }).click();
  await expect(helsinki.getByText('annettu verkoston arvioitaviksi')).toBeVisible();

  const steward = await somebody(browser, 'network@network.example');
  await steward.goto('/fi/templates/review');
  await steward.getByRole('link', { name: 'Selkeät viestit' }).first().click();
  await steward.getByRole('button', { name: 'Julkaise' }).click();

  await rovaniemi.goto('/fi/practice');
  await expect(rovaniemi.getByText('Uusi versio 2')).toBeVisible();
  await expectAccessible(rovaniemi);
  await rovaniemi.goto(copy);
  await rovaniemi.getByRole('button', { name: 'Katso, mitä uutta' }).click();
  await expect(rovaniemi.getByText('1 kohta odottaa päätöstäsi')).toBeVisible();
  await expect(rovaniemi.getByText('Kysy meiltä Rovaniemellä').first()).toBeVisible();
  await expect(rovaniemi.getByText('Kirjoita tai soita').first()).toBeVisible();
  await looksGood(rovaniemi, `${copyPath}/merge`, 'sv');
  await rovaniemi.setViewportSize({ width: 390, height: 844 });
  await rovaniemi.goto(`${copy}/merge`);
  await rovaniemi.getByRole('button', { name: /^Ota uusi/u }).click();
  await rovaniemi.getByRole('button', { name: /^Peru päätös/u }).click();
  await rovaniemi.getByRole('button', { name: /^Ota uusi/u }).click();
  await rovaniemi.getByRole('button', { name: 'Hyväksy tulos' }).click();
  await expect(rovaniemi.getByRole('heading', { name: 'Kirjoita tai soita' })).toBeVisible();
  await expectFits(rovaniemi);

  await rovaniemi.getByRole('button', { name: 'Peru siirtyminen versioon 2' }).click();
  await rovaniemi.getByRole('button', { name: 'Hyväksy tulos' }).click();
  await expect(rovaniemi.getByText('Edellinen versio on palautettu.')).toBeVisible();
  await expect(rovaniemi.getByRole('heading', { name: 'Kysy meiltä Rovaniemellä' })).toBeVisible();
  await looksGood(rovaniemi, copyPath, 'en');
  await looksGood(rovaniemi, `${copyPath}?edit=${encodeURIComponent('/texts/messages.title')}`, 'fi');
});

test('a municipality adds to its own copy, puts it first and takes it away again', async ({ browser }) => {
  test.slow();
  const programme = join(root, 'shared/templates/content/making-money-last.json');
  const address = await addressOf(JSON.parse(readFileSync(programme, 'utf8')) as TemplateVersion);
  const page = await somebody(browser, 'h01@helsinki.example');
  await page.goto(`/fi/practice/adopt?version=${address}`);
  await page.getByRole('button', { name: 'Ota kunnan omaksi' }).click();
  const own = '/practice/GROUP_PROGRAMME/making-money-last';
  await page.getByRole('link', { name: /^Lisää\s*: Tarvitaan/u }).click();
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await page.getByLabel('Teksti › suomi').fill('Kahvia kaikille');
  await looksGood(page, `${own}?add=${encodeURIComponent('/needed')}`, 'sv');
  await page.goto(`/fi${own}?add=${encodeURIComponent('/needed')}`);
  await page.getByLabel('Teksti › suomi').fill('Kahvia kaikille');
  await page.getByRole('button', { name: 'Tallenna' }).click();
  const needed = page.getByRole('region', { name: 'Tarvitaan' }).getByRole('heading', { level: 3 });
  await expect(needed).toHaveText([/Paperia/u, /Tietokone/u, 'Kahvia kaikille']);
  await page.getByRole('button', { name: /^Ylemmäs\s*: Kahvia/u }).click();
  await page.getByRole('button', { name: /^Ylemmäs\s*: Kahvia/u }).click();
  await expect(needed).toHaveText(['Kahvia kaikille', /Paperia/u, /Tietokone/u]);
  await page.getByRole('link', { name: /^Muuta\s*: Ryhmä/u }).click();
  await page.getByLabel('Mukaan tullaan').selectOption('Avoin ryhmä');
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByText('Muutos on tallennettu.')).toBeVisible();
  await page.getByRole('link', { name: /^Muuta\s*: Kahvia/u }).click();
  await page.getByRole('button', { name: 'Poista tämä' }).click();
  await expect(needed).toHaveText([/Paperia/u, /Tietokone/u]);
});

test('a trial ends as a lesson that another municipality finds once the network has published it, until it is withdrawn', async ({
  browser,
}) => {
  test.slow();
  const rovaniemi = await somebody(browser, 'r01@rovaniemi.example');
  await rovaniemi.goto('/fi/practice/trials/new');
  await rovaniemi.getByLabel('Nimi').fill('Puhelin auki iltaan');
  await rovaniemi.getByRole('button', { name: 'Aloita kokeilu' }).click();
  await expect(rovaniemi.getByText('Valitse luku.').first()).toBeVisible();
  await expect(rovaniemi.getByLabel('Nimi')).toHaveValue('Puhelin auki iltaan');
  await rovaniemi.getByLabel('Mihin tarpeeseen').fill('Töissä olevat eivät ehdi soittaa päivällä.');
  await rovaniemi.getByLabel('Mitä muutetaan').fill('Puhelin vastaa keskiviikkona kello 18 asti.');
  await rovaniemi.getByText('Työ ja työnhaku').click();
  await rovaniemi.getByLabel('Mistä luvusta sen näkee').selectOption('Kohtaamiset');
  await rovaniemi.getByLabel('Alkaa').fill('2027-02-01');
  await rovaniemi.getByLabel('Päättyy').fill('2027-04-30');
  await rovaniemi.getByRole('button', { name: 'Aloita kokeilu' }).click();
  await expect(rovaniemi.getByText('Kokeilu on kirjattu.')).toBeVisible();
  await rovaniemi.getByRole('button', { name: 'Käynnistä' }).click();
  await rovaniemi.getByLabel('Mitä näitte').fill('Illalla soitti kaksi.');
  await rovaniemi.getByRole('button', { name: 'Kirjaa havainto' }).click();
  await expect(rovaniemi.getByText('Illalla soitti kaksi.')).toBeVisible();
  await rovaniemi.getByRole('button', { name: 'Arvioi' }).click();
  await looksGood(rovaniemi, new URL(rovaniemi.url()).pathname.slice('/fi'.length), 'fi');
  await rovaniemi.getByText('Kerro oppi verkostolle').first().click();
  await rovaniemi
    .getByLabel('Mitä päätettiin ja miksi')
    .first()
    .fill('Ei jatketa: soittajia oli liian vähän.');
  await rovaniemi.getByLabel('Mitä opittiin').fill('Ilta oli hiljainen.');
  await rovaniemi.getByRole('button', { name: 'Kerro oppi verkostolle' }).click();
  await expect(rovaniemi.getByText('opiksi verkostolle')).toBeVisible();

  const trial = new URL(rovaniemi.url()).pathname;
  await expect(rovaniemi.getByText('odottaa tarkistusta')).toBeVisible();
  const helsinki = await somebody(browser, 'h01@helsinki.example');
  const found = async (count: number) => {
    await helsinki.goto('/fi/templates/lessons?words=puhelin&need=EMPLOYMENT');
    await expect(helsinki.getByText('Illalla soitti kolme.')).toHaveCount(count, { timeout: 1000 });
  };
  const steward = await somebody(browser, 'network@network.example');
  // The stream brings the lesson to the network a moment later.
  const waiting = steward.getByRole('listitem').filter({ hasText: 'Puhelin auki iltaan' });
  const seesWaiting = (words: string) =>
    expect(async () => {
      await steward.goto('/fi/templates/review');
      await expect(waiting.getByText(words)).toBeVisible({ timeout: 1000 });
    }).toPass();
  await seesWaiting('Ilta oli hiljainen.');
  await waiting.getByText('Palauta oppi').first().click();
  await waiting.getByRole('button', { name: 'Palauta oppi' }).click();
  await expect(waiting.getByText('Kirjoita perustelu')).toBeVisible();
  await looksGood(steward, '/templates/review', 'fi');
  await waiting.getByText('Palauta oppi').first().click();
  await waiting.getByLabel('Perustelu').fill('Kerro, montako soitti.');
  await waiting.getByRole('button', { name: 'Palauta oppi' }).click();
  await expect(steward.getByText('Palautettu kunnalle.')).toBeVisible();

  await rovaniemi.goto(trial);
  await expect(rovaniemi.getByText('Kerro, montako soitti.')).toBeVisible();
  await looksGood(rovaniemi, trial.slice('/fi'.length), 'sv');
  await rovaniemi.goto(trial);
  await rovaniemi.getByLabel('Mitä opittiin').fill('Illalla soitti kolme.');
  await rovaniemi.getByRole('button', { name: 'Anna oppi tarkistettavaksi' }).click();
  await seesWaiting('Illalla soitti kolme.');
  await found(0);
  await waiting.getByRole('button', { name: 'Julkaise' }).click();
  await expect(steward.getByText('Oppi löytyy nyt kirjastosta.')).toBeVisible();
  await found(1);
  await expect(helsinki.getByText('Illalla soitti kaksi.')).toHaveCount(0);
  await expectAccessible(helsinki);

  await rovaniemi.goto(trial);
  await rovaniemi.getByRole('button', { name: 'Vedä oppi takaisin' }).click();
  await expect(rovaniemi.getByText('Oppi on vedetty takaisin.')).toBeVisible();
  await expect(() => found(0)).toPass();
});

test('a coordinator sees what changed where practice was taken up, next to the others, in tables that a phone shows whole', async ({
  page,
}) => {
  test.slow();
  const model = join(root, 'shared/templates/content/way-into-services-and-place-to-develop.json');
  const address = await addressOf(JSON.parse(readFileSync(model, 'utf8')) as TemplateVersion);
  await signIn(page, 'r01@rovaniemi.example');
  const evidence = page.getByRole('region', { name: 'Mitä on muuttunut' });
  // The demo's quarters are published, and its evidence made, while the product answers already.
  await expect(async () => {
    await page.goto(`/fi/templates/${address}`);
    await expect(evidence.getByText('Tämä ei osoita syytä.')).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  const solved = evidence.getByRole('table', { name: 'Samana päivänä ratkenneet asiat' });
  const told = [/^\d+ %\s*noin [\d\s]+$/u, /^\d+ %\s*noin [\d\s]+$/u, /^(?:0|[+−]\d+)$/u];
  await expect(solved.getByRole('row', { name: 'Ottivat käyttöön (3)' }).getByRole('cell')).toHaveText(told);
  await expect(solved.getByRole('row', { name: 'Muut (3)' }).getByRole('cell')).toHaveText(told);
  // Of what small houses hide too few are left: the evidence says nothing of it.
  await expect(evidence.getByRole('table', { name: 'Saapumatta jääneet varatuista ajoista' })).toHaveCount(0);
  await looksGood(page, `/templates/${address}`, 'sv');
  await page.setViewportSize({ width: 390, height: 844 });
  for (const language of languages) {
    await page.goto(`/${language}/templates/${address}`);
    const frames = page.locator('[aria-labelledby="evidence"] .table-frame');
    await expect(frames).not.toHaveCount(0);
    expect(await frames.evaluateAll((all) => all.map((each) => each.scrollWidth - each.clientWidth))).toEqual(
      (await frames.all()).map(() => 0),
    );
  }
});
