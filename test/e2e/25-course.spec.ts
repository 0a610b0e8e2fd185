import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '@ohjaamo/infra/local/stack.ts';
import type { Browser, Page } from '@playwright/test';
import { expect, expectAccessible, expectFits, openClient, signIn, stack, test } from './support.ts';

/** Opens a client of that birth date with the fewest answers; gives the id. */
async function openBorn(page: Page, name: string, birthDate: string): Promise<string> {
  await page.goto('/fi/people/new');
  await page.getByLabel('Nimi tai nimimerkki').fill(name);
  await page.getByText('Nimimerkki ja yhteystieto').click();
  await page.getByLabel('Mistä nuori löysi meidät?').selectOption('SELF');
  await page.getByLabel('Mitä nuori tekee nyt?').selectOption('UNEMPLOYED_JOBSEEKER');
  await page.getByLabel('Syntymäaika').fill(birthDate);
  await page.getByRole('button', { name: 'Avaa asiakkuus' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  return /people\/([0-9a-z]{20})/u.exec(page.url())?.[1] ?? '';
}

/** Closes the open episode on the case's page, as the young person says it. */
async function closeEpisode(page: Page, client: string): Promise<void> {
  await page.goto(`/fi/people/${client}/course`);
  await page.getByRole('link', { name: 'Päätä jakso' }).click();
  await page.getByLabel('Mihin nuori lähtee?').selectOption('DEGREE_EDUCATION');
  await page.getByLabel('Miksi jakso päättyy?').selectOption('GOAL_REACHED');
  await page.getByText('Nuori itse', { exact: true }).click();
  await page.getByLabel('Nuoren omin sanoin').fill('Pääsin kouluun');
  await page.getByText('Kyllä, nuori suostuu').click();
  await page.getByRole('button', { name: 'Päätä jakso' }).click();
  await expect(page.getByText('Jakso on päätetty.')).toBeVisible();
}

/** Does something in a stack of its own clock, in the same data. */
async function on(date: string, folder: string, browser: Browser, act: (page: Page) => Promise<void>) {
  const standing = process.env['OHJAAMO_STACK'];
  const other = await startStack({ folder, port: 4925, clockStartsAt: `${date}T09:00+02:00` });
  const { origin, inbox, stackFile, users } = other;
  process.env['OHJAAMO_STACK'] = JSON.stringify({ origin, inbox, stackFile, users });
  // Fresh functions start slowly on a busy machine, and a page does not wait for long: those of the first pages are woken once.
  for (const path of ['/fi/sign-in', '/api/directory', '/api/desk/today', '/api/cases/tasks']) {
    await expect(async () => {
      expect((await fetch(origin + path)).status).toBeLessThan(500);
    }).toPass();
  }
  const context = await browser.newContext({ baseURL: origin });
  try {
    await act(await context.newPage());
  } finally {
    await context.close();
    process.env['OHJAAMO_STACK'] = standing;
    await other.stop();
  }
}

test('25 · three months before the thirtieth birthday the worker is told on Today, and records what comes after', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signIn(page, 'h04@helsinki.example');
  const client = await openBorn(page, 'Testi Salmi', '1997-05-01');
  // Locally a night passes every ten seconds.
  await expect(async () => {
    await page.goto('/fi/desk');
    const matters = page.getByRole('region', { name: 'Asiakkaideni asiat' });
    await expect(matters.getByRole('link', { name: /Testi Salmi/u })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 90_000 });
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole('link', { name: /Testi Salmi: Ikäraja tulee kolmen kuukauden/u }).click();
  await expect(page.getByText('Nuori täyttää 30 vuotta 1.5.2027.')).toBeVisible();

  await page.getByRole('link', { name: 'Kirjaa, mitä on sovittu jatkosta' }).click();
  await page.getByLabel('Kuka auttaa tämän jälkeen?').fill('Työvoimaviranomainen');
  await page.getByLabel('Mitä sovittiin?').fill('Tunnus 200197-9092');
  await page.getByRole('button', { name: 'Tallenna', exact: true }).click();
  await expect(page.getByLabel('Kuka auttaa tämän jälkeen?')).toHaveValue('Työvoimaviranomainen');
  await expectAccessible(page);
  await page.getByLabel('Mitä sovittiin?').fill('Tapaaminen yhdessä');
  await page.getByRole('button', { name: 'Tallenna', exact: true }).click();
  await expect(page.getByText('Sovittu jatko on kirjattu.')).toBeVisible();
  await expect(page.getByText('Tapaaminen yhdessä')).toBeVisible();

  await page.getByRole('button', { name: /Tehty: Ikäraja/u }).click();
  await expect(page.getByText('Ei tehtäviä tästä nuoresta.')).toBeVisible();
  await page.getByRole('button', { name: 'Kumoa' }).click();
  await expect(page.getByText('Tehtävä on taas listalla.')).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  expect(client).toHaveLength(20);
});

test('25 · an administrator sees what the calendar does, stops it, lets it go on and erases', async ({
  page,
  browser,
}) => {
  await signIn(page, 'h04@helsinki.example');
  const client = await openClient(page, 'Testi Luoto');
  await closeEpisode(page, client);
  await expect(page.getByText(/poistetaan pysyvästi 1\.2\.2029/u)).toBeVisible();
  await page.getByText('Pyydä poistamista').first().click();
  await page.getByLabel('Miksi tiedot pitäisi poistaa nyt?').selectOption('PERSON_ASKS');
  await page.getByRole('button', { name: 'Pyydä poistamista' }).click();
  await expect(page.getByText('Pyyntö on kunnan pääkäyttäjällä.')).toBeVisible();

  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, 'h01@helsinki.example');
  await admin.goto('/fi/retention');
  const row = admin.getByRole('row').filter({ hasText: client });
  await expect(row).toContainText('Nuori pyytää sitä');
  await expect(admin.getByText('Testi Luoto')).toHaveCount(0);
  await expectAccessible(admin);
  await expectFits(admin);
  const decide = async (what: string, more: () => Promise<unknown>) => {
    await admin.getByLabel('Nuoren tunnus').fill(client);
    await admin.getByText(what).click();
    await more();
    await admin.getByRole('button', { name: 'Vahvista' }).click();
  };
  await decide('Pysäytä poistaminen', () => admin.getByLabel(/^Miksi\?/u).fill('Selvitys kesken'));
  await expect(admin.getByText('Poistaminen on pysäytetty.')).toBeVisible();
  await decide('Poista nyt.', () => admin.getByLabel('Millä perusteella').selectOption('PERSON_ASKS'));
  await expect(admin.getByText('Pura pysäytys ensin.').first()).toBeVisible();
  await admin.goto('/fi/retention');
  await decide('Pura pysäytys', () => admin.getByLabel(/^Miksi\?/u).fill('Selvitys valmis'));
  await expect(admin.getByText('Pysäytys on purettu.')).toBeVisible();
  await decide('Poista nyt.', () => admin.getByLabel('Millä perusteella').selectOption('PERSON_ASKS'));
  await expect(admin.getByText('Tiedot on poistettu.')).toBeVisible();
  await expectAccessible(admin);
  expect((await page.goto(`/fi/people/${client}`))?.status()).toBe(404);
});

test('25 · three months after closing the worker asks how things are, in the same data under a later clock', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  expect(stack().origin).not.toBe('');
  const folder = mkdtempSync(join(tmpdir(), 'ohjaamo-course-'));
  let client = '';
  await on('2027-02-01', folder, browser, async (page) => {
    await signIn(page, 'h04@helsinki.example');
    client = await openClient(page, 'Testi Kari');
    await closeEpisode(page, client);
    await expect(page.getByText('kysytään 1.5.2027')).toBeVisible();
    await expectAccessible(page);
  });
  await on('2027-05-03', folder, browser, async (page) => {
    await signIn(page, 'h04@helsinki.example');
    await page.goto('/fi/desk');
    await page.getByRole('link', { name: /Testi Kari: Kysy kuulumiset, 3 kuukautta/u }).click();
    await page.getByText('Ohjaan tätä nuorta').click();
    await page.getByRole('button', { name: 'Avaa tiedot' }).click();
    await page.getByRole('link', { name: 'Kirjaa kuulumiset' }).click();
    await page.getByRole('button', { name: 'Tallenna kuulumiset' }).click();
    await expect(page.getByText('Valitse, tavoititko nuoren.').first()).toBeVisible();
    await page.getByRole('radiogroup', { name: 'Tavoititko nuoren?' }).getByText('Kyllä').click();
    await page.getByLabel('Missä nuori on nyt?').selectOption('DEGREE_EDUCATION');
    await page.getByLabel('Mitä nuori kertoi?').fill('Koulu sujuu');
    await page.getByRole('button', { name: 'Tallenna kuulumiset' }).click();
    await expect(page.getByText('Kuulumiset on kirjattu.')).toBeVisible();
    await expect(page.getByText('Koulu sujuu')).toBeVisible();
    await expectAccessible(page);
    await expectFits(page);
  });
  rmSync(folder, { recursive: true, force: true });
});
