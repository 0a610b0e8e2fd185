import { expect, expectAccessible, expectFits, signIn, test } from './support.ts';

test('43 · everything is found by its name from any page, by keys alone', async ({ page }) => {
  await signIn(page, 'r03@rovaniemi.example');
  await page.goto('/fi/line');
  const opener = page.getByRole('link', { name: /^Etsi/u });
  await opener.focus();
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Mitä etsit?' });
  const field = dialog.getByRole('combobox');
  await expect(field).toBeFocused();
  await expectAccessible(page);
  await expectFits(page);
  await field.fill('kalent');
  await expect(dialog.getByRole('option').first()).toBeVisible();
  const chosen = () => dialog.locator('[aria-selected=true]');
  await expect(chosen()).toHaveCount(1);
  const first = await chosen().textContent();
  await page.keyboard.press('ArrowDown');
  expect(await chosen().textContent()).not.toBe(first);
  await expect(field).toHaveAttribute('aria-activedescendant', (await chosen().getAttribute('id')) ?? '');

  // Escape closes it, gives the focus back and hides no names.
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  await expect(page.locator('html')).not.toHaveAttribute('data-names', 'hidden');

  await page.keyboard.press('Control+k');
  await field.fill('kirjaa koht');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/fi\/desk\/contact$/u);
});

test('43 · a name is looked for in the search that is logged, and never stands in an address', async ({
  page,
}) => {
  await signIn(page, 'r03@rovaniemi.example');
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  await page.goto('/fi/desk');
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Mitä etsit?' });
  await dialog.getByRole('combobox').fill('Testinimi Harvinainen');
  await expect(dialog.getByRole('option')).toHaveText([/Hae nuorta:\s*Testinimi Harvinainen/u]);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/fi\/people\/search$/u);
  await expect(page.getByLabel('Nimi, puhelinnumero tai henkilötunnus')).toHaveValue('Testinimi Harvinainen');
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(addresses.filter((address) => /testinimi/iu.test(decodeURIComponent(address)))).toEqual([]);
});

test('43 · what is on the page stands first, and choosing it does nothing yet', async ({ page }) => {
  await signIn(page, 'r03@rovaniemi.example');
  await page.goto('/fi/desk/contact');
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Mitä etsit?' });
  await dialog.getByRole('combobox').fill('tallenna');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Tallenna' }).first()).toBeFocused();
  await expect(page).toHaveURL(/\/fi\/desk\/contact$/u);
});

test('43 · without a script the same is a page', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    baseURL: baseURL ?? '',
    locale: 'fi-FI',
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  await signIn(page, 'r03@rovaniemi.example');
  await page.getByRole('link', { name: /^Etsi/u }).click();
  await page.getByLabel('Kirjoita, mitä haluat tehdä').fill('kohtaaminen');
  await page.getByRole('button', { name: 'Näytä' }).click();
  await expect(page).toHaveURL(/\/fi\/find$/u);
  await expect(page.getByRole('main').getByRole('listitem')).toHaveText(['Kirjaa kohtaaminen']);
  await page.getByLabel('Kirjoita, mitä haluat tehdä').fill('Testinimi');
  await page.getByRole('button', { name: 'Hae nuorta' }).click();
  await expect(page).toHaveURL(/\/fi\/people\/search$/u);
  await context.close();
});
