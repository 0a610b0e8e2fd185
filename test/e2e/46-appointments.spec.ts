import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectFits, PHONE, signIn, test } from './support.ts';

const WEEK = '/fi/calendar/appointments?view=week';
const worker = 'Testi Asiakasvastaava, sosiaaliala';

/** Books the first free time of a worker under a nickname. */
async function book(page: Page, nickname: string): Promise<void> {
  await page.goto('/fi/rovaniemi/rovaniemi/book');
  const choice = page.locator('details', { hasText: worker });
  await choice.locator('summary').click();
  await choice.getByRole('link', { name: 'Asumisneuvonta' }).click();
  await page.getByRole('region', { name: 'Ensimmäinen vapaa aika' }).getByRole('button').click();
  await page.getByLabel('Millä nimellä kutsumme sinua?').fill(nickname);
  await page.getByLabel('Sähköposti').fill('nuori@young.example');
  await page.getByRole('button', { name: 'Varaa aika' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Aika on varattu' })).toBeVisible();
}

const cardOf = (page: Page, nickname: string) => page.locator('[data-booking]', { hasText: nickname });
const startOf = (page: Page, nickname: string) => cardOf(page, nickname).getAttribute('data-start');
const notice = (page: Page) => page.locator('[data-part=notice]');

test('46 · an appointment is moved by keyboard, taken back, and moved by mouse', async ({ page }) => {
  await book(page, 'Pihlaja');
  await signIn(page, 'r02@rovaniemi.example');
  await page.goto(WEEK);
  await expectAccessible(page);
  await expectFits(page);
  const before = await startOf(page, 'Pihlaja');

  const move = cardOf(page, 'Pihlaja').getByRole('link', { name: /^Siirrä: Pihlaja/u });
  await move.focus();
  await page.keyboard.press('Enter');
  await expect(notice(page)).toContainText('Siirrettävänä: Pihlaja');
  const first = page.locator('.cell-time[aria-pressed=true]');
  await expect(first).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(notice(page)).toContainText('Mitään ei siirretty.');
  await expect(move).toBeFocused();
  expect(await startOf(page, 'Pihlaja')).toBe(before);

  await page.keyboard.press('Enter');
  await expect(first).toBeFocused();
  const chosen = await first.getAttribute('data-target');
  await page.keyboard.press('ArrowRight');
  await expect(first).toBeFocused();
  expect(await first.getAttribute('data-target')).not.toBe(chosen);
  await page.keyboard.press('End');
  const wanted = await first.getAttribute('data-target');
  await page.keyboard.press('Enter');
  await expect(notice(page)).toContainText('Siirretty: Pihlaja');
  expect(await startOf(page, 'Pihlaja')).toBe(wanted);
  await page.reload();
  expect(await startOf(page, 'Pihlaja')).toBe(wanted);

  // By mouse, onto a time that opens over the cell; the undo takes it back.
  await page.locator('calendar-move:defined').waitFor();
  const card = cardOf(page, 'Pihlaja');
  await card.hover({ position: { x: 40, y: 12 } });
  await page.mouse.down();
  const free = page.locator('.cell--free').first();
  await page.mouse.move(400, 300, { steps: 4 });
  await expect(free).toBeVisible();
  const cell = await free.boundingBox();
  await page.mouse.move((cell?.x ?? 0) + 20, (cell?.y ?? 0) + 20, { steps: 4 });
  const target = page.locator('.cell-time').first();
  await expect(target).toBeVisible();
  const box = await target.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 10, (box?.y ?? 0) + 10, { steps: 4 });
  await expect(target).toHaveAttribute('aria-pressed', 'true');
  const dropped = await target.getAttribute('data-target');
  await page.mouse.up();
  await expect(notice(page)).toContainText('Siirretty: Pihlaja');
  expect(await startOf(page, 'Pihlaja')).toBe(dropped);
  await page.getByRole('button', { name: 'Kumoa' }).click();
  await expect(notice(page)).toContainText('Siirto on kumottu.');
  expect(await startOf(page, 'Pihlaja')).toBe(wanted);
});

test('46 · of two who move one appointment the second is told, and nothing is lost', async ({
  page,
  context,
}) => {
  await book(page, 'Haapa');
  await signIn(page, 'r02@rovaniemi.example');
  await page.goto(WEEK);
  const other = await context.newPage();
  await other.goto(WEEK);
  for (const each of [page, other]) {
    await cardOf(each, 'Haapa')
      .getByRole('link', { name: /^Siirrä/u })
      .press('Enter');
    await expect(each.locator('.cell-time[aria-pressed=true]')).toBeFocused();
  }
  await page.keyboard.press('Enter');
  await expect(notice(page)).toContainText('Siirretty: Haapa');
  const now = await startOf(page, 'Haapa');
  await other.keyboard.press('End');
  await other.keyboard.press('Enter');
  await expect(notice(other)).toContainText('Joku toinen muutti juuri tätä aikaa.');
  expect(await startOf(other, 'Haapa')).toBe(now);
});

test('46 · day, week, workers and rooms show the same appointments; a finger moves one on a phone', async ({
  page,
  browser,
}) => {
  await book(page, 'Tuomi');
  await signIn(page, 'r02@rovaniemi.example');
  await page.goto(WEEK);
  for (const view of ['Päivä', 'Työntekijät', 'Tilat', 'Viikko']) {
    await page
      .getByRole('navigation', { name: 'Mitä viikosta näytetään' })
      .getByRole('link', { name: view })
      .click();
    await expectAccessible(page);
    await expectFits(page);
    // The first free time may be on another day than today, and rooms show nobody's name.
    if (view === 'Työntekijät' || view === 'Viikko') await expect(cardOf(page, 'Tuomi')).toBeVisible();
  }
  const cookies = await page.context().cookies();
  const phone = await browser.newContext({ ...PHONE, baseURL: new URL(page.url()).origin });
  await phone.addCookies(cookies);
  const hand = await phone.newPage();
  await hand.goto('/fi/calendar/appointments?view=people');
  await expectFits(hand);
  const before = await startOf(hand, 'Tuomi');
  // Picked up by a tap: of the days without an appointment those open that can take it, if there are any, and it stays under the finger.
  const top = async () => (await cardOf(hand, 'Tuomi').boundingBox())?.y ?? 0;
  const move = cardOf(hand, 'Tuomi').getByRole('link', { name: /^Siirrä/u });
  await move.scrollIntoViewIfNeeded();
  const stood = await top();
  const shown = hand.locator('.appointments__grid td:visible');
  const days = await shown.count();
  await move.tap();
  await expect(hand.locator('.cell--free').first()).toBeVisible();
  await expect(shown.filter({ hasNot: hand.locator('.appointment, .cell--free') })).toHaveCount(0);
  expect(Math.abs((await top()) - stood)).toBeLessThan(2);
  await hand.keyboard.press('Escape');
  await expect(notice(hand)).toContainText('Mitään ei siirretty.');
  await expect(shown).toHaveCount(days);
  expect(Math.abs((await top()) - stood)).toBeLessThan(2);

  const grip = cardOf(hand, 'Tuomi').locator('[data-grip]');
  await grip.scrollIntoViewIfNeeded();
  const from = await grip.boundingBox();
  const session = await phone.newCDPSession(hand);
  const touch = (type: string, x: number, y: number) =>
    session.send('Input.dispatchTouchEvent', {
      type: type as 'touchStart',
      touchPoints: type === 'touchEnd' ? [] : [{ x, y }],
    });
  const [x, y] = [(from?.x ?? 0) + 10, (from?.y ?? 0) + 10];
  await touch('touchStart', x, y);
  await touch('touchMove', x - 20, y);
  await expect(hand.locator('.cell-time').first()).toBeVisible();
  const target = await hand.locator('.cell-time').first().boundingBox();
  await touch('touchMove', (target?.x ?? 0) + 10, (target?.y ?? 0) + 10);
  await touch('touchEnd', 0, 0);
  await expect(notice(hand)).toContainText('Siirretty: Tuomi');
  expect(await startOf(hand, 'Tuomi')).not.toBe(before);
  await phone.close();
});
