import { type Page } from '@playwright/test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, expectAccessible, expectFits, signIn, test } from './support.ts';

/** M01, the anonymous of M03 and the studies of M10, as the page of figures shows them for the whole municipality. */
async function figures(page: Page): Promise<{ m01: number; m03: number; of: number; m10: number }> {
  // A small count has its star: it stays in the house.
  const number = (text: string | undefined) => Number(text?.replaceAll(/[\s*]/gu, ''));
  const sites = await page.getByRole('region', { name: 'Toimipisteet' }).getByRole('row').allInnerTexts();
  const share = await page
    .getByText(/^[\d\s*]+ \/ [\d\s*]+ kohtaamista$/u)
    .first()
    .innerText();
  const [m03, of] = share.replace('kohtaamista', '').split('/').map(number);
  const studies = page
    .getByRole('table', { name: 'Kohtaamiset aiheittain' })
    .getByRole('row', { name: /^Opiskelu/u });
  return {
    m01: sites.slice(1).reduce((sum, row) => sum + number(row.split('\t')[1]), 0),
    m03: m03 ?? Number.NaN,
    of: of ?? Number.NaN,
    m10: number((await studies.first().getByRole('cell').first().textContent()) ?? undefined),
  };
}

test('4 · a contact changes the site’s and the municipality’s figures within seconds', async ({
  page,
  context,
}) => {
  await signIn(page, 'r02@rovaniemi.example');
  await page.goto('/fi/figures');
  await expectAccessible(page);
  await expectFits(page);
  // Each figure says what it counts and what it does not tell.
  const shown = page.locator('.card:has(.figure__number)');
  expect(await shown.count()).toBeGreaterThan(8);
  for (const card of await shown.all()) {
    await expect(card.locator('details[data-metric]').first()).toContainText('Mitä tämä ei kerro:');
  }
  for (const table of await page.getByText('Taulukkona').all()) await table.click();
  const before = await figures(page);
  expect(before.of).toBe(before.m01);

  const desk = await context.newPage();
  await desk.goto('/fi/desk/contact');
  await desk.getByRole('group', { name: 'Mistä puhuttiin?' }).getByText('Opiskelu', { exact: true }).click();
  await desk.getByRole('radiogroup', { name: 'Ikä' }).getByText('15–17').click();
  await desk.getByRole('button', { name: 'Tallenna' }).click();
  await expect(desk.getByText(/Kohtaaminen kirjattu/u)).toBeVisible();

  // The open page follows by itself: nobody reloads it.
  await expect
    .poll(() => figures(page), { timeout: 15_000 })
    .toEqual({ m01: before.m01 + 1, m03: before.m03 + 1, of: before.of + 1, m10: before.m10 + 1 });
  await expect(page.getByRole('status')).toHaveText(/^Kohtaamisia nyt \d+\.$/u);
  await expect(page.getByRole('table', { name: 'Kohtaamiset kanavittain' })).toBeVisible();
});

test('4 · the steering group gets a report beside earlier quarters, and the house sees what its records lack', async ({
  page,
}) => {
  await signIn(page, 'r01@rovaniemi.example');
  await page.goto('/fi/figures');
  await page.getByRole('link', { name: 'Neljännesraportti' }).click();
  const whole = page.getByRole('table', { name: 'Koko kunta, aiempien rinnalla' });
  await expect(whole.getByRole('columnheader')).toHaveText([
    /./u,
    /1\/2027|1 \/ 2027|2027/u,
    /2026/u,
    /2026/u,
  ]);
  await expect(whole.getByRole('row', { name: /^Kohtaamisia M01 \d/u })).toBeVisible();
  await expect(page.getByText('Vain oman kunnan käyttöön: älä julkaise.')).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole('link', { name: 'Takaisin lukuihin' }).click();
  await page.getByRole('link', { name: 'Tietojen laatu' }).click();
  await expect(page.getByRole('table', { name: 'Kuinka usein tieto on mukana' })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
});

/** A PDF as its reader and assistive technology get it. */
async function readPdf(bytes: Buffer) {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, async (_, at) => {
      const page = await document.getPage(at + 1);
      const { items } = await page.getTextContent();
      const text = items.map((item) => ('str' in item ? item.str : '')).join(' ');
      return { text, tree: JSON.stringify(await page.getStructTree()) };
    }),
  );
  const { info } = await document.getMetadata();
  return { pages, info: info as { Title?: string; Language?: string } };
}

test('4 · the report saved from the print window is a PDF that a screen reader reads', async ({ page }) => {
  await signIn(page, 'r01@rovaniemi.example');
  await page.goto('/fi/figures/report');
  await expect(page.getByText(/^PDF johtoryhmälle:/u)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Tulosta tai tallenna PDF' })).toBeVisible();
  const { pages, info } = await readPdf(await page.pdf({ preferCSSPageSize: true, tagged: true }));
  expect(info.Title).toContain('Neljännesraportti');
  expect(info.Language).toBe('fi');
  const tree = pages.map((each) => each.tree).join('');
  for (const tag of ['H1', 'H2', 'Table', 'TH', 'TD']) expect(tree, tag).toContain(`"role":"${tag}"`);
  const text = pages.map((each) => each.text).join(' ');
  expect(text).toContain('Kohtaamisia');
  expect(text).toContain('Palaute: suosittelisi');
  expect(text).toContain('Laatu: ikä tiedossa');
  expect(text).toContain('Mitä tämä ei kerro:');
  expect(text).not.toContain('Kirjaudu ulos');
  for (const [at, each] of pages.entries()) {
    expect(each.text.replaceAll(/\s+/gu, ' ')).toContain(`${String(at + 1)} / ${String(pages.length)}`);
  }
});

test('4 · reach is counted of residents whom the administrator enters with their source', async ({
  page,
}) => {
  await signIn(page, 'r01@rovaniemi.example');
  await page.goto('/fi/settings#RESIDENTS');
  const residents = page.locator('#RESIDENTS');
  await residents.getByText('Muuta', { exact: true }).click();
  const form = residents.locator('form').last();
  await form.getByLabel('15–29-vuotiaita kunnassa').fill('11500');
  await form.getByLabel('Tilaston vuosi').fill('2099');
  await form.getByLabel('Lähde').fill('Kokeilun väestörakenne');
  await form.getByRole('button', { name: 'Tallenna muutos' }).click();
  await expect(page.getByText(/Vuosi ei voi olla myöhempi/u).first()).toBeVisible();
  await expect(form.getByLabel('15–29-vuotiaita kunnassa')).toHaveValue('11500');
  await form.getByLabel('Tilaston vuosi').fill('2026');
  await form.getByRole('button', { name: 'Tallenna muutos' }).click();
  await expect(page.getByText(/^Tallennettu\. Muutos on voimassa/u)).toBeVisible();

  await page.goto('/fi/figures');
  const reach = page.locator('#reach');
  // What was entered holds from today; five seconds at most are from before it.
  await expect
    .poll(
      async () => {
        await page.reload();
        return reach.innerText();
      },
      { timeout: 15_000 },
    )
    .toContain('15–29-vuotiaat vuonna 2026. Lähde: Kokeilun väestörakenne.');
  await expect(reach.getByText(/nimetöntä kohtaamista/u)).toBeVisible();
});

test('4 · a site stands beside others of its kind, and says so where they are of too few municipalities', async ({
  page,
}) => {
  await signIn(page, 'r02@rovaniemi.example');
  await page.goto('/fi/figures?site=rovaniemi');
  await page.getByRole('link', { name: 'Samanlaisten rinnalla' }).click();
  const cards = page.locator('.card:has(.figure__number)');
  await expect
    .poll(
      async () => {
        await page.reload();
        return cards.count();
      },
      { timeout: 45_000 },
    )
    .toBeGreaterThan(8);
  // The demo's six municipalities have a main site each.
  await expect(page.getByText(/^Muiden keskimmäinen \d+\s%, väli \d+\s%–\d+\s%/u).first()).toBeVisible();
  const table = page.getByRole('table', { name: 'Samat luvut taulukkona' });
  expect(await table.getByRole('row').count()).toBe(1 + (await cards.count()));
  await expectAccessible(page);
  await expectFits(page);
  await page.goto('/fi/figures/peers?site=etana');
  await expect(page.getByText(/alle 3 kunnassa/u).first()).toBeVisible();
  await expectAccessible(page);
});

test('4 · the network sees the closed quarter of every site, with small numbers hidden', async ({ page }) => {
  await signIn(page, 'network@network.example');
  await expect
    .poll(
      async () => {
        await page.goto('/fi/network');
        // Beside whichever municipalities and sites other walks have set up.
        return page.getByRole('rowheader').filter({ hasText: '(demo' }).count();
      },
      { timeout: 45_000 },
    )
    .toBe(11);
  // Six municipalities are enough for a sum of the whole country, and two quarters before can be leafed to.
  await expect(page.getByRole('row', { name: /^Yhteensä, \d+\/\d+ toimipistettä Koko maa/u })).toBeVisible();
  const numbers = await page.locator('td.number').allInnerTexts();
  expect(numbers.some((text) => text.includes('..'))).toBe(true);
  for (const text of numbers.filter((each) => /^\d+$/u.test(each.trim()))) {
    const value = Number(text);
    expect(value === 0 || value >= 5, `${text} is shown`).toBe(true);
  }
  await expectAccessible(page);
  await expectFits(page);

  await page.getByRole('link', { name: 'Kohtaamiset aiheittain' }).click();
  await expect(page.getByRole('table', { name: /^Kohtaamiset aiheittain/u })).toBeVisible();
  await expect(page.getByText(/^Mitä tämä ei kerro: Mikä aiheista/u)).toBeVisible();

  // Persons are of municipalities: sums of the demo's past clients stand beside what is hidden.
  await page.getByRole('link', { name: 'Eri nuoret', exact: true }).click();
  const country = page.getByRole('row', { name: /Koko maa/u }).getByRole('cell');
  await expect(country.filter({ hasText: /^[1-9]\d{2,}$/u })).not.toHaveCount(0);
  const persons = await page.locator('td.number').allInnerTexts();
  expect(persons.some((text) => text.includes('..'))).toBe(true);
  expect(persons.filter((text) => /^[1-4]$/u.test(text.trim()))).toEqual([]);
});

test('4 · a coordinator says what stands behind the figures, everybody reads it, and it can be taken back', async ({
  page,
  browser,
}) => {
  await signIn(page, 'r01@rovaniemi.example');
  await page.goto('/fi/figures?site=rovaniemi');
  await page.getByRole('link', { name: 'Mitä lukujen takana on' }).click();
  await page.getByLabel('Suomeksi').fill('Suljettu joulukuussa, kysy 040 123 4567');
  await page.getByRole('button', { name: 'Julkaise', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Tekstissä näyttää olevan puhelinnumero.');
  await expect(page.getByLabel('Suomeksi')).toHaveValue('Suljettu joulukuussa, kysy 040 123 4567');
  const said = 'Tilat olivat remontissa 1.–12.12.2026. Nuoria tavattiin kirjastolla.';
  await page.getByLabel('Suomeksi').fill(said);
  await page.getByLabel('Englanniksi').fill('We were renovating.');
  await page.getByRole('button', { name: 'Julkaise', exact: true }).click();
  await expect(page.getByText('Tallennettu. Teksti näkyy muille hetken päästä.')).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole('link', { name: 'Takaisin lukuihin' }).click();
  await expect(page.getByText(said)).toBeVisible();

  const network = await (await browser.newContext()).newPage();
  await signIn(network, 'network@network.example');
  const reads = async () => {
    await network.goto('/fi/network');
    return network.getByText(said).count();
  };
  await expect.poll(reads, { timeout: 45_000 }).toBe(1);
  await network.getByRole('link', { name: 'kerrottu luvuista' }).first().click();
  await expect(network.locator('dl.notes > div:target')).toContainText(said);
  await expectAccessible(network);
  await expectFits(network);

  await page.goBack();
  await page.getByRole('button', { name: 'Ota pois' }).click();
  await expect(page.getByText(/^Teksti on otettu pois\./u)).toBeVisible();
  await expect.poll(reads, { timeout: 45_000 }).toBe(0);
  await page.getByText('Aiemmat versiot').click();
  await expect(page.getByRole('button', { name: 'Julkaise tämä uudelleen' })).toBeVisible();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('4 · anybody takes the published figures along from the page of open data', async ({
    page,
    request,
  }) => {
    await expect
      .poll(
        async () => {
          await page.goto('/fi/open-data');
          return page.getByRole('link', { name: /^CSV/u }).count();
        },
        { timeout: 45_000 },
      )
      .toBeGreaterThan(0);
    const definitions = await page
      .getByRole('link', { name: 'Kaikkien lukujen määritelmät tiedostona (JSON)' })
      .getAttribute('href');
    const { metrics } = (await (await request.get(definitions ?? '')).json()) as {
      metrics: { id: string; doesNotTell: { fi: string } }[];
    };
    expect(metrics).toHaveLength(25);
    await expect(page.getByText(`Mitä tämä ei kerro: ${metrics[0]?.doesNotTell.fi ?? ''}`)).toBeVisible();
    const file = await page.getByRole('link', { name: /^CSV/u }).first().getAttribute('href');
    const table = await request.get(file ?? '');
    expect(table.status()).toBe(200);
    const lines = (await table.text()).trimEnd().split('\r\n');
    expect(lines.length).toBeGreaterThan(6);
    for (const line of lines.slice(1)) {
      const [value, status] = line
        .split(',')
        .slice(-2)
        .map((field) => field.replaceAll('"', ''));
      expect(value === '' ? ['c', 'n'].includes(status ?? '') : Number.isFinite(Number(value)), line).toBe(
        true,
      );
    }
  });
});
