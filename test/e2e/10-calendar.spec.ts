import { bookAnonymously, expect, expectAccessible, expectFits, signIn, test } from './support.ts';

const worker = 'Testi Asiakasvastaava, sosiaaliala';

test('10 · hours are changed: the booking that loses its time is seen first, and gets new offers after', async ({
  page,
  browser,
}) => {
  const booking = await bookAnonymously(page, {
    site: 'rovaniemi/rovaniemi',
    worker,
    service: 'Asumisneuvonta',
  });

  const context = await browser.newContext({ locale: 'fi-FI' });
  const desk = await context.newPage();
  await signIn(desk, 'r01@rovaniemi.example');
  await desk.getByRole('link', { name: 'Kalenteri', exact: true }).click();
  await expect(desk.getByRole('heading', { level: 1 })).toContainText('Viikkokalenteri Viikko 5');
  await expectAccessible(desk);
  await desk
    .getByRole('row', { name: new RegExp(worker, 'u') })
    .getByRole('link', { name: `Muuta: ${worker}, ma 1.2. 9.00–12.00` })
    .click();
  await expect(desk.getByRole('radio', { name: 'Vain ma 1.2.' })).toBeChecked();
  await desk.getByRole('button', { name: 'Poista' }).click();
  await expect(desk.getByText('Yksi varattu aika jää ilman työaikaa')).toBeVisible();
  await expect(desk.getByText('ei yhteystietoa')).toBeVisible();
  await expectAccessible(desk);
  await expectFits(desk);
  await desk.getByRole('button', { name: 'Tallenna muutos' }).click();
  await expect(desk.getByText('Kalenteri on tallennettu.')).toBeVisible();
  await expect(desk.getByText(/^Yksi varattu aika jäi ilman työaikaa/u)).toBeVisible();
  await desk.getByRole('link', { name: 'Seuraava viikko' }).click();
  await expect(
    desk.getByRole('link', { name: `Muuta: ${worker}, ma 8.2. 9.00–12.00` }).first(),
  ).toBeVisible();
  await context.close();

  await page.goto(booking);
  await expect(page.getByText('Aikataulumme muuttui, eikä tämä aika enää onnistu.')).toBeVisible();
  await expect(page.getByText('Valitse jokin näistä')).toBeVisible();
  await expectAccessible(page);
});

test('10 · what contradicts itself cannot be saved, and nothing that was typed is lost', async ({ page }) => {
  await signIn(page, 'r01@rovaniemi.example');
  await page.goto('/fi/calendar/rule?week=2027-W09&date=2027-03-02');
  await page.getByLabel('Työntekijä').selectOption({ label: worker });
  await page.getByLabel('Palvelu').selectOption({ label: 'Yksilöohjaus' });
  await page.getByText('Ajanvaraukset', { exact: true }).click();
  await page.getByText('maanantai', { exact: true }).click();
  await page.getByLabel('Alkaa').fill('11:00');
  await page.getByLabel('Päättyy').fill('10:00');
  await page.getByRole('button', { name: 'Katso vaikutukset' }).click();
  await expect(page.getByRole('alert')).toContainText('Lopun pitää olla alun jälkeen.');
  await page.getByLabel('Päättyy').fill('12:00');
  await page.getByRole('button', { name: 'Katso vaikutukset' }).click();
  await expect(page.getByText('Tätä ei voi tallentaa')).toBeVisible();
  await expect(page.getByText(/menee päällekkäin toisen ajan kanssa/u)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Tallenna muutos' })).toHaveCount(0);
  await expect(page.getByLabel('Alkaa')).toHaveValue('11:00');
  await expectAccessible(page);
});

test('10 · a form that was changed after it was looked at is looked at again before it is saved', async ({
  page,
}) => {
  await signIn(page, 'r01@rovaniemi.example');
  await page.goto('/fi/calendar/exceptions?week=2027-W23');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Rovaniemi');
  await page.getByLabel('Ensimmäinen päivä').fill('2027-06-07');
  await page.getByLabel('Mitä kävijät lukevat').fill('Remontti');
  await page.getByRole('button', { name: 'Katso vaikutukset' }).click();
  await page.getByLabel('Mitä kävijät lukevat').fill('Kesätapahtuma torilla');
  await page.getByRole('button', { name: 'Tallenna muutos' }).click();
  await expect(page.getByText('Muutit lomaketta.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Tallenna muutos' }).click();
  await expect(page.getByText('Kalenteri on tallennettu.')).toBeVisible();
  await expect(page.getByRole('cell', { name: /Suljettu: Kesätapahtuma torilla/u })).toBeVisible();
});

test('10 · a public holiday closes the house by itself; an exception of the day opens it', async ({
  page,
}) => {
  await signIn(page, 'r01@rovaniemi.example');
  await page.goto('/fi/calendar?week=2027-W44');
  await expect(page.getByRole('cell', { name: /Suljettu: Pyhäinpäivä/u })).toBeVisible();
  await page.goto('/fi/calendar/exceptions?week=2027-W44');
  await page.getByText('Avoinna lisäksi').first().click();
  await page.getByLabel('Ensimmäinen päivä').fill('2027-11-06');
  await page.getByLabel('Mitä kävijät lukevat').fill('Pyhäinpäivän kahvit');
  await page.getByLabel('Alkaa').fill('12:00');
  await page.getByLabel('Päättyy').fill('15:00');
  await page.getByRole('button', { name: 'Katso vaikutukset' }).click();
  await page.getByRole('button', { name: 'Tallenna muutos' }).click();
  await expect(page.getByText('Kalenteri on tallennettu.')).toBeVisible();
  await expect(page.getByRole('cell', { name: /Poikkeus: Pyhäinpäivän kahvit/u })).toBeVisible();
  await page.goto('/fi/rovaniemi/rovaniemi?week=2027-W44');
  await expect(page.getByText('Pyhäinpäivän kahvit')).toBeVisible();
});

test('10 · hours change from a day on: the street is told beforehand, and the change can be taken back', async ({
  page,
  browser,
}) => {
  await signIn(page, 'r01@rovaniemi.example');
  await page.goto('/fi/calendar/hours?channel=WALK_IN');
  const from = page.getByLabel('Mistä päivästä alkaen');
  await from.fill('2027-01-15');
  await page.getByRole('button', { name: 'Katso vaikutukset' }).click();
  await expect(from).toHaveAccessibleDescription(/Valitse tämä päivä tai myöhempi/u);
  await expectAccessible(page);
  await from.fill('2027-03-01');
  await page.getByLabel('maanantai: avataan', { exact: true }).fill('13:00');
  await page.getByRole('button', { name: 'Katso vaikutukset' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Tallenna muutos' }).click();
  await expect(page.getByText('Kalenteri on tallennettu.')).toBeVisible();

  const context = await browser.newContext({ locale: 'fi-FI' });
  const street = await context.newPage();
  await street.goto('/fi/rovaniemi/rovaniemi');
  const come = street.getByRole('region', { name: 'Voinko vain tulla?' });
  await expect(come.getByText('1.3.2027 alkaen')).toBeVisible();
  await expectAccessible(street);

  await page.goto('/fi/calendar/hours?channel=WALK_IN');
  await expect(page.getByText('Tulossa')).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole('button', { name: 'Peru muutos 1.3.2027' }).click();
  await page.getByRole('button', { name: 'Tallenna muutos' }).click();
  await expect(page.getByText('Kalenteri on tallennettu.')).toBeVisible();
  await street.reload();
  await expect(street.getByText('1.3.2027 alkaen')).toHaveCount(0);
  await context.close();
});
