import type { Browser, Page } from '@playwright/test';
import { expect, expectAccessible, expectFits, PHONE, signIn, test } from './support.ts';

async function administrator(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, email);
  return page;
}

test('an administrator adds a service, a young person books it, and it is taken out of use again', async ({
  browser,
}) => {
  const page = await administrator(browser, 'r01@rovaniemi.example');
  await page.goto('/fi/our-municipality');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Lisää palvelu' }).click();
  // Without a name it is told at the field, and everything else stays as it was typed.
  await page.getByLabel('Kesto minuutteina').fill('30');
  await page.getByRole('button', { name: 'Tallenna', exact: true }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(page.getByLabel('Kesto minuutteina')).toHaveValue('30');
  await page.getByLabel('Palvelun nimi').fill('Kesätyöklinikka');
  await page.getByRole('checkbox').filter({ visible: true }).first().check();
  for (const giver of await page.locator('input[name="staff"]').all()) await giver.check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Tallenna', exact: true }).click();
  await expect(page.getByText('Lisätty. Nuoret näkevät sen nyt.')).toBeVisible();
  const service = new URL(page.url()).pathname;

  const phone = await (await browser.newContext(PHONE)).newPage();
  const code = service.split('/').at(-1) ?? '';
  await expect(async () => {
    await phone.goto('/fi/rovaniemi/rovaniemi/book');
    await expect(phone.getByText('Kesätyöklinikka').first()).toBeVisible({ timeout: 1000 });
  }).toPass();
  await phone.goto(`/fi/rovaniemi/rovaniemi/book/times?service=${code}`);
  await expect(phone.getByText('Kesätyöklinikka').first()).toBeVisible();

  await page.getByRole('button', { name: 'Ota pois käytöstä' }).click();
  await expect(page.getByText('Palvelu ei ole käytössä.')).toBeVisible();
  await expect(async () => {
    await phone.goto('/fi/rovaniemi/rovaniemi/book');
    await expect(phone.getByText('Kesätyöklinikka')).toHaveCount(0);
  }).toPass();
});

test('a bilingual municipality saves no name that lacks Swedish, and shows where', async ({ browser }) => {
  const page = await administrator(browser, 'h01@helsinki.example');
  await page.goto('/fi/our-municipality/services/new');
  await page.getByLabel('Palvelun nimi, suomi').fill('Kesätyöklinikka');
  await page.getByRole('button', { name: 'Tallenna', exact: true }).click();
  await expect(page.getByText('Kirjoita nimi tällä kielellä').first()).toBeVisible();
  await expect(page.getByLabel('Palvelun nimi, suomi')).toHaveValue('Kesätyöklinikka');
  await expect(page.getByLabel('Palvelun nimi, ruotsi')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectFits(page);
  // A language of the municipality's own cannot be given up with the name.
  await page.goto('/fi/setup/languages');
  await page.getByLabel('Kunnan nimi, ruotsi').fill('');
  await page.getByRole('button', { name: 'Tallenna', exact: true }).click();
  await expect(page.getByText('Kirjoita nimi tällä kielellä').first()).toBeVisible();
});
