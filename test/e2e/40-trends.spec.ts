import { expect, expectAccessible, expectFits, signIn, test } from './support.ts';

test('40 · a coordinator sees two years of own history, of the municipality and of a site', async ({
  page,
}) => {
  await signIn(page, 'r01@rovaniemi.example');
  await page.goto('/fi/figures');
  await page.getByRole('link', { name: 'Kehitys' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kehitys');
  const table = page.getByRole('table', { name: 'Kaikki neljännekset taulukkona' });
  await expect(table.getByRole('columnheader')).toHaveCount(10);
  const contacts = async () =>
    Number(
      (
        await table
          .getByRole('row', { name: /^Kohtaamisia \d/u })
          .getByRole('cell')
          .first()
          .innerText()
      ).replaceAll(/\s/gu, ''),
    );
  const whole = await contacts();
  expect(whole).toBeGreaterThan(0);
  await expect(
    page.getByRole('img', { name: 'Pylväskuvio: Kohtaamisia. Samat luvut ovat taulukossa.' }),
  ).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole('navigation', { name: 'Toimipisteet' }).getByRole('link').nth(1).click();
  expect(await contacts()).toBeLessThanOrEqual(whole);
  await page.getByRole('navigation', { name: 'Vuosineljännes' }).getByRole('link').first().click();
  await expect(table.getByRole('columnheader').nth(1)).toHaveText('4. neljännes 2026');
  await expect(
    page.getByRole('navigation', { name: 'Toimipisteet' }).getByRole('link').nth(1),
  ).toHaveAttribute('aria-current', 'true');
});
