import { expect, expectAccessible, expectFits, test } from './support.ts';

test('1 · Rovaniemi shows its hours, services, own workers and visitors', async ({ page }) => {
  await page.goto('/fi/rovaniemi/rovaniemi?week=2027-W05');
  await expect(page.getByText('Kiinni nyt. Avaamme tänään klo 12.00.')).toBeVisible();
  await expect(page.getByText('Esimerkkikatu 1, 96200 Rovaniemi').first()).toBeVisible();
  await expect(page.getByText('Opinto-ohjaus ja haku koulutukseen').first()).toBeVisible();
  // 2027-W05 is an odd week: Kela visits on its Thursday, the parish worker does not.
  await expect(page.getByText('Testi Kelan palveluneuvoja').first()).toBeVisible();
  await expect(page.getByText('Testi Erityisnuorisotyönohjaaja (seurakunta)')).toHaveCount(0);
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole('link', { name: 'Seuraava viikko' }).click();
  await expect(page.getByText('Testi Erityisnuorisotyönohjaaja (seurakunta)').first()).toBeVisible();
  await expect(page.getByText('Testi Kelan palveluneuvoja')).toHaveCount(0);
});

test('1 · Helsinki, a bilingual municipality, answers in Finnish and in Swedish', async ({ page }) => {
  await page.goto('/fi/helsinki/helsinki');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Helsinki');
  await page.goto('/sv/helsinki/helsinki');
  await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
  await expect(page.getByText('Stöd för jobbsökning').first()).toBeVisible();
  await expectAccessible(page);
});

test('1 · an address cut short to its municipality leads to the municipality’s sites', async ({ page }) => {
  await page.goto('/fi/rovaniemi');
  await expect(page).toHaveURL(/\/fi#town-rovaniemi$/u);
  await expect(page.getByRole('region', { name: 'Rovaniemi' }).getByRole('link')).toHaveCount(3);
  expect((await page.goto('/fi/nowhere'))?.status()).toBe(404);
});

test('1 · a site without bookable times says so once, and where else to go', async ({ page }) => {
  await page.goto('/fi/rovaniemi/oppilaitoksella');
  await expect(page.getByText('Täältä ei voi varata aikaa etukäteen.')).toBeVisible();
  await expect(page.getByText(/Varaa aika alempaa/u)).toHaveCount(0);
  await page.goto('/fi/rovaniemi/oppilaitoksella/book');
  await expect(page.getByRole('region', { name: 'Muut paikat ja tavat' }).getByRole('link')).toHaveCount(2);
  await expectAccessible(page);
});

test('1 · an unknown municipality is a page that says so', async ({ page }) => {
  const answer = await page.goto('/fi/nowhere/nothing');
  expect(answer?.status()).toBe(404);
  await expectAccessible(page);
});
