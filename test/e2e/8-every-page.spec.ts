import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '@ohjaamo/infra/constructs/places.ts';
import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import { caseViews } from '../../web/src/cases/caseViews.ts';
import { byAddress, site } from './addresses.ts';
import { expect, expectAccessible, expectFits, openClient, signIn, stack, test } from './support.ts';

/** Pages that are reached another way: by steps of the tests below, or shown in place of others. */
const otherwise = [
  '[lang]/[tenant]/[site]/book/details.astro',
  '[lang]/b/[link]/change.astro',
  '[lang]/b/[link]/index.astro',
  '[lang]/invitation-answer/[link].astro',
  // Walked through in the tests of the groups.
  '[lang]/[tenant]/[site]/groups/[group].astro',
  '[lang]/g/[link]/index.astro',
  '[lang]/groups/[group]/index.astro',
  '[lang]/groups/[group]/[meeting].astro',
  '[lang]/w/[link]/index.astro',
  '[lang]/r/[link].astro',
  // Walked through in the story of practice, with a copy and a merge in every language.
  '[lang]/practice/[kind]/[name]/index.astro',
  '[lang]/practice/[kind]/[name]/merge.astro',
  '[lang]/practice/[kind]/[name]/use.astro',
  '[lang]/practice/drafts/[kind]/[name].astro',
  '[lang]/practice/trials/[trial].astro',
  // Send on to the directory.
  'index.astro',
  '[lang]/[tenant]/index.astro',
  // The same view as `[...rest]` and `unavailable`, for addresses without a language and for faults of the pages themselves.
  '404.astro',
  '500.astro',
];

async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFits(page);
}

test('8 · no page is forgotten here', () => {
  const folder = join(root, 'web/src/pages');
  const files = readdirSync(folder, { recursive: true }).map(String);
  expect([...Object.keys(byAddress), ...otherwise].sort()).toEqual(
    files.filter((file) => file.endsWith('.astro')).sort(),
  );
});

/**
 * Whether a page is looked at closely in a language. What everybody may open is, in each; the pages of work have the same
 * parts in every language and nothing but the words differs, so each of them is in one, in turn.
 */
function looksClosely(viewer: string | undefined, page: number, language: number): boolean {
  return viewer === undefined || page % languages.length === language;
}

const viewers = new Set(Object.values(byAddress).map(({ as }) => as));
for (const viewer of viewers) {
  test(`8 · every page of ${viewer ?? 'everybody'} stands in every language and is accessible`, async ({
    page,
  }) => {
    test.setTimeout(180_000);
    if (viewer) await signIn(page, viewer);
    const addresses = Object.values(byAddress).filter(({ as }) => as === viewer);
    const answers = new Map<string, number | undefined>();
    for (const [number, language] of languages.entries()) {
      for (const [position, { at }] of addresses.entries()) {
        const status = (await page.goto(`/${language}${at}`))?.status();
        if (number === 0) answers.set(at, status);
        expect(status, at).toBe(answers.get(at));
        await expect(page.locator('html'), at).toHaveAttribute('lang', language);
        await expectFits(page);
        if (looksClosely(viewer, position, number)) await expectAccessible(page);
      }
    }
  });
}

for (const language of languages) {
  test(`8 · the way of a booking is accessible in ${language}`, async ({ page }) => {
    await page.goto(`/${language}/${site}/book/times?service=HOUSING`);
    await page.locator('.time').last().click();
    await expect(page.locator('.your-time__kept')).toBeVisible();
    await expectGood(page);
    await page.locator('button[value=anonymous]').click();
    await expect(page.locator('.keep__link')).toBeVisible();
    await expectGood(page);
    const booking = page.url().split('?')[0] ?? '';
    await page.goto(`${booking}/change`);
    await expectGood(page);
    await page.locator('.time').first().click();
    await expectGood(page);
    await page.goto(booking);
    await page.locator('button[value=cancel]').click();
    await expect(page.locator('button[value=restore]')).toBeVisible();
    await expectGood(page);
  });

  test(`8 · the second step of signing in is accessible in ${language}`, async ({ page }) => {
    const user = stack().users.find(({ email }) => email === 'r04@rovaniemi.example');
    await page.goto(`/${language}/sign-in`);
    await page.locator('input[name=email]').fill(user?.email ?? '');
    await page.locator('input[name=password]').fill(user?.password ?? '');
    await page.getByRole('main').getByRole('button').click();
    await expect(page.locator('input[name=code]')).toBeVisible();
    await expectGood(page);
  });
}

test('8 · a name of one long word breaks no page of a case, nor a list that it stands in', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const name = `Testi${'w'.repeat(90)}`;
  await signIn(page, 'r02@rovaniemi.example');
  const client = await openClient(page, name);
  const ofCase = Object.values(caseViews).map(({ path }) => `/people/${client}/${path}`);
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    for (const at of [...ofCase, '/people', '/desk', `/people/search`]) {
      await page.goto(`/fi${at}`);
      await expectFits(page);
    }
  }
  // Every page of the case stands in one row of a phone, and in no more than two of a desk.
  const rows = () =>
    page
      .locator('.case-views a')
      .evaluateAll(
        (links) => new Set(links.map((link) => Math.round(link.getBoundingClientRect().top))).size,
      );
  await page.goto(`/fi/people/${client}`);
  expect(await rows()).toBeLessThanOrEqual(2);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await rows()).toBe(1);
});
