import type { Browser, Page } from '@playwright/test';
import { TOTP } from 'otpauth';
import { expect, mailTo, signIn, stack, test } from './support.ts';

const EMAIL = 'kumppani@kumppanit.example';
const PASSWORD = 'rautatieasema ja sininen polkupyörä';

/** An administrator invites the partner's worker by a list; gives the address that the mail brings. */
async function invite(browser: Browser, admin: string, row: string, town: string): Promise<string> {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: stack().origin });
  const page = await context.newPage();
  await signIn(page, admin);
  await page.goto('/fi/workers/invite');
  await page.getByLabel('Työntekijät', { exact: true }).fill(row);
  await page.getByRole('button', { name: 'Tarkista rivit' }).click();
  await page.getByRole('button', { name: 'Lähetä 1 kutsu' }).click();
  await expect(page.getByText('1 kutsu', { exact: false }).first()).toBeVisible();
  if (town === 'Rovaniemi') {
    // What the list did not say is written on the worker's own page, before they have come.
    await page.goto('/fi/workers');
    await page.getByRole('link', { name: 'Muuta tietoja: Testi Yhteinen kumppani' }).click();
    await page.getByLabel('Ammatti tai tehtävä').fill('palveluneuvoja');
    await page.getByLabel('Osuus työajasta').fill('sata');
    await page.getByRole('button', { name: 'Tallenna tiedot' }).click();
    await expect(page.getByText('Kirjoita kokonaisluku 1–100.').first()).toBeVisible();
    await expect(page.getByLabel('Ammatti tai tehtävä')).toHaveValue('palveluneuvoja');
    await page.getByLabel('Osuus työajasta').fill('20');
    await page.getByRole('button', { name: 'Tallenna tiedot' }).click();
    await expect(page.getByText('Tiedot tallennettiin.')).toBeVisible();
    await expect(page.getByText('palveluneuvoja · Kela').first()).toBeVisible();
  }
  await context.close();
  const { text } = await mailTo(EMAIL, town);
  return /\/fi\/invitation\/[\w-]{43}/u.exec(text)?.[0] ?? '';
}

const code = (secret: string, later = 0) =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + later * 30_000 });
const town = (page: Page) => page.locator('.work__top strong');

test('33 · a partner’s worker comes into two municipalities with one login, and changes from one to the other without scripts', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const { origin } = stack();
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: origin });
  const page = await context.newPage();
  await page.goto(
    await invite(
      browser,
      'r01@rovaniemi.example',
      'Testi Yhteinen kumppani;kumppani@kumppanit.example;Kumppanin työntekijä;ROI-KELA;rovaniemi',
      'Rovaniemi',
    ),
  );
  await page.getByLabel('Valitse salasana').fill(PASSWORD);
  await page.getByRole('button', { name: 'Jatka' }).click();
  const secret = (await page.locator('code').first().innerText()).replaceAll(/\s/gu, '');
  await page.getByLabel('Kuusinumeroinen koodi').fill(code(secret, -1));
  await page.getByRole('button', { name: 'Ota käyttöön' }).click();
  await expect(town(page)).toHaveText('Rovaniemi');
  await expect(page.getByRole('link', { name: 'Vaihda kuntaa' })).toHaveCount(0);

  // The second municipality's invitation asks for the login there is, and for no new password.
  await page.goto(
    await invite(
      browser,
      'h01@helsinki.example',
      'Testi Yhteinen kumppani;kumppani@kumppanit.example;Kumppanin työntekijä;HEL-KELA;helsinki',
      'Helsinki',
    ),
  );
  await expect(page.getByRole('heading', { level: 1, name: 'Liity tunnuksellasi' })).toBeVisible();
  await page.getByLabel('Salasanasi').fill('jokin aivan muu salasana');
  await page.getByRole('button', { name: 'Jatka' }).click();
  await expect(page.getByText('Salasana ei täsmää').first()).toBeVisible();
  await page.getByLabel('Salasanasi').fill(PASSWORD);
  await page.getByRole('button', { name: 'Jatka' }).click();
  await expect(page.locator('code')).toHaveCount(0);
  await page.getByLabel('Kuusinumeroinen koodi').fill(code(secret));
  await page.getByRole('button', { name: 'Liity' }).click();
  await expect(town(page)).toHaveText('Helsinki');

  // Signed in once, the municipality is chosen once, and changed at the top of the page.
  await page.getByRole('button', { name: 'Kirjaudu ulos' }).click();
  await page.goto('/fi/sign-in');
  await page.getByLabel('Sähköposti').fill(EMAIL);
  await page.getByLabel('Salasana').fill(PASSWORD);
  await page.getByRole('button', { name: 'Jatka' }).click();
  await page.getByLabel('Kuusinumeroinen koodi').fill(code(secret, 1));
  await page.getByRole('button', { name: 'Kirjaudu sisään' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Valitse kunta' })).toBeVisible();
  await page.getByRole('button', { name: 'Rovaniemi' }).click();
  await expect(town(page)).toHaveText('Rovaniemi');
  await page.getByRole('link', { name: 'Vaihda kuntaa' }).click();
  await page.getByRole('button', { name: 'Helsinki' }).click();
  await expect(town(page)).toHaveText('Helsinki');
  await context.close();
});
