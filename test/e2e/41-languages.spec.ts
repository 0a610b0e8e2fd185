import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectFits, signIn, test } from './support.ts';

const site = 'rovaniemi/rovaniemi';

/** Decides as the municipality's administrator in which further languages its sites' pages can be read. */
async function turnOn(admin: Page, languages: readonly string[]): Promise<void> {
  await signIn(admin, 'r01@rovaniemi.example');
  await admin.goto('/fi/settings#FURTHER_LANGUAGES');
  const setting = admin.locator('details.matter', { has: admin.locator('#FURTHER_LANGUAGES') });
  await setting.evaluate((details) => {
    for (const each of [details, ...details.querySelectorAll('details')]) each.setAttribute('open', '');
  });
  for (const language of languages) await setting.getByRole('checkbox', { name: language }).check();
  await expectAccessible(admin);
  await setting.getByRole('button', { name: 'Tallenna' }).first().click();
  await expect(admin.locator('.matter__brief', { hasText: 'arabia' })).toBeVisible();
}

test('41 · a site’s page is in Arabic, from the right, once the municipality says so', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await page.goto(`/ar/${site}`);
  await expect(page).toHaveURL(new RegExp(`/en/${site}$`, 'u'));
  await expect(page.getByRole('link', { name: 'العربية' })).toHaveCount(0);

  const admin = await (
    await browser.newContext({ baseURL: new URL(page.url()).origin, locale: 'fi-FI' })
  ).newPage();
  await turnOn(admin, ['Arabia', 'Ukraina']);

  await page.goto(`/fi/${site}`);
  await expect(page.getByRole('link', { name: 'Українська' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Русский' })).toHaveCount(0);
  await page.getByRole('link', { name: 'العربية' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.getByRole('heading', { level: 2, name: 'هل يمكنني أن آتي هكذا ببساطة؟' })).toBeVisible();
  await expect(page.getByText('لم يراجع هذه الترجمة بعد')).toBeVisible();
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await expectFits(page);
    await expectAccessible(page);
  }
  // What stood at the left stands at the right: the mark of a service's name, and the tools at the other end.
  const mark = await page.locator('.wordmark').boundingBox();
  expect(mark?.x ?? 0).toBeGreaterThan(640);
  const tools = await page.locator('.street__tools').boundingBox();
  expect(tools?.x ?? 1280).toBeLessThan(640);

  // Help is in the same language; the steps of a booking are in English.
  await page.getByRole('navigation').getByRole('link', { name: 'مساعدة فورية' }).click();
  await expect(page).toHaveURL(/\/ar\/help$/u);
  await expectAccessible(page);
  await expectFits(page);
  await page.goto(`/ar/${site}`);
  await page.getByRole('link', { name: 'احجز موعدًا' }).last().click();
  await expect(page).toHaveURL(new RegExp(`/en/${site}/book`, 'u'));

  // Another municipality decided nothing.
  await page.goto('/ar/helsinki/helsinki');
  await expect(page).toHaveURL(/\/en\/helsinki\/helsinki$/u);
});

for (const language of ['et', 'ru', 'so', 'uk']) {
  test(`41 · the directory and help right now can be read in ${language}`, async ({ page }) => {
    for (const at of ['', '/help']) {
      await page.goto(`/${language}${at}`);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
      await page.setViewportSize({ width: 320, height: 800 });
      await expectAccessible(page);
      await expectFits(page);
    }
    // No other page is in it.
    await page.goto(`/${language}/privacy`);
    await expect(page).toHaveURL(/\/en\/privacy$/u);
    expect((await page.goto(`/${language}/nothing/of/this/name`))?.status()).toBe(404);
  });
}
