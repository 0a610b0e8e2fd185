import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectFits, openClient, signIn, test } from './support.ts';

async function say(page: Page, purpose: string): Promise<void> {
  await page.getByText(purpose).click();
  await page.getByRole('button', { name: 'Avaa tiedot' }).click();
}

/** Gives the case to a worker of another organisation. */
async function give(page: Page, client: string, worker: string): Promise<void> {
  await page.goto(`/fi/people/${client}/person?form=team#team`);
  await page.getByLabel('Kuka?').selectOption({ label: worker });
  await page.getByLabel('Missä roolissa?').selectOption('TEAM');
  await page.getByLabel('Miksi?').fill('Suunnitelma tehdään yhdessä');
  await page.getByRole('button', { name: 'Tallenna', exact: true }).click();
  await expect(page.getByText('Työntekijät on päivitetty.')).toBeVisible();
}

test('21 · a plan is made together: two edit one goal at once, a partner does its own, the young person agrees, a copy goes along', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const named = await (await browser.newContext()).newPage();
  await signIn(named, 'r02@rovaniemi.example');
  const client = await openClient(named, 'Testi Suunnittelija');
  const plan = `/fi/people/${client}/plan`;
  await give(named, client, 'Testi Kelan palveluneuvoja');

  await named.goto(plan);
  await expectAccessible(named);
  await named.getByLabel('Tavoite nuoren omin sanoin').fill('Oma koti <script>alert(1)</script> 🏠');
  await named.getByRole('button', { name: 'Tallenna tavoite' }).click();
  await expect(
    named.getByRole('heading', { level: 2, name: 'Oma koti <script>alert(1)</script> 🏠' }),
  ).toBeVisible();

  const goal = named.locator('.plan-goal').first();
  await goal.getByText('Lisää, mitä tehdään').click();
  await goal.getByRole('button', { name: 'Tallenna' }).last().click();
  await expect(named.getByText('Kirjoita, mitä tehdään, enintään 1000 merkkiä.').first()).toBeVisible();
  await expectAccessible(named);
  await goal.getByLabel('Mitä tehdään?').fill('Haetaan asumistukea');
  await goal.getByLabel('Vastaava organisaatio').selectOption({ label: 'Kela' });
  await goal.getByLabel('Mihin mennessä?').fill('2027-02-20');
  await goal.getByRole('button', { name: 'Tallenna' }).last().click();
  await expect(named.locator('.plan-action', { hasText: 'Haetaan asumistukea' })).toBeVisible();

  // A colleague opens the same goal; both change its words from the same version.
  const colleague = await (await browser.newContext()).newPage();
  await signIn(colleague, 'r03@rovaniemi.example');
  await colleague.goto(plan);
  await say(colleague, 'Sijaistan työkaveria');
  for (const page of [named, colleague]) await page.getByText('Muuta tavoitetta').first().click();
  await named.getByLabel('Tavoite nuoren omin sanoin').first().fill('Oma koti keskustasta');
  await colleague.getByLabel('Tavoite nuoren omin sanoin').first().fill('Oma koti koulun läheltä');
  await named.getByRole('button', { name: 'Tallenna', exact: true }).first().click();
  await expect(named.getByRole('heading', { level: 2, name: 'Oma koti keskustasta' })).toBeVisible();
  await colleague.getByRole('button', { name: 'Tallenna', exact: true }).first().click();
  await expect(colleague.getByText('Joku muutti samaa kohtaa yhtä aikaa')).toBeVisible();
  const choice = colleague.getByRole('region', { name: 'Tavoite nuoren omin sanoin: kaksi vaihtoehtoa' });
  await expect(choice).toContainText('Oma koti keskustasta');
  await expect(choice).toContainText('Oma koti koulun läheltä');
  await expectAccessible(colleague);
  await expectFits(colleague);
  await choice.getByRole('button', { name: 'Pidä molemmat' }).click();
  await expect(colleague.getByRole('heading', { level: 2 }).first()).toContainText('keskustasta');
  await expect(colleague.getByRole('heading', { level: 2 }).first()).toContainText('koulun läheltä');

  // The partner sees the plan once the young person has agreed, and marks the own action.
  const partner = await (await browser.newContext()).newPage();
  await signIn(partner, 'r13@rovaniemi.example');
  await partner.goto(plan);
  await say(partner, 'Nuori on ohjattu minulle');
  await expect(partner.getByText('joita nuori ei ole antanut näkyä')).toBeVisible();
  await expect(partner.getByText('Haetaan asumistukea')).toHaveCount(0);
  await consent(named, client);
  await partner.goto(plan);
  const own = partner.locator('.plan-action', { hasText: 'Haetaan asumistukea' });
  await own.getByRole('button', { name: 'Merkitse tehdyksi' }).click();
  await expect(partner.locator('.plan-action', { hasText: 'Haetaan asumistukea' })).toContainText('tehty');
  await expect(partner.getByText('Muuta tavoitetta')).toHaveCount(0);
  await expectAccessible(partner);
  await expectFits(partner);

  // Nothing is signed without a day to look at it again.
  await named.goto(plan);
  await expect(named.getByText('Sopikaa ensin, milloin suunnitelmaa katsotaan uudelleen.')).toBeVisible();
  await named.getByLabel('Päivä', { exact: true }).fill('2027-04-01');
  await named
    .getByRole('region', { name: 'Katsotaan yhdessä uudelleen' })
    .getByRole('button', { name: 'Tallenna' })
    .first()
    .click();
  await named.getByRole('button', { name: 'Hyväksyn suunnitelman' }).click();
  await expect(named.getByText('Nuori on hyväksynyt suunnitelman.')).toBeVisible();

  await named.getByRole('button', { name: 'Ota kopio nyt' }).click();
  const waiting = named.waitForEvent('download');
  await named.getByRole('link', { name: /Lataa PDF/u }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe('ohjaamo.pdf');
  expect(
    readFileSync(await download.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});

/** The young person agrees, on screen, that Kela sees the plan. */
async function consent(page: Page, client: string): Promise<void> {
  await page.goto(`/fi/people/${client}/consents?form=consent#consent-form`);
  await page.getByRole('group', { name: 'Mistä saa kertoa?' }).getByText('Yhteinen suunnitelma').click();
  await page.getByLabel('Kuka kertoo?').selectOption('ROI-NUO');
  await page.getByLabel('Kenelle?').selectOption('ROI-KELA');
  await page.getByLabel('Mitä varten?').fill('Suunnitelma tehdään yhdessä');
  await page.getByLabel('Mihin asti?').fill('2027-12-31');
  await page.getByRole('radiogroup', { name: 'Miten se annettiin?' }).getByText('Näytöllä').click();
  await page.getByRole('button', { name: 'Tallenna suostumus' }).click();
  await expect(page.getByText('Suostumus on tallennettu ja voimassa heti.')).toBeVisible();
}
