import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from '@playwright/test';
import { expect, expectAccessible, stack } from './support.ts';

/** Where the line of the tests stands. */
export const site = '/fi/rovaniemi/rovaniemi';
/** Within this time every screen must have followed: one turn of asking and the page behind it. */
export const FOLLOWS = { timeout: 9_000 };

/** A page of its own, as another person on another machine has it. */
export async function another(
  browser: Browser,
  machine: BrowserContextOptions = { viewport: { width: 1280, height: 900 } },
): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    ...machine,
    baseURL: stack().origin,
    locale: 'fi-FI',
  });
  return context.newPage();
}

/** Takes a number on the street's page, as somebody with a phone does; gives the number. */
export async function takeNumber(page: Page, nickname?: string): Promise<string> {
  await page.goto(`${site}/line?qr`);
  if (nickname) {
    await page.getByText('Kerro lisää, jos haluat').click();
    await page.getByLabel('Millä nimellä kutsumme sinua?').fill(nickname);
    await page.getByLabel('Nimimerkin saa näyttää aulan näytöllä').check();
  }
  await page.getByRole('button', { name: 'Ota numero' }).first().click();
  await expect(page.locator('.mine__number')).toBeVisible();
  if (nickname) expect(page.url()).not.toContain(nickname);
  return (await page.locator('.mine__number').textContent()) ?? '';
}

/** What the phone says of the place, within the time in which it must follow. */
export async function expectState(phone: Page, text: string): Promise<void> {
  await expect(phone.locator('.mine__state')).toHaveText(text, FOLLOWS);
}

/** A ticket of the desk's list. */
export function ticketOf(desk: Page, number: string): Locator {
  return desk
    .locator('.line-ticket')
    .filter({ has: desk.locator('.line-ticket__number', { hasText: number }) });
}

/** Makes a display's link as a manager and opens it on the screen of the lobby. */
export async function openDisplay(manager: Page, browser: Browser): Promise<Page> {
  await manager.goto('/fi/displays');
  await manager.getByLabel('Näytön nimi').fill('Aula');
  await manager.getByRole('button', { name: 'Tee linkki' }).click();
  const link = manager.locator('.display-link a');
  await expect(link).toBeVisible();
  await expectAccessible(manager);
  const display = await another(browser, { viewport: { width: 1920, height: 1080 } });
  await display.goto((await link.getAttribute('href')) ?? '');
  return display;
}
