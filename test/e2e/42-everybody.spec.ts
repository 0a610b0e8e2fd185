import type { Locator, Page } from '@playwright/test';
import { byAddress, site } from './addresses.ts';
import { expect, expectAccessible, expectFits, signIn, test } from './support.ts';

/** 1280 pixels at 400 % (WCAG 2.2, 1.4.10). */
const ZOOMED = { width: 320, height: 256 };

/** Presses Tab until the focus is where it is wanted; every stop on the way must show where it is. */
async function tabTo(page: Page, wanted: Locator, most = 80): Promise<void> {
  for (let step = 0; step < most; step++) {
    await page.keyboard.press('Tab');
    await expectFocusShown(page);
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${String(most)} presses of Tab did not reach ${String(wanted)}`);
}

/** What has the focus is in sight and has an outline, itself or around it (WCAG 2.2, 2.4.7 and 2.4.11). */
async function expectFocusShown(page: Page): Promise<void> {
  const shown = await page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return 'nothing has the focus';
    const outlined = [focused, focused.closest('.choice'), focused.closest('label')].some(
      (each) => each !== null && getComputedStyle(each).outlineStyle !== 'none',
    );
    const { bottom, top, width } = focused.getBoundingClientRect();
    const inSight = width > 0 && bottom > 0 && top < innerHeight;
    return outlined && inSight
      ? 'shown'
      : `${outlined ? 'out of sight' : 'no outline'}: ${focused.outerHTML.slice(0, 200)}`;
  });
  expect(shown).toBe('shown');
}

const viewers = new Set(Object.values(byAddress).map(({ as }) => as));
for (const viewer of viewers) {
  test(`42 · every page of ${viewer ?? 'everybody'} can be read at 400 %`, async ({ page }) => {
    test.setTimeout(120_000);
    if (viewer) await signIn(page, viewer);
    await page.setViewportSize(ZOOMED);
    for (const { at } of Object.values(byAddress).filter(({ as }) => as === viewer)) {
      await page.goto(`/fi${at}`);
      await expectFits(page);
    }
  });
}

test('42 · a time is booked, and given back, with the keyboard alone', async ({ page }) => {
  await page.goto(`/fi/${site}`);
  await tabTo(page, page.getByRole('link', { name: 'Siirry sisältöön' }), 1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await tabTo(page, page.locator('.service__book').first());
  await page.keyboard.press('Enter');
  await page.waitForURL('**/book/times**');
  await tabTo(page, page.locator('.time').last(), 200);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/book/details**');
  await tabTo(page, page.locator('button[value=anonymous]'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Aika on varattu' })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Peru aika' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Kumoa: haluan ajan takaisin' })).toBeVisible();
});

test('42 · a counsellor’s day is gone through with the keyboard alone', async ({ page }) => {
  await signIn(page, 'r03@rovaniemi.example');
  await page.goto('/fi/desk');
  const menu = page.getByRole('navigation', { name: 'Päävalikko' });
  await tabTo(page, menu.getByRole('link', { name: 'Jono' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/fi\/line/u);
  await tabTo(page, menu.getByRole('link', { name: 'Kalenteri', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/fi\/calendar/u);
  await tabTo(page, page.getByRole('link', { name: 'Kirjaa kohtaaminen' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/fi\/desk\/contact/u);
  await expectAccessible(page);
});

test('42 · whoever asks for less motion gets none', async ({ page }) => {
  const moving = () =>
    page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter((element) => {
          const { transitionDuration, animationName } = getComputedStyle(element);
          return (
            animationName !== 'none' || transitionDuration.split(',').some((part) => parseFloat(part) > 0)
          );
        }).length,
    );
  let usually = 0;
  for (const at of [`/fi/${site}`, `/fi/${site}/book`, `/fi/${site}/line`, '/fi/help', '/fi/sign-in']) {
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.goto(at);
    usually += await moving();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await moving(), at).toBe(0);
  }
  expect(usually).toBeGreaterThan(0);
});
