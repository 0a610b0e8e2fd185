import { type Page } from '@playwright/test';
import { expect, expectAccessible, expectFits, signIn, test } from './support.ts';

/** The number of contacts that the page of figures shows for the whole municipality. */
async function contacts(page: Page): Promise<number> {
  const text = await page.getByRole('region', { name: 'Toimipisteet' }).getByRole('row').allInnerTexts();
  return text
    .slice(1)
    .map((row) => Number(row.split('\t')[1]?.replaceAll(/\s/gu, '')))
    .reduce((sum, each) => sum + each, 0);
}

test('4 · a contact changes the site’s and the municipality’s figures within seconds', async ({
  page,
  context,
}) => {
  await signIn(page, 'r02@rovaniemi.example');
  await page.goto('/fi/figures');
  await expectAccessible(page);
  await expectFits(page);
  const before = await contacts(page);
  await page.getByText('Taulukkona').first().click();

  const desk = await context.newPage();
  await desk.goto('/fi/desk/contact');
  await desk.getByRole('group', { name: 'Mistä puhuttiin?' }).getByText('Opiskelu', { exact: true }).click();
  await desk.getByRole('radiogroup', { name: 'Ikä' }).getByText('15–17').click();
  await desk.getByRole('button', { name: 'Tallenna' }).click();
  await expect(desk.getByText(/Kohtaaminen kirjattu/u)).toBeVisible();

  // The open page follows by itself: nobody reloads it.
  await expect.poll(() => contacts(page), { timeout: 15_000 }).toBe(before + 1);
  await expect(page.getByRole('status')).toHaveText(/^Kohtaamisia nyt \d+\.$/u);
  await expect(page.getByRole('table', { name: 'Kohtaamiset kanavittain' })).toBeVisible();
});

test('4 · the network sees the quarter of every site, with small numbers hidden', async ({ page }) => {
  await signIn(page, 'network@network.example');
  await expect
    .poll(
      async () => {
        await page.goto('/fi/network');
        return page.getByRole('table').first().getByRole('rowheader').count();
      },
      { timeout: 45_000 },
    )
    .toBe(6);
  const numbers = await page.locator('td.number').allInnerTexts();
  expect(numbers.some((text) => text.includes('..'))).toBe(true);
  for (const text of numbers.filter((each) => /^\d+$/u.test(each.trim()))) {
    const value = Number(text);
    expect(value === 0 || value >= 5, `${text} is shown`).toBe(true);
  }
  await expectAccessible(page);
  await expectFits(page);
});
