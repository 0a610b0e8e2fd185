import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { root } from '@ohjaamo/infra/constructs/places.ts';
import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import { addressOf, type TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import { expect, expectFits, signIn, test } from './support.ts';

/** Somebody at a browser of one's own, without scripts: every step here is a form. */
async function somebody(browser: Browser, email: string): Promise<Page> {
  const signedIn = await browser.newContext();
  await signIn(await signedIn.newPage(), email);
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await signedIn.storageState(),
  });
  return plain.newPage();
}

/** A page as it stands, on a phone and on a desk, in every language. */
async function looksGood(page: Page, path: string): Promise<void> {
  for (const language of languages) {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/${language}${path}`);
    await expectFits(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    await expectFits(page);
  }
}

test('a municipality ends the use of a practice, and takes it up again with its own changes', async ({
  browser,
}) => {
  test.slow();
  const file = join(root, 'shared/templates/content/online-week.json');
  const address = await addressOf(JSON.parse(readFileSync(file, 'utf8')) as TemplateVersion);
  const copy = '/practice/WEEKLY_CALENDAR/online-week';
  const page = await somebody(browser, 'h01@helsinki.example');
  await page.goto(`/fi/practice/adopt?version=${address}`);
  await page.getByRole('button', { name: 'Ota kunnan omaksi' }).click();
  const uses = async (count: number) =>
    expect(async () => {
      await page.goto(`/fi/templates/${address}`);
      // Beside whichever other municipalities use it by then.
      const who = page.getByRole('definition').filter({ hasText: /(?:^|, | ja )Helsinki(?:$|, | ja )/u });
      await expect(who).toHaveCount(count, { timeout: 500 });
    }).toPass();
  await uses(1);
  await page.goto(`/fi${copy}`);
  await page.getByRole('button', { name: 'Lopeta käyttö' }).click();
  await expect(page.getByText('Käyttö on lopetettu. Kunnan oma kopio on tallessa.')).toBeVisible();
  await expect(page.getByRole('link', { name: /^Muuta/u })).toHaveCount(0);
  await looksGood(page, copy);
  await uses(0);
  await page.goto('/fi/practice');
  await expect(page.getByRole('region', { name: 'Käyttö lopetettu' }).getByRole('link')).toHaveCount(1);
  await page.goto(`/fi/practice/adopt?version=${address}`);
  await page.getByRole('button', { name: 'Ota uudelleen käyttöön' }).click();
  await expect(page.getByText('Käytäntö on taas käytössä')).toBeVisible();
  await uses(1);
});
