import { expect, expectAccessible, expectFits, PHONE, signIn, test } from './support.ts';

const SITE = '/fi/rovaniemi/rovaniemi';

// Two people in two browsers, each page looked at for accessibility.
test.setTimeout(180_000);

test('11 · somebody writes without a name, a counsellor answers, and both see it without doing anything', async ({
  browser,
  page,
}) => {
  const phone = await browser.newContext(PHONE);
  const young = await phone.newPage();
  await young.goto(SITE);
  await young.getByRole('link', { name: 'Kirjoita nimettömästi' }).click();
  await expectAccessible(young);
  await expectFits(young);

  await young.getByLabel('Viestisi').fill('Hei, tunnukseni on 010199-9001. En tiedä, mistä aloittaa.');
  await young.getByRole('button', { name: 'Lähetä' }).click();
  await expect(young.getByText('Tekstissä näyttää olevan henkilötunnus.')).toBeVisible();
  await expectAccessible(young);
  await young.getByLabel('Viestisi').fill('Hei, en tiedä, mistä aloittaa.');
  await young.getByRole('button', { name: 'Lähetä', exact: true }).click();
  const shown = young.locator('.thread-code code');
  await expect(shown).toHaveText(/^(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}$/u);
  const code = await shown.innerText();
  expect(young.url()).not.toContain(code.slice(0, 4));
  await expectAccessible(young);
  await expectFits(young);
  await young.getByRole('link', { name: 'Otin koodin talteen' }).click();
  await expect(young.getByText('Hei, en tiedä, mistä aloittaa.', { exact: true })).toBeVisible();
  await expectAccessible(young);
  await expectFits(young);

  await signIn(page, 'r03@rovaniemi.example');
  await page.goto('/fi/messages');
  await expectAccessible(page);
  await expectFits(page);
  await page
    .getByRole('region', { name: 'Odottaa vastausta' })
    .getByRole('link', { name: 'Avaa viestit' })
    // Whoever waited longest stands first, and this thread is the youngest.
    .last()
    .click();
  await expect(page.getByText('Hei, en tiedä, mistä aloittaa.', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole('button', { name: 'Vastaan nyt' }).click();
  await expect(young.getByText('Sinulle kirjoitetaan vastausta.')).toBeVisible();
  await page.getByLabel('Vastaus').fill('Hei! Aloitetaan vaikka tästä. Mitä kuuluu?');
  await page.getByRole('button', { name: 'Vastaa', exact: true }).click();
  await expect(page.getByText('Vastaus on lähetetty.')).toBeVisible();

  const answer = young.getByRole('listitem').filter({ hasText: 'Aloitetaan vaikka tästä.' });
  await expect(answer).toContainText('Testi');
  await expect(young.getByRole('status').filter({ hasText: 'Uusi viesti' })).toHaveCount(1);
  await young.getByLabel('Viestisi').fill('Kiitos, huomenna jatketaan.');
  await young.getByRole('button', { name: 'Lähetä' }).click();
  await expect(page.getByText('Kiitos, huomenna jatketaan.', { exact: true })).toBeVisible();

  await young.getByRole('button', { name: 'Sulje viestit tältä laitteelta' }).click();
  await expect(young.getByText('Viestit on suljettu tältä laitteelta.')).toBeVisible();
  await young.goBack();
  await young.reload();
  await expect(young.getByText('Kiitos, huomenna jatketaan.', { exact: true })).toHaveCount(0);

  await young.goto(`${SITE}/message`);
  await young.getByRole('textbox', { name: 'Koodi' }).fill('0000');
  await young.getByRole('button', { name: 'Avaa viestit' }).click();
  await expect(young.getByRole('alert')).toContainText('Koodissa on kirjoitusvirhe');
  await expectAccessible(young);
  await young.getByRole('textbox', { name: 'Koodi' }).fill(code.toLowerCase().replaceAll('-', ' '));
  await young.getByRole('button', { name: 'Avaa viestit' }).click();
  await expect(young.getByText('Kiitos, huomenna jatketaan.', { exact: true })).toBeVisible();
  expect(young.url()).not.toContain(code.slice(0, 4));
  await phone.close();
});

test('11 · without scripts a thread is written, answered and read all the same', async ({
  browser,
  page,
}) => {
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const young = await plain.newPage();
  await young.goto(`${SITE}/message`);
  await young.getByLabel('Viestisi').fill('Toimiiko tämä näin?');
  await young.getByRole('button', { name: 'Lähetä' }).click();
  await young.getByRole('link', { name: 'Otin koodin talteen' }).click();
  await signIn(page, 'r02@rovaniemi.example');
  await page.goto('/fi/messages');
  await page.getByRole('region', { name: 'Odottaa vastausta' }).getByRole('link').last().click();
  await page.getByLabel('Vastaus').fill('Toimii.');
  await page.getByRole('button', { name: 'Vastaa', exact: true }).click();
  await expect(page.getByText('Vastaus on lähetetty.')).toBeVisible();
  await young.reload();
  await expect(young.getByText('Toimii.', { exact: true })).toBeVisible();
  await plain.close();
});

test('11 · a request to be called becomes a task, is tried, and done', async ({ page }) => {
  await page.goto(SITE);
  await page.getByRole('link', { name: 'Pyydä soittamaan' }).click();
  await page.getByLabel('Puhelinnumero').fill('soita');
  await page.getByRole('button', { name: 'Pyydä soittamaan' }).click();
  await expect(page.getByRole('alert')).toContainText('Kirjoita puhelinnumero');
  await page.getByLabel('Puhelinnumero').fill('040 765 4321');
  await page.getByLabel('Milloin sopii soittaa?').fill('iltapäivisin');
  await page.getByRole('button', { name: 'Pyydä soittamaan' }).click();
  await expect(page.getByText('Pyyntö on saatu.')).toBeVisible();
  await expectAccessible(page);

  await signIn(page, 'r03@rovaniemi.example');
  await page.goto('/fi/messages/calls');
  const task = page.getByRole('listitem').filter({ hasText: '040 765 4321' });
  await expect(task).toContainText('iltapäivisin');
  await task.getByRole('button', { name: 'Minä soitan' }).click();
  await task.getByRole('button', { name: 'Ei vastannut' }).click();
  await expect(task).toContainText('1 yritys');
  await task.getByRole('button', { name: 'Soitettu' }).click();
  await expect(page.getByRole('region', { name: 'Soitetut, viimeinen viikko' })).toContainText(
    '040 765 4321',
  );
  await expectAccessible(page);
  await expectFits(page);
});

test('11 · a call is written down while talking, and its contact is prefilled', async ({ page }) => {
  await signIn(page, 'r03@rovaniemi.example');
  await page.goto('/fi/messages/call');
  await page.getByRole('group', { name: 'Mistä puhuttiin?' }).getByText('Raha ja etuudet').click();
  await page.getByRole('button', { name: 'Tallenna ja kirjaa kohtaaminen' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kirjaa kohtaaminen' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Puhelin' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Raha ja etuudet' })).toBeChecked();
  await page.goto('/fi/messages/call');
  await page.getByLabel('Nimimerkki').fill('Halla');
  await page.getByRole('button', { name: 'Lisää soitettaviin' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Halla' })).toBeVisible();
  await expect(page.getByText('1 / 2 puhelua (50 %)', { exact: false })).toBeVisible();
});
