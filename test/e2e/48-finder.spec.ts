import type { Page } from '@playwright/test';
import { site } from './lineScreens.ts';
import { expect, expectAccessible, expectFits, stack, test } from './support.ts';

async function asks(page: Page, words: string): Promise<void> {
  await page.goto(`${site}/finder`);
  await page.getByLabel('Mitä sinulla on mielessä?').fill(words);
  await page.getByRole('button', { name: 'Näytä, kuka voi auttaa' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

const found = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });

test(
  '48 · from a site’s page own words lead to who helps, why, and to a kept time',
  { tag: '@phone' },
  async ({ page }) => {
    await page.goto(site);
    await page.getByRole('link', { name: 'Etsi apua' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Mistä saisit apua?' })).toBeVisible();
    await expectAccessible(page);
    await expectFits(page);

    // Nothing told: the form says what it needs.
    await page.getByRole('button', { name: 'Näytä, kuka voi auttaa' }).click();
    await expect(page.getByText('Kirjoita, mikä mietityttää, tai valitse aihe.')).toBeVisible();
    await expectAccessible(page);

    await page.getByLabel('Mitä sinulla on mielessä?').fill('En saa unta öisin');
    await page.getByRole('button', { name: 'Näytä, kuka voi auttaa' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Nämä voivat auttaa' })).toBeVisible();
    expect(page.url()).not.toContain('unta');
    const mind = found(page, 'Mielen hyvinvointi, matala kynnys');
    await expect(mind.getByText('Koska kirjoitit ”unta”. Aihe: Mieli.')).toBeVisible();
    // The next time at the door is that of who helps with it, not that of the house.
    await expect(mind.getByText('Voit tulla ilman aikaa huomenna klo 14.00 alkaen.')).toBeVisible();
    await expect(found(page, 'Terveydenhoitajan vastaanotto')).toBeVisible();
    // Who cannot sleep is not sent to advice about substances.
    await expect(found(page, 'Päihdeneuvonta')).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Puhutko mieluummin ihmiselle?' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Puhu jollekin nyt heti' })).toHaveCount(0);
    await expectAccessible(page);
    await expectFits(page);

    // The same answer in another language, and nothing of what was told in its address.
    await page.getByRole('button', { name: 'Svenska' }).click();
    await expect(page.getByLabel('Vad har du på hjärtat?')).toHaveValue('En saa unta öisin');
    expect(page.url()).not.toContain('unta');
    await page.getByRole('button', { name: 'Visa vem som kan hjälpa' }).click();
    await expect(page.getByText('Därför att du skrev ”unta”.', { exact: false }).first()).toBeVisible();
    await expectAccessible(page);

    await asks(page, 'En saa unta öisin');
    await found(page, 'Terveydenhoitajan vastaanotto').getByRole('button').first().click();
    await expect(page.getByText(/Pidämme aikaa sinulle klo/u)).toBeVisible();
  },
);

test('48 · words that tell of danger bring who can be called before everything', async ({ page }) => {
  await asks(page, 'En jaksa enää elää, ja isä lyö mua');
  const call = page.getByRole('region', { name: 'Puhu jollekin nyt heti' });
  for (const number of ['112', '09 2525 0111', '080 005 005']) {
    await expect(call.getByRole('link', { name: number, exact: true })).toBeVisible();
  }
  const [first, title] = await Promise.all([
    call.boundingBox(),
    page.getByRole('heading', { level: 1 }).boundingBox(),
  ]);
  expect(first?.y).toBeLessThan(title?.y ?? 0);
  await expectAccessible(page);
  await expectFits(page);
});

test('48 · choices narrow hard, and whoever is not understood is not sent away', async ({ page }) => {
  await asks(page, 'höpönlöpön');
  await expect(page.getByRole('heading', { level: 1, name: 'Aloita tästä' })).toBeVisible();
  await expect(page.getByText('Täällä voit puhua mistä vain.').first()).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${site}/finder`);
  await page.getByText('Asuminen', { exact: true }).click();
  await page.getByText('Tarkenna, jos haluat').click();
  await page.getByText('30 tai yli').click();
  await page.getByRole('button', { name: 'Näytä, kuka voi auttaa' }).click();
  await expect(
    page.getByText('Näillä valinnoilla Ohjaamosta ei löytynyt mitään.', { exact: false }),
  ).toBeVisible();
  await expect(found(page, 'Asumisneuvonta')).toHaveCount(0);
  await expectAccessible(page);
  await expectFits(page);
});

test('48 · everything works without scripts', async ({ browser }) => {
  const context = await browser.newContext({
    baseURL: stack().origin,
    javaScriptEnabled: false,
    locale: 'fi-FI',
  });
  const page = await context.newPage();
  await asks(page, 'Vuokra on myöhässä');
  await expect(
    found(page, 'Asumisneuvonta').getByText('Koska kirjoitit ”vuokra”. Aihe: Asuminen.'),
  ).toBeVisible();
  await found(page, 'Asumisneuvonta').getByRole('button').first().click();
  await expect(page.getByText(/Pidämme aikaa sinulle klo/u)).toBeVisible();
  await context.close();
});

test('48 · story 5: the kiosk is asked about sleep, and after two minutes nothing is left', async ({
  browser,
}) => {
  const context = await browser.newContext({
    baseURL: stack().origin,
    locale: 'fi-FI',
    viewport: { width: 1024, height: 768 },
  });
  const kiosk = await context.newPage();
  await kiosk.clock.install();
  await kiosk.goto(`${site}/kiosk`);
  await kiosk.getByRole('button', { name: 'Aloita itsepalvelunäyttönä' }).click();
  await kiosk.getByRole('link', { name: 'Kuka voisi auttaa?' }).click();
  await kiosk.getByLabel('Mitä sinulla on mielessä?').fill('Nukun tosi huonosti');
  await kiosk.getByRole('button', { name: 'Näytä, kuka voi auttaa' }).click();
  await expect(kiosk.getByText('Koska kirjoitit ”nukun”. Aihe: Mieli.').first()).toBeVisible();
  await expectAccessible(kiosk);

  await kiosk.clock.fastForward(125_000);
  const start = kiosk.getByRole('heading', { level: 1, name: 'Tervetuloa!' });
  await expect(start).toBeVisible();
  await kiosk.goBack();
  await expect(start).toBeVisible();
  await expect(kiosk.getByText('Nukun', { exact: false })).toHaveCount(0);
  await kiosk.getByRole('link', { name: 'Kuka voisi auttaa?' }).click();
  await expect(kiosk.getByLabel('Mitä sinulla on mielessä?')).toHaveValue('');
  expect((await context.cookies()).map(({ name }) => name)).toEqual(['__Host-kiosk']);
  expect(await kiosk.evaluate(() => localStorage.length)).toBe(0);
  await context.close();
});
