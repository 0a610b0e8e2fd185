import { expect, expectAccessible, mailTo, signIn, test } from './support.ts';

const site = 'helsinki/helsinki';

test('27 · whoever speaks Swedish is answered in Swedish, from the first page to the last mail', async ({
  page,
}) => {
  await page.goto(`/sv/${site}/book`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
  await page.locator('details summary').first().click();
  await page.locator('details[open]').getByRole('link').first().click();
  await page.locator('.time').first().click();
  await page.getByLabel('Vad ska vi kalla dig?').fill('Testi Meriläinen');
  await page.getByLabel('E-post').fill('n06@young.example');
  await page.getByRole('button', { name: 'Boka tiden' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
  await expectAccessible(page);
  const booked = await mailTo('n06@young.example');
  expect(booked.subject).toMatch(/tid/iu);
  expect(`${booked.subject} ${booked.text}`).not.toMatch(/aika|varat|peru/iu);
});

test('27 · a group cannot be told in Finnish alone where the municipality has two languages', async ({
  page,
}) => {
  await signIn(page, 'h02@helsinki.example');
  await page.goto('/fi/groups/new');
  await page.getByLabel('Nimi, suomi').fill('Pelikerho');
  await page.getByLabel('Kuvaus, suomi').fill('Pelataan lautapelejä.');
  await page.getByLabel('Ensimmäinen päivä').fill('2027-02-10');
  await page.getByLabel('Kuinka monta kertaa').fill('1');
  await page.getByRole('button', { name: 'Tee ryhmä' }).click();
  await expect(page.getByText('Anna nimi kaikilla kunnan kielillä.').first()).toBeVisible();
  await expect(page.getByText('Kerro ryhmästä kaikilla kunnan kielillä.').first()).toBeVisible();
  await expect(page.getByLabel('Nimi, suomi')).toHaveValue('Pelikerho');
});
