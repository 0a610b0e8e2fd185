import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectFits, openClient, PHONE, signIn, test } from './support.ts';

const MAP = '/fi/rovaniemi/rovaniemi/map';
const CODE = /^[0-9A-Z]{5}-[0-9A-Z]{5}$/u;

// Whole stories, each page looked at for accessibility.
test.setTimeout(180_000);

const areaOf = (page: Page, name: string) => page.getByRole('group', { name });

async function choose(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    await areaOf(page, name)
      .getByRole('radio', { name: new RegExp(`^${value}(?:,|$)`, 'u') })
      .check({ force: true });
  }
}

async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFits(page);
}

for (const device of ['phone', 'desktop'] as const) {
  test(`20 · on a ${device} without scripts somebody makes a map, keeps it under a code, comes back and deletes it`, async ({
    browser,
  }) => {
    const context = await browser.newContext({
      ...(device === 'phone' ? PHONE : {}),
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    await page.goto('/fi/rovaniemi/rovaniemi');
    await page.getByRole('link', { name: 'Tee oma kartta' }).click();
    await expectFits(page);
    await page.getByRole('button', { name: 'Näytä karttani' }).click();
    await expect(page.getByRole('alert')).toContainText('Valitse ainakin yksi');

    await choose(page, { Koti: '8', Raha: '2', Mieli: '1' });
    await areaOf(page, 'Koti').getByLabel('Tämä on vahvuuteni').check();
    await areaOf(page, 'Työ').getByLabel('Haluan tähän apua').check();
    await areaOf(page, 'Työ').getByText('Kerro omin sanoin').click();
    await areaOf(page, 'Työ').getByLabel('Omin sanoin').fill('Tunnukseni on 010199-9001');
    await page.getByRole('button', { name: 'Näytä karttani' }).click();
    await expect(page.getByRole('alert')).toContainText('henkilötunnus');
    await areaOf(page, 'Työ').getByLabel('Omin sanoin').fill('<b>Kesätöihin!</b> مرحبا');
    await page.getByRole('button', { name: 'Näytä karttani' }).click();

    // Crisis help before everything, then strengths, then what is wanted before what is low.
    const headings = page.getByRole('main').getByRole('heading', { level: 2 });
    await expect(headings.nth(0)).toHaveText('Jos et jaksa odottaa vastausta');
    await expect(headings.nth(1)).toHaveText('Tässä olet vahvoilla');
    const next = page
      .getByRole('region', { name: 'Mistä voisi aloittaa?' })
      .getByRole('heading', { level: 3 });
    await expect(next).toHaveText(['Työ', 'Mieli ja mieliala', 'Raha']);
    await page.getByLabel('Raha').check();
    await page.getByRole('button', { name: 'Nosta ensimmäiseksi' }).click();
    await expect(next).toHaveText(['Raha', 'Työ', 'Mieli ja mieliala']);
    await expect(page.getByText('<b>Kesätöihin!</b> مرحبا')).toBeVisible();
    await expect(page.getByRole('row', { name: /Koti ja asuminen 8 vahvuus/u })).toBeVisible();
    await expectFits(page);

    await page.getByRole('button', { name: 'Säilytä ja anna koodi' }).click();
    const shown = page.locator('.map-code code');
    await expect(shown).toHaveText(CODE);
    const code = await shown.innerText();
    expect(page.url()).not.toContain(code.slice(0, 5));
    await expectFits(page);

    await page.goto(MAP);
    await page.getByText('Onko sinulla jo kartta ja koodi?').click();
    await page.getByRole('button', { name: 'Avaa kartta' }).click();
    await expect(page.getByRole('textbox', { name: 'Koodi' })).toBeVisible();
    await page.getByRole('textbox', { name: 'Koodi' }).fill('00000');
    await page.getByRole('button', { name: 'Avaa kartta' }).click();
    await expect(page.getByRole('alert')).toContainText('kirjoitusvirhe');
    await page.getByRole('textbox', { name: 'Koodi' }).fill(code.toLowerCase().replace('-', ' '));
    await page.getByRole('button', { name: 'Avaa kartta' }).click();
    await page.getByRole('button', { name: 'Täytä uudelleen ja vertaa' }).click();
    await choose(page, { Koti: '6', Raha: '5' });
    await page.getByRole('button', { name: 'Näytä karttani' }).click();
    await expect(page.getByRole('img', { name: 'Kaksi karttaa päällekkäin' })).toBeVisible();
    await expect(page.getByRole('row', { name: /Raha 2 5 3 askelta ylöspäin/u })).toBeVisible();
    await expect(
      page.getByRole('row', { name: /Koti ja asuminen .* 8 6 2 askelta alaspäin/u }),
    ).toBeVisible();
    await expectFits(page);

    await page.goto(MAP);
    await page.getByText('Onko sinulla jo kartta ja koodi?').click();
    await page.getByRole('textbox', { name: 'Koodi' }).fill(code);
    await page.getByRole('button', { name: 'Avaa kartta' }).click();
    await page.getByRole('button', { name: 'Poista kartta heti' }).click();
    await expect(page.getByText('Kartta on poistettu.')).toBeVisible();
    await context.close();
  });
}

test('20 · a map is brought by its code, another is filled in together by two workers, and both lie over each other', async ({
  browser,
  page: street,
}) => {
  await street.goto(MAP);
  await expectGood(street);
  await choose(street, { Koti: '3', Raha: '2' });
  await street.getByRole('button', { name: 'Näytä karttani' }).click();
  await expectGood(street);
  await street.getByRole('button', { name: 'Svenska' }).click();
  await expect(street.getByRole('heading', { level: 1, name: 'Din karta' })).toBeVisible();
  await street.getByRole('button', { name: 'Suomi' }).click();
  await street.getByRole('button', { name: 'Säilytä ja anna koodi' }).click();
  const code = await street.locator('.map-code code').innerText();
  await expectGood(street);

  const page = await (await browser.newContext()).newPage();
  await signIn(page, 'r03@rovaniemi.example');
  const client = await openClient(page, 'Testi Kartta');
  await page.getByRole('link', { name: 'Tilannekartat' }).click();
  await expectGood(page);
  await page.getByRole('textbox', { name: 'Koodi' }).fill(code);
  await page.getByRole('button', { name: 'Siirrä kartta tähän' }).click();
  await expect(page.getByText('Kartta on siirretty.')).toBeVisible();
  await expectGood(page);

  await page.goto(`/fi/people/${client}/maps`);
  await page.getByRole('button', { name: 'Aloita kartta' }).click();
  await expectGood(page);
  const colleague = await (await browser.newContext()).newPage();
  await signIn(colleague, 'r02@rovaniemi.example');
  await colleague.goto(page.url());
  await colleague.getByText('Sijaistan työkaveria').click();
  await colleague.getByRole('button', { name: 'Avaa tiedot' }).click();
  await choose(colleague, { Raha: '4', Opiskelu: '6' });
  await colleague.getByRole('button', { name: 'Tallenna kesken' }).click();
  await expect(colleague.getByText('Kartta on tallennettu.')).toBeVisible();

  await choose(page, { Koti: '8', Raha: '7' });
  await areaOf(page, 'Koti').getByLabel('Tämä on vahvuuteni').check();
  await page.getByRole('button', { name: 'Kartta on valmis' }).click();
  await expect(areaOf(page, 'Raha').getByText('Tallennettu arvo: 4.')).toBeVisible();
  await expect(areaOf(page, 'Raha').getByRole('radio', { name: '7', exact: true })).toBeChecked();
  await expectGood(page);
  await page.getByRole('button', { name: 'Kartta on valmis' }).click();
  await expect(page.getByText('Kartta on valmis.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Opiskelu 6/u })).toBeVisible();
  await expectGood(page);
  await page.getByRole('link', { name: 'Paperille' }).click();
  await expect(page.getByRole('button', { name: 'Tulosta' })).toBeVisible();

  await page.getByRole('link', { name: 'Kaikki kartat' }).click();
  await expectGood(page);
  await page.getByRole('button', { name: 'Näytä päällekkäin' }).click();
  await expect(
    page.getByRole('row', { name: /Koti ja asuminen .*vahvuus.* 3 8 5 askelta ylöspäin/u }),
  ).toBeVisible();
  await expect(page.getByRole('row').nth(1)).toContainText('Koti ja asuminen');
  await expectGood(page);
});

test('20 · an administrator loads an instrument of the municipality from a file', async ({ page }) => {
  await signIn(page, 'h01@helsinki.example');
  await page.goto('/fi/instruments');
  await expectGood(page);
  const file = (await (await page.request.get('/fi/instruments/map-360/1.json')).json()) as {
    id: string;
    areas: { question: Record<string, string> }[];
  };
  file.id = 'oma-kartta';
  file.areas.length = 3;
  const swedish = file.areas[2]?.question['sv'] ?? '';
  const load = async (): Promise<void> => {
    await page.getByLabel('Tiedosto (JSON)').setInputFiles({
      name: 'kartta.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(file)),
    });
    await page.getByRole('button', { name: 'Lataa', exact: true }).click();
  };
  delete file.areas[2]?.question['sv'];
  await load();
  await expect(page.getByRole('alert')).toContainText('Alue 3: question · sv: kieli puuttuu');
  await expectGood(page);
  if (file.areas[2]) file.areas[2].question['sv'] = swedish;
  await load();
  await expect(page.getByText('Kartta on ladattu ja käytössä.')).toBeVisible();
  // Back as it was, for whoever else fills in a map here.
  const card = page.getByRole('listitem').filter({ hasText: 'Tulee palvelun mukana' });
  await card.getByRole('button', { name: 'Ota käyttöön ensimmäisenä' }).click();
  await expect(page.getByText('Muutos on tallennettu.')).toBeVisible();
});
