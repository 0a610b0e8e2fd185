import { expect, expectAccessible, expectFits, openClient, signIn, test } from './support.ts';

test('26 · a second record of one person is warned of, merged into the first, and taken apart again', async ({
  page,
}) => {
  await signIn(page, 'r02@rovaniemi.example');
  const first = await openClient(page, 'Testi Hilla');

  await page.goto('/fi/people/new');
  await page.getByLabel('Nimi tai nimimerkki').fill('hilla testi');
  await page.getByText('Nimimerkki ja yhteystieto').click();
  await page.getByLabel('Mistä nuori löysi meidät?').selectOption('SCHOOL');
  await page.getByLabel('Mitä nuori tekee nyt?').selectOption('STUDENT');
  await page.getByRole('button', { name: 'Avaa asiakkuus' }).click();
  await expect(page.getByRole('heading', { name: 'Onko nuori jo kirjattu?' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Testi Hilla' })).toBeVisible();
  await expect(page.getByLabel('Nimi tai nimimerkki')).toHaveValue('hilla testi');
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole('button', { name: 'Kyseessä on eri nuori, avaa uusi' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'hilla testi' })).toBeVisible();
  const second = page.url().split('?')[0] ?? '';

  await page.goto(`/fi/people/${first}/records`);
  await expectAccessible(page);
  await expectFits(page);
  await page.getByText('Liitä toinen tähän').click();
  await page.getByLabel('Toisen sivun osoite').fill(second);
  await page.getByRole('button', { name: 'Liitä yhteen' }).click();
  await expect(page.getByText('Kirjoita lyhyesti, mistä tiedät sen.').first()).toBeVisible();
  await expect(page.getByLabel('Toisen sivun osoite')).toHaveValue(second);
  await page.getByLabel('Mistä tiedät, että nuori on sama?').fill('Nuori kertoi sen itse');
  await page.getByRole('button', { name: 'Liitä yhteen' }).click();
  await expect(page.getByText('Tiedot on liitetty yhteen.')).toBeVisible();
  await page.goto(second);
  await expect(page).toHaveURL(new RegExp(`/people/${first}$`, 'u'));

  await page.goto(`/fi/people/${first}/records`);
  await page.getByRole('button', { name: 'Pura liitos' }).click();
  await expect(page.getByText('Liitos on purettu.')).toBeVisible();
  await page.goto(second);
  await expect(page.getByRole('heading', { level: 1, name: 'hilla testi' })).toBeVisible();
});

test('26 · a worker finds a young person by the beginning of the name and says why', async ({ page }) => {
  await signIn(page, 'r03@rovaniemi.example');
  await page.goto('/fi/people');
  await page.getByRole('link', { name: 'Etsi nuori' }).click();
  await page.getByRole('button', { name: 'Etsi', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Kirjoita nimi');
  await page.getByLabel('Nimi, puhelinnumero tai henkilötunnus').fill('REVONT');
  await page.getByRole('button', { name: 'Etsi', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Valitse');
  await page.getByText('Nuori on nyt täällä').first().click();
  await page.getByRole('button', { name: 'Etsi', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Testi Revontuli' })).toBeVisible();
  expect(page.url()).not.toContain('evont');
  await expectAccessible(page);
  await expectFits(page);
  await page.getByLabel('Nimi, puhelinnumero tai henkilötunnus').fill('020204A9021');
  await page.getByRole('button', { name: 'Etsi', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Löytyi yksi' })).toBeVisible();
});
