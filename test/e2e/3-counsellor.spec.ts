import { bookAnonymously, expect, expectAccessible, expectFits, signIn, test } from './support.ts';

test('3 · the booking of the day: arrival, contact, client, episode and consent', async ({ page }) => {
  await bookAnonymously(page, {
    site: 'rovaniemi/rovaniemi',
    worker: 'Testi Asiakasvastaava, sosiaaliala',
    service: 'Asumisneuvonta',
  });
  await signIn(page, 'r02@rovaniemi.example');
  await page.goto('/fi/desk');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tänään');
  await expectAccessible(page);
  await expectFits(page);

  const booking = page.getByRole('listitem').filter({ hasText: 'Asumisneuvonta' }).first();
  await booking.getByRole('button', { name: /^Saapui/u }).click();
  await expect(page.getByText('Merkitty saapuneeksi.')).toBeVisible();
  await booking.getByRole('link', { name: /Kirjaa kohtaaminen/u }).click();
  await expectAccessible(page);
  await page.getByRole('group', { name: 'Mistä puhuttiin?' }).getByText('Asuminen', { exact: true }).click();
  await page.getByRole('radiogroup', { name: 'Ikä' }).getByText('18–19').click();
  await page.getByRole('radiogroup', { name: 'Kesto' }).getByText('30 min').click();
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByText(/Kohtaaminen kirjattu: Paikan päällä, Asuminen/u)).toBeVisible();
  await expect(booking.getByText('Kirjattu')).toBeVisible();

  await page.getByRole('link', { name: 'Avaa asiakkuus' }).click();
  await expectAccessible(page);
  await page.getByLabel('Nimi tai nimimerkki').fill('Testi Revontuli');
  await page.getByText('Henkilöllisyys nähty').click();
  await page.getByLabel('Mistä nuori löysi meidät?').selectOption('SELF');
  await page.getByLabel('Mitä nuori tekee nyt?').selectOption('UNEMPLOYED_JOBSEEKER');
  await page.getByRole('button', { name: 'Avaa asiakkuus' }).click();
  // Somebody of that name is a client already.
  await page.getByRole('button', { name: 'Kyseessä on eri nuori, avaa uusi' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Testi Revontuli' })).toBeVisible();
  await expect(page.getByText('Käynnissä 1.2.2027 alkaen')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Kirjaa suostumus' }).click();
  await page.getByRole('group', { name: 'Mistä saa kertoa?' }).getByText('Työ', { exact: true }).click();
  await page.getByLabel('Kuka kertoo?').selectOption('ROI-NUO');
  await page.getByLabel('Kenelle?').selectOption('ROI-TYO');
  await page.getByLabel('Mitä varten?').fill('Etsitään yhdessä töitä');
  await page.getByLabel('Mihin asti?').fill('2027-12-31');
  await page.getByRole('radiogroup', { name: 'Miten se annettiin?' }).getByText('Suullisesti').click();
  await page.getByRole('button', { name: 'Tallenna suostumus' }).click();
  await expect(page.getByText('Suostumus on tallennettu ja voimassa heti.')).toBeVisible();
  await expect(page.getByText(/saa kertoa: Työvoimaviranomainen/u)).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
});

test('3 · a walk-in without a booking is recorded in the same form, by keyboard', async ({ page }) => {
  await signIn(page, 'r02@rovaniemi.example');
  await page.goto('/fi/desk/contact');
  await page.getByRole('group', { name: 'Mistä puhuttiin?' }).getByText('Raha ja etuudet').click();
  await page.getByRole('radiogroup', { name: 'Ikä' }).getByText('20–24').click();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Kohtaaminen kirjattu: Paikan päällä, Raha ja etuudet/u)).toBeVisible();
  await page.getByRole('button', { name: 'Kumoa kirjaus', exact: true }).click();
  await expect(page.getByText('Kirjaus kumottu.')).toBeVisible();
});

test('3 · a wrong code opens nothing, and a page asked for without signing in comes back after it', async ({
  page,
}) => {
  await page.goto('/fi/people');
  await expect(page).toHaveURL(/\/fi\/sign-in/u);
  await page.getByLabel('Sähköposti').fill('r02@rovaniemi.example');
  await page.getByLabel('Salasana').fill('not the password at all');
  await page.getByRole('button', { name: 'Jatka' }).click();
  await expect(page.getByText('Sähköposti tai salasana ei täsmää.')).toBeVisible();
  await expectAccessible(page);
});
