import { expect, expectAccessible, expectFits, test } from './support.ts';

test('0 · the first address lists the sites of every tenant, with their town', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/fi$/u);
  await expect(page.getByRole('heading', { level: 1, name: 'Löydä oma Ohjaamosi' })).toBeVisible();
  for (const [town, sites] of [
    ['Rovaniemi', 3],
    ['Helsinki', 3],
  ] as const) {
    const part = page.getByRole('region', { name: town });
    await expect(part.getByRole('link')).toHaveCount(sites);
  }
  await expectAccessible(page);
  await expectFits(page);
});

test('0 · the directory speaks the visitor’s language', async ({ page }) => {
  await page.goto('/fi');
  await page.getByRole('link', { name: 'Svenska' }).click();
  await expect(page).toHaveURL(/\/sv$/u);
  await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
  await expect(page.getByRole('region', { name: 'Helsingfors' })).toBeVisible();
  await expectAccessible(page);
});
