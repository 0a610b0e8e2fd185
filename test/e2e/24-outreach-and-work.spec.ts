import { expect, expectAccessible, expectFits, signIn, test } from './support.ts';

test('24 · story 3: the Defence Forces notify, the young person is reached and declines, and the record is destroyed now', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const worker = await (await browser.newContext()).newPage();
  await signIn(worker, 'r07@rovaniemi.example');
  await worker.goto('/fi/outreach');
  await worker.getByRole('link', { name: 'Kirjaa ilmoitus' }).click();
  await expect(worker.getByText('Laki antaa ilmoittaa vain yksilöinti- ja yhteystiedot')).toBeVisible();
  await expect(worker.locator('textarea')).toHaveCount(0);
  await expectAccessible(worker);

  // A club without consent is told why it cannot notify, and what was typed stays.
  await worker.getByRole('radio', { name: /^Harrastuksen järjestäjä/u }).check();
  await worker.getByLabel('Organisaatio').fill('Prikaati');
  await worker.getByText('Kyllä', { exact: true }).click();
  await worker.getByText('Turvaviestinä').click();
  await worker.getByLabel('Milloin ilmoitus tuli').fill('2027-01-29');
  await worker.getByLabel('Nimi', { exact: true }).fill('Testi Keloranta');
  await worker.getByLabel('Syntymäaika').fill('1999-11-30');
  await worker.getByLabel('Puhelin').fill('040 1234567');
  await worker.getByRole('button', { name: 'Tallenna ilmoitus' }).click();
  await expect(worker.getByText('saa ilmoittaa vain nimenomaisella suostumuksella').first()).toBeVisible();
  await expect(worker.getByLabel('Nimi', { exact: true })).toHaveValue('Testi Keloranta');
  await expectAccessible(worker);
  await worker.getByRole('radio', { name: /^Puolustusvoimat/u }).check();
  await worker.getByRole('button', { name: 'Tallenna ilmoitus' }).click();
  await expect(worker.getByRole('heading', { level: 1, name: 'Testi Keloranta' })).toBeVisible();
  await expectAccessible(worker);
  await expectFits(worker);
  const notification = worker.url().split('?')[0] ?? '';

  await worker.goto('/fi/outreach');
  const line = worker.getByRole('listitem').filter({ hasText: 'Testi Keloranta' });
  await expect(line).toContainText('päivää ensimmäiseen yhteydenottoon');
  await expectAccessible(worker);
  await expectFits(worker);
  await line.getByRole('link', { name: 'Ota yhteyttä' }).click();
  await worker.getByText('Puhelu', { exact: true }).click();
  await worker.getByText('Tavoitin', { exact: true }).click();
  await worker.getByRole('button', { name: 'Kirjaa yhteydenotto' }).click();
  await expect(worker.getByText('Hienoa, nuori on tavoitettu.')).toBeVisible();
  await expectAccessible(worker);
  await worker.getByText('Nuori ei halua tukea').click();
  await worker.getByRole('button', { name: 'Hävitä ilmoitus nyt' }).click();
  await expect(worker.getByText('Ilmoitus on hävitetty.')).toBeVisible();
  await expect(worker.getByText('Testi Keloranta')).toHaveCount(0);
  await expect(worker.getByRole('row', { name: /Puolustusvoimat.*25–29.*Ei halunnut tukea/u })).toBeVisible();
  expect((await worker.goto(notification))?.status()).toBe(404);

  // A counsellor does not see the register.
  const counsellor = await (await browser.newContext()).newPage();
  await signIn(counsellor, 'r03@rovaniemi.example');
  await counsellor.goto('/fi/outreach');
  await expect(counsellor.getByText('Etsivän nuorisotyön ilmoitukset')).toHaveCount(0);
});

test('24 · who wants support becomes a client with the notification; when it is no longer needed it is taken away', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await signIn(page, 'r08@rovaniemi.example');
  await page.goto('/fi/outreach/new');
  await page.getByText('Kela: tarvitsee tukea').click();
  await page.getByLabel('Organisaatio').fill('Kela');
  await page.getByText('Ei tiedossa').click();
  await page.getByText('Puhelimitse').click();
  await page.getByLabel('Milloin ilmoitus tuli').fill('2027-01-29');
  await page.getByLabel('Nimi', { exact: true }).fill('Testi Kuura');
  await page.getByLabel('Puhelin').fill('040 1234568');
  await page.getByRole('button', { name: 'Tallenna ilmoitus' }).click();
  await expect(page.getByText('Nuorelle ei ehkä ole kerrottu')).toBeVisible();
  await page.getByText('Puhelu', { exact: true }).click();
  await page.getByText('Tavoitin', { exact: true }).click();
  await page.getByRole('button', { name: 'Kirjaa yhteydenotto' }).click();
  await page.getByText('Nuori haluaa tukea').click();
  await page.getByLabel('Mitä nuori tekee nyt?').selectOption('UNKNOWN');
  await page.getByRole('button', { name: 'Avaa asiakkuus' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Testi Kuura' })).toBeVisible();
  const client = /people\/([0-9a-z]{20})/u.exec(page.url())?.[1] ?? '';
  await page.goto(`/fi/people/${client}/outreach`);
  await expect(page.getByText('Kela: tarvitsee tukea')).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole('button', { name: 'Hävitä ilmoitus' }).click();
  await expect(page.getByText('Kela: tarvitsee tukea')).toHaveCount(0);
  await page.goto('/fi/outreach');
  await expect(page.getByText('Testi Kuura')).toHaveCount(0);
});

test('24 · story 6: four months of work trials are used, three more are refused with the rule of those under 25, two are planned', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await signIn(page, 'h06@helsinki.example');
  await page.goto('/fi/employers');
  await page.getByLabel('Työnantajan nimi').fill('Testi Kahvila');
  await page.getByLabel('Paikkakunta').fill('Helsinki');
  await page.getByRole('button', { name: 'Tallenna työnantaja' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Testi Kahvila' })).toBeVisible();
  await page.getByText('Lisää paikka').click();
  await page.getByLabel('Tehtävä').fill('Salityö');
  await page.getByLabel('Muoto').selectOption('WORK_TRIAL');
  await page.getByLabel('Ala', { exact: true }).selectOption('RESTAURANT');
  await page.getByLabel('Tunteja viikossa').fill('30');
  await page.getByLabel('Alkaa').fill('2027-03-01');
  await page.getByLabel('Haettavissa asti').fill('2027-02-28');
  await page.getByRole('button', { name: 'Tallenna paikka' }).click();
  await expect(page.getByText('Salityö', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);

  await page.goto('/fi/people/new');
  await page.getByLabel('Nimi tai nimimerkki').fill('Testi Kaisla');
  await page.getByText('Nimimerkki ja yhteystieto').click();
  await page.locator('input[name=birthDate]').fill('2002-09-09');
  await page.getByLabel('Mistä nuori löysi meidät?').selectOption('SELF');
  await page.getByLabel('Mitä nuori tekee nyt?').selectOption('UNEMPLOYED_JOBSEEKER');
  await page.getByRole('button', { name: 'Avaa asiakkuus' }).click();
  const opened = page.getByRole('heading', { level: 1, name: 'Testi Kaisla' });
  const somebodyElse = page.getByRole('button', { name: 'Kyseessä on eri nuori, avaa uusi' });
  await expect(opened.or(somebodyElse)).toBeVisible();
  if (await somebodyElse.isVisible()) await somebodyElse.click();
  await expect(opened).toBeVisible();
  const client = /people\/([0-9a-z]{20})/u.exec(page.url())?.[1] ?? '';
  const work = `/fi/people/${client}/work`;
  await page.goto(work);
  await page.getByText('Kirjaa aiempi työkokeilu').click();
  await page.locator('#earlierStart').fill('2026-08-01');
  await page.locator('#earlierEnd').fill('2026-11-30');
  await page.getByRole('button', { name: 'Tallenna päivät' }).click();
  await expect(
    page.getByText('Työkokeilua on käytetty tai suunniteltu 4 kuukautta, jäljellä on 2 kuukautta.'),
  ).toBeVisible();

  await page.getByLabel('Ravintola ja keittiö').check();
  await page.getByRole('button', { name: 'Tallenna toiveet' }).click();
  await expect(page.getByText('Miksi: toivottu ala')).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole('link', { name: /Suunnittele työkokeilu.*Salityö/u }).click();
  await expect(page.locator('#employer')).toHaveValue('Testi Kahvila');
  await page.getByLabel('Kuka ohjaa työpaikalla').fill('Testi Vuoropäällikkö');
  await page.locator('#start').fill('2027-02-01');
  await page.locator('#end').fill('2027-04-30');
  await page.getByLabel('Tavoitteet').fill('Kokeilla, sopiiko ala');
  await page.getByLabel('Kuka maksaa työttömyysetuuden').selectOption('KELA');
  for (const condition of ['ei syrjäytä', 'Huumausainetestiä', 'ei ole lasten kanssa']) {
    await page.getByLabel(condition).check();
  }
  await page.getByRole('button', { name: 'Tallenna suunnitelma' }).click();
  const refusal = page.locator('.notice--caution');
  await expect(refusal).toContainText('käytetty tai suunniteltu 4 kuukautta, jäljellä on 2 kuukautta');
  await expect(refusal).toContainText('Alle 25-vuotiaalla enimmäisaika alkaa alusta');
  await expect(page.getByLabel('Tavoitteet')).toHaveValue('Kokeilla, sopiiko ala');
  await expectAccessible(page);
  await page.locator('#end').fill('2027-03-31');
  await page.getByRole('button', { name: 'Tallenna suunnitelma' }).click();
  await expect(page.getByText('Seuraavaksi tarvitaan työvoimaviranomaisen päätös.')).toBeVisible();

  await page
    .getByRole('listitem')
    .filter({ hasText: 'Suunniteltu' })
    .getByRole('link', { name: 'Avaa' })
    .click();
  await expect(page.getByRole('button', { name: 'Aloita työkokeilu' })).toHaveCount(0);
  await page.getByLabel('Päätöksen päivä').fill('2027-02-01');
  await page.getByRole('button', { name: 'Kirjaa työvoimaviranomaisen päätös' }).click();
  await page.getByRole('button', { name: 'Aloita työkokeilu' }).click();
  await page.getByText('Poissa luvalla').click();
  await page.getByLabel('Muistiinpano').fill('Kävi asioilla');
  await page.getByRole('button', { name: 'Tallenna päivä' }).click();
  await expect(page.getByText('Kävi asioilla')).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole('link', { name: 'Tuloste työpaikalle' }).click();
  await expect(page.getByRole('heading', { name: 'Työkokeilu: sovittu ja arvio' })).toBeVisible();
  await expect(page.getByText('Kävi asioilla')).toHaveCount(0);
  await expectAccessible(page);
});
