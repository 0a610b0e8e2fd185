import { expect, expectAccessible, expectFits, signIn, test } from './support.ts';

test('15 · the manager fills the rota, reads why, changes a place, takes it back and publishes', async ({
  page,
}) => {
  await signIn(page, 'h02@helsinki.example');
  await page.goto('/fi/duty');
  await expect(page.getByRole('heading', { level: 1, name: 'Vuorolista' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Täytä avoimet paikat' }).click();
  await expect(page.getByText('Avoimet paikat on täytetty luonnokseen.')).toBeVisible();
  const place = page.locator('.place--draft').last();
  await place.getByText('Miksi?').click();
  await expect(place.getByText(/palvellut .+, tasan jaettuna olisi/u).first()).toBeVisible();
  await expectAccessible(page);

  const name = place.locator('.place__who');
  const before = await name.textContent();
  await place.getByText('Vaihda', { exact: false }).click();
  await place.locator('select').selectOption('');
  await place.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByText('Muutos on tallennettu luonnokseen.')).toBeVisible();
  await page.getByRole('button', { name: 'Kumoa viimeisin muutos' }).click();
  await expect(page.getByText('Muutos on kumottu.')).toBeVisible();
  expect(await page.locator('.place--draft').last().locator('.place__who').textContent()).toBe(before);

  await page.getByRole('button', { name: 'Julkaise luonnokset' }).click();
  await expect(page.getByText('Vuorolista on julkaistu.')).toBeVisible();
  await expect(page.locator('.place--draft')).toHaveCount(0);
  await expectAccessible(page);

  // Whoever serves next week stands in the week's calendar on the site's own page.
  const next = page.locator('section.rota').nth(1);
  const who = (await next.locator('.place--published .place__who').first().textContent())?.trim() ?? '';
  await page.goto('/fi/helsinki/helsinki?week=2027-W06');
  await expect(page.getByText(who).first()).toBeVisible();
});

test('15 · a worker proposes a swap and withdraws it, and partners see the rota alone', async ({
  page,
  browser,
}) => {
  await signIn(page, 'h02@helsinki.example');
  await page.goto('/fi/duty?week=2027-W10');
  await page.getByRole('button', { name: 'Täytä avoimet paikat' }).click();
  await page.getByRole('button', { name: 'Julkaise luonnokset' }).click();
  await expect(page.getByText('Vuorolista on julkaistu.')).toBeVisible();
  const mine = page.locator('.place', { hasText: 'Ehdota vaihtoa' }).first();
  const choices = await mine.locator('option').count();
  // Whoever is busy at that time is refused with a reason; somebody can.
  for (let choice = 0; choice < choices; choice++) {
    await mine.getByText('Ehdota vaihtoa').click();
    await mine.locator('select[name=with]').selectOption({ index: choice });
    await mine.getByRole('button', { name: 'Lähetä ehdotus' }).click();
    const sent = page.getByText('Ehdotus on lähetetty.');
    await expect(sent.or(page.getByText('Ei onnistu: henkilö'))).toBeVisible();
    if (await sent.isVisible()) break;
  }
  await expect(page.getByRole('heading', { name: 'Vaihtoehdotukset' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Peru ehdotus' }).click();
  await expect(page.getByText('Vastauksesi on tallennettu.')).toBeVisible();

  const partner = await (await browser.newContext()).newPage();
  await signIn(partner, 'h27@helsinki.example');
  await partner.goto('/fi/duty');
  await expect(partner.getByRole('heading', { level: 1, name: 'Vuorolista' })).toBeVisible();
  await expect(partner.getByRole('link', { name: 'Työn osa-alueet' })).toHaveCount(0);
  await expect(partner.getByRole('button', { name: 'Täytä avoimet paikat' })).toHaveCount(0);
});

test('15 · shifts, work areas and basic skills are kept and shown on a phone too', async ({ page }) => {
  await signIn(page, 'r01@rovaniemi.example');
  await page.goto('/fi/duty/areas');
  await expect(page.getByRole('heading', { name: 'Mitä tämä ei kerro' })).toBeVisible();
  await page.getByText('Vaihda', { exact: false }).first().click();
  const form = page.locator('form', { hasText: 'Suunniteltu jako prosentteina' }).first();
  for (const [name, value] of [
    ['ONLINE_PHONE', '10'],
    ['WALK_IN', '40'],
    ['INDIVIDUAL', '40'],
    ['GROUPS', '10'],
  ]) {
    await form.locator(`input[name=${name ?? ''}]`).fill(value ?? '');
  }
  await form.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByText('Tallennettu.')).toBeVisible();
  await expect(page.getByText('suunniteltu 40 %').first()).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Lataa taulukkona (CSV)' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('work-areas-2027-02.csv');

  await page.goto('/fi/duty/skills');
  await expect(page.getByRole('heading', { name: 'Mitä opetella seuraavaksi' })).toBeVisible();
  await page
    .getByRole('button', { name: /osaa: Asuminen/u })
    .first()
    .click();
  await expect(page.getByText('Tallennettu.')).toBeVisible();

  await page.goto('/fi/duty/shifts');
  const add = page.getByRole('region', { name: 'Lisää vuoro' });
  await add.getByLabel('Viikonpäivä').selectOption('FRI');
  await add.getByLabel('Alkaa').fill('12:00');
  await add.getByLabel('Päättyy').fill('09:00');
  await add.getByRole('button', { name: 'Tallenna' }).click();
  // It ends before it begins: the form stands as it was typed.
  await expect(page.getByText('Tarkista kentät. Mikään ei muuttunut.')).toBeVisible();
  await expect(add.getByLabel('Viikonpäivä')).toHaveValue('FRI');
  await expect(add.getByLabel('Alkaa')).toHaveValue('12:00');
  await add.getByLabel('Alkaa').fill('09:00');
  await add.getByLabel('Päättyy').fill('12:00');
  await add.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByText('Tallennettu.')).toBeVisible();
  await expect(page.getByRole('row', { name: /perjantai 09:00–12:00/u })).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  for (const at of ['/fi/duty', '/fi/duty/shifts', '/fi/duty/areas', '/fi/duty/skills']) {
    await page.goto(at);
    await expectFits(page);
    await expectAccessible(page);
  }
});
