import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectFits, PHONE, signIn, test } from './support.ts';

/** Goes to the identification service as somebody of the demo and comes back. */
async function identify(page: Page, name: string): Promise<void> {
  await page.goto('/fi/rovaniemi/me');
  await expect(page.getByRole('heading', { level: 1, name: 'Oma sivusi' })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole('link', { name: 'Tunnistaudu Suomi.fi-palvelussa' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Valitse testihenkilö' })).toBeVisible();
  await page.getByRole('button', { name }).click();
}

for (const device of ['phone', 'desktop'] as const) {
  test(`23 · a young person's own page on a ${device}: consents withdrawn, looks seen, a correction asked, everything taken`, async ({
    browser,
  }) => {
    test.slow();
    const context = await browser.newContext(device === 'phone' ? PHONE : {});
    const page = await context.newPage();
    await identify(page, 'Testi Revontuli');
    await expect(page.getByRole('heading', { level: 1, name: 'Testi Revontuli' })).toBeVisible();
    expect(page.url()).toMatch(/\/fi\/rovaniemi\/me$/u);
    await expectAccessible(page);
    await expectFits(page);

    await page.getByRole('link', { name: 'Pyydä korjausta' }).click();
    await page.getByRole('button', { name: 'Lähetä pyyntö' }).click();
    await expect(page.getByText('Kirjoita, mikä pitäisi korjata.').first()).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Mikä pitäisi korjata?').fill('Kirjoitettu liian kauan');
    const cookies = await context.cookies();
    await context.clearCookies();
    await page.getByRole('button', { name: 'Lähetä pyyntö' }).click();
    await expect(page.getByText('Mitään ei ole vielä tallennettu.')).toBeVisible();
    await expect(page.getByText('Kirjoitettu liian kauan')).toBeVisible();
    await expectAccessible(page);
    await expectFits(page);
    await context.addCookies(cookies);
    await page.goto('/fi/rovaniemi/me/correction');
    await page.getByLabel('Mikä pitäisi korjata?').fill(`Asun nyt muualla (${device}) <b>🙂</b>`);
    await page.getByRole('button', { name: 'Lähetä pyyntö' }).click();
    await expect(page.getByText('Pyyntösi on lähetetty.')).toBeVisible();
    await expect(page.getByText(`Asun nyt muualla (${device}) <b>🙂</b>`)).toBeVisible();

    await page.getByRole('link', { name: 'Kuka on katsonut tietojasi' }).click();
    await expect(page.getByText('Kirjoitti sinusta merkinnän').first()).toBeVisible();
    await page.getByText('Omat käyntisi').click();
    await expect(page.getByText('Tunnistauduit').first()).toBeVisible();
    await expectAccessible(page);
    await expectFits(page);
    await page.getByRole('link', { name: 'Oma sivusi', exact: false }).first().click();

    await page.getByRole('link', { name: 'Ota kaikki mukaan' }).click();
    await expectAccessible(page);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Lataa tiedostona' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('ohjaamo.json');
    const everything = JSON.parse(readFileSync(await file.path(), 'utf8')) as { parts: { kind: string }[] };
    expect(everything.parts.map(({ kind }) => kind)).toContain('CLIENT');
    await page.getByRole('link', { name: 'Lue tai tulosta' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Perustiedot' })).toBeVisible();
    await page.getByRole('heading', { level: 2, name: 'Muistiinpanot' }).click();
    await expect(page.getByText('Asumistukihakemus on perillä.')).toBeVisible();
    await expect(page.getByText('020204A9021')).toHaveCount(0);
    await expectAccessible(page);
    await expectFits(page);

    await page.getByRole('button', { name: 'Poistu sivulta' }).click();
    await expect(page.getByText('Poistuit sivultasi.')).toBeVisible();
    await page.goto('/fi/rovaniemi/me/looks');
    await expect(page.getByRole('heading', { level: 1, name: 'Oma sivusi' })).toBeVisible();
    await context.close();
  });
}

test('23 · a consent is withdrawn by the young person, and the request is answered by the counsellor', async ({
  browser,
}) => {
  test.slow();
  const worker = await (await browser.newContext()).newPage();
  await signIn(worker, 'r02@rovaniemi.example');
  await worker.goto('/fi/people');
  await worker.getByRole('link', { name: 'Testi Revontuli' }).first().click();
  await worker.getByText('Ohjaan tätä nuorta').click();
  await worker.getByRole('button', { name: 'Avaa tiedot' }).click();
  await expect(worker.getByRole('heading', { level: 1, name: 'Testi Revontuli' })).toBeVisible();
  const story = worker.url().split('?')[0] ?? '';
  await worker.goto(`${story}/consents?form=consent`);
  await worker.getByRole('group', { name: 'Mistä saa kertoa?' }).getByText('Raha').click();
  await worker.getByLabel('Kuka kertoo?').selectOption('ROI-NUO');
  await worker.getByLabel('Kenelle?').selectOption('ROI-KELA');
  await worker.getByLabel('Mitä varten?').fill('Asumistuen hakeminen yhdessä');
  await worker.getByLabel('Mihin asti?').fill('2027-12-31');
  await worker.getByRole('radiogroup', { name: 'Miten se annettiin?' }).getByText('Suullisesti').click();
  await worker.getByRole('button', { name: 'Tallenna suostumus' }).click();
  await expect(worker.getByText('Suostumus on tallennettu')).toBeVisible();

  const young = await (await browser.newContext(PHONE)).newPage();
  await identify(young, 'Testi Revontuli');
  const consent = young
    .locator('li.own-consent')
    .filter({ has: young.getByRole('button', { name: 'Peru nyt' }) });
  await expect(consent.first()).toBeVisible();
  const before = await consent.count();
  await expectAccessible(young);
  await consent.first().getByRole('button', { name: 'Peru nyt' }).click();
  await expect(young.getByText('Suostumus on peruttu.')).toBeVisible();
  await expect(consent).toHaveCount(before - 1);
  await young.getByRole('link', { name: 'Pyydä korjausta' }).click();
  await young.getByLabel('Mikä pitäisi korjata?').fill('Asun nyt muualla');
  await young.getByRole('button', { name: 'Lähetä pyyntö' }).click();
  await expect(young.getByText('Pyyntösi on lähetetty.')).toBeVisible();

  await worker.goto(story);
  await worker.getByRole('link', { name: 'Nuoren oikeudet' }).click();
  // Each request that waits has a form of its own, the oldest first.
  await worker.getByText('Vastaa', { exact: true }).first().click();
  await worker.getByText('Hyväksytään', { exact: true }).first().click();
  await worker.getByLabel('Perustelu nuorelle').first().fill('Näin on, kiitos');
  await worker.getByRole('button', { name: 'Vastaa' }).first().click();
  await expect(worker.getByText('Vastaus on tallennettu')).toBeVisible();
  await expectAccessible(worker);
  await expectFits(worker);

  await worker.getByRole('link', { name: 'Näytä ja tulosta kopio' }).click();
  await worker.getByRole('button', { name: 'Nuori pyysi itse' }).click();
  await expect(worker.getByRole('heading', { level: 2, name: 'Perustiedot' })).toBeVisible();

  await young.goto('/fi/rovaniemi/me');
  await expect(young.getByText('Näin on, kiitos')).toBeVisible();
  await young.goto('/fi/rovaniemi/me/looks');
  await expect(young.getByText('Nuori on pyytänyt tietojaan').first()).toBeVisible();
});

test('23 · whoever turns back, or is known nowhere here, is told so and what to do', async ({ page }) => {
  await page.goto('/fi/rovaniemi/me');
  await page.getByRole('link', { name: 'Tunnistaudu Suomi.fi-palvelussa' }).click();
  await page.getByRole('button', { name: 'Peruuta' }).click();
  await expect(page.getByText('Tunnistautuminen keskeytyi.')).toBeVisible();
  await page.getByRole('link', { name: 'Tunnistaudu Suomi.fi-palvelussa' }).click();
  await page.getByRole('button', { name: 'Testi Saari' }).click();
  await expect(page.getByText('Emme löytäneet sinua.')).toBeVisible();
  expect(page.url()).not.toContain('060605');
  await expectAccessible(page);
});
