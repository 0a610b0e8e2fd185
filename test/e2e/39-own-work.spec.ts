import { expect, expectAccessible, expectFits, signIn, test } from './support.ts';

test('39 · a worker’s contact is in the own work within seconds', async ({ page }) => {
  await signIn(page, 'r04@rovaniemi.example');
  const own = page.getByRole('table', { name: 'Neljännekset rinnakkain' });
  const contacts = async () => {
    await page.goto('/fi/figures/own');
    const row = own.getByRole('row', { name: /^Kohtaamiset, joissa olit mukana/u });
    return (await row.getByRole('cell').allInnerTexts()).map(Number);
  };
  const before = await contacts();
  expect(before).toHaveLength(5);
  await expect(page.getByText('Vain sinä näet tämän.')).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);

  await page.goto('/fi/desk/contact');
  await page.getByRole('group', { name: 'Mistä puhuttiin?' }).getByText('Asuminen', { exact: true }).click();
  await page.getByRole('radiogroup', { name: 'Ikä' }).getByText('18–19').click();
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByText(/Kohtaaminen kirjattu/u)).toBeVisible();
  await expect.poll(contacts, { timeout: 15_000 }).toEqual([(before[0] ?? 0) + 1, ...before.slice(1)]);
  await expectAccessible(page);
  await expectFits(page);

  // The chart's numbers are those of the table, and the quarter of a year ago is one of them.
  await expect(
    page.getByRole('img', { name: /^Pylväskuvio: Kohtaamiset, joissa olit mukana/u }),
  ).toBeVisible();
  await page
    .getByRole('link', { name: /neljännes 2026/u })
    .first()
    .click();
  await expect(own.getByRole('columnheader').nth(1)).toHaveText('4. neljännes 2026');
});

test('39 · a coordinator sees the own work and has no way to a worker’s', async ({ page }) => {
  await signIn(page, 'r01@rovaniemi.example');
  await page.getByRole('link', { name: 'Oma työni' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Oma työni');
  const named = await page.request.get('/api/figures/own?quarter=2027-Q1&staff=r04');
  expect(named.status()).toBe(400);
});
