import { CATALOGUE_USER } from '@ohjaamo/infra/local/catalogue.ts';
import { expect, expectAccessible, expectFits, PHONE, signIn, test } from './support.ts';

test('a counsellor finds a service nearby, on a telephone too', async ({ browser }) => {
  const page = await (await browser.newContext(PHONE)).newPage();
  await signIn(page, 'r03@rovaniemi.example');
  // The nightly reading runs every few seconds here.
  await expect(async () => {
    await page.goto('/fi/services-nearby');
    await expect(page.getByText(/Palvelutietovaranto on luettu/u)).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 90_000 });
  await page.getByLabel('Sanat').fill('laskut velat');
  await page.getByRole('button', { name: 'Hae' }).click();
  await expect(page.getByRole('heading', { name: '1 palvelu' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Talous- ja velkaneuvonta' })).toBeVisible();
  await expect(page.getByRole('link', { name: '+358295000200' })).toHaveAttribute(
    'href',
    'tel:+358295000200',
  );
  await expectAccessible(page);
  await expectFits(page);
  await page.getByLabel('Sanat').fill('');
  await page.getByLabel('Aihe').selectOption({ label: 'Etsivä nuorisotyö' });
  await page.getByRole('button', { name: 'Hae' }).click();
  await expect(page.getByRole('article')).toHaveCount(1);
});

test('an administrator sees what would be told, gives the key, turns telling on, and it is told', async ({
  browser,
}) => {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, 'r01@rovaniemi.example');
  const soon = (look: () => Promise<void>) =>
    expect(async () => {
      await page.goto('/fi/catalogue');
      await look();
    }).toPass({ timeout: 90_000 });
  // Compared, and nothing sent: the catalogue has shorter hours.
  await soon(() => expect(page.getByText('Verrattu, ei lähetetty').first()).toBeVisible({ timeout: 1000 }));
  await expect(page.getByRole('row', { name: /Aukiolo, maanantai.*12\.00–15\.00/u })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectFits(page);

  await page.getByText('Organisaatio ja tunnus').click();
  await page.getByLabel('Rajapintakäyttäjän tunnus').fill(CATALOGUE_USER.user);
  await page.getByRole('button', { name: 'Tallenna' }).first().click();
  await expect(page.getByText('Kirjoita myös salasana').first()).toBeVisible();
  await expect(page.getByLabel('Rajapintakäyttäjän tunnus')).toHaveValue(CATALOGUE_USER.user);
  await page.getByLabel('Salasana').fill(CATALOGUE_USER.password);
  await page.getByRole('button', { name: 'Tallenna' }).first().click();
  await expect(page.getByText('Tallennettu.')).toBeVisible();
  await page.getByRole('button', { name: 'Ota kertominen käyttöön' }).click();
  await expect(page.getByText('Kertominen on nyt päällä.')).toBeVisible();
  await soon(() => expect(page.getByText('Kerrottu', { exact: true })).toBeVisible({ timeout: 1000 }));

  await page.getByRole('button', { name: 'Kerro nyt' }).click();
  await soon(() => expect(page.getByText('Ei uutta kerrottavaa')).toBeVisible({ timeout: 1000 }));
  await expect(page.getByText('Palvelutietovarannossa on samat tiedot.')).toBeVisible();
  await expect(page.locator('body')).not.toContainText(CATALOGUE_USER.password);
  await page.getByRole('button', { name: 'Lopeta kertominen' }).click();
  await expect(page.getByText(/Kertominen on lopetettu/u)).toBeVisible();
});
