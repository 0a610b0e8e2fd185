import { expect, expectAccessible, expectFits, signIn, test } from './support.ts';

test(
  '12 · a young person joins a closed group without saying who they are, leaves, and comes back',
  { tag: '@phone' },
  async ({ page }) => {
    await page.goto('/fi/rovaniemi/rovaniemi');
    await page.getByRole('link', { name: 'Katso kaikki ryhmät' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Ryhmät' })).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: 'Arki haltuun' })).toContainText('Tule vain');
    await expectAccessible(page);
    await expectFits(page);

    await page.getByRole('link', { name: 'Itsetuntemus ja ilmaisu', exact: true }).click();
    await expect(page.getByText(/^\d paikkaa jäljellä$/u)).toBeVisible();
    await expectAccessible(page);
    await expectFits(page);
    await page.getByLabel('Sähköposti').fill('ei osoite');
    await page.getByRole('button', { name: 'Ota paikka' }).click();
    await expect(page.getByRole('alert')).toContainText('Tarkista sähköposti');
    await page.getByLabel('Sähköposti').fill('');
    await page.getByLabel('Millä nimellä kutsumme sinua?').fill('Kettu');
    await page.getByRole('button', { name: 'Ota paikka' }).click();

    await expect(page.getByRole('heading', { level: 1, name: 'Sinulla on paikka' })).toBeVisible();
    await expectAccessible(page);
    await expectFits(page);
    const calendar = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Lisää kalenteriin' }).click();
    expect((await calendar).suggestedFilename()).toBe('ohjaamo.ics');
    await page.getByRole('button', { name: 'Luovu paikasta' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Luovuit paikastasi' })).toBeVisible();
    await page.getByRole('button', { name: 'Ota paikka takaisin' }).click();
    await expect(page.getByText('Olet taas mukana.')).toBeVisible();
  },
);

test('12 · a group is made with a preview of what stands in its way, and one meeting is cancelled', async ({
  page,
}) => {
  await signIn(page, 'r05@rovaniemi.example');
  await page.goto('/fi/groups/new');
  await page.getByLabel('Nimi, suomi').fill('Pelikerho');
  await page.getByLabel('Kuvaus, suomi').fill('Pelataan lautapelejä.');
  await page.getByText('Ilmoittaudu kerraksi').click();
  // The own group meets on Wednesdays from four to six every second week.
  await page.getByLabel('Ohjaaja', { exact: true }).selectOption({ label: await ownName(page) });
  await page.getByLabel('Ensimmäinen päivä').fill('2027-02-10');
  await page.getByLabel('Alkaa').fill('17:00');
  await page.getByLabel('Päättyy').fill('19:00');
  await page.getByLabel('Kuinka monta kertaa').fill('2');
  await page.getByRole('button', { name: 'Tee ryhmä' }).click();
  await expect(page.getByText('Kaikki päivät eivät käy.')).toBeVisible();
  await expect(page.getByText('Ohjaaja on varattu')).toHaveCount(1);
  await expectAccessible(page);
  await expectFits(page);
  // What stands in the way is ticked already.
  await page.getByRole('button', { name: 'Katso päivät', exact: true }).click();
  await expect(page.getByText('Kaikki 2 päivää käyvät.')).toBeVisible();
  await page.getByRole('button', { name: 'Tee ryhmä' }).click();
  await expect(page.getByText('Ryhmä on tehty ja näkyy nuorille.')).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);

  const first = page.locator('.desk-meeting').first();
  await first.locator('summary').click();
  await first.getByRole('button', { name: 'Peru' }).click();
  await expect(page.getByText('Peruttu. Ilmoittautuneille kerrotaan.')).toBeVisible();
  await expect(first.getByText('Peruttu', { exact: true })).toBeVisible();
});

test('12 · who came is recorded by keyboard: a number and enter; a correction keeps what stood before', async ({
  page,
}) => {
  await signIn(page, 'r05@rovaniemi.example');
  await page.goto('/fi/groups');
  await expect(page.getByRole('heading', { name: 'Kirjaa osallistujat' })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole('link', { name: /Arki haltuun, ma 25\.1\./u }).click();
  await expect(page.getByLabel('Osallistujia paikalla')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('7');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Osallistujat kirjattiin.')).toBeVisible();
  await expect(page.getByText('7 osallistujaa')).toBeVisible();

  await page.getByRole('link', { name: /Korjaa osallistujat/u }).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('8');
  await page.keyboard.press('Enter');
  await expect(page.getByText('8 osallistujaa')).toBeVisible();
  await page.getByRole('link', { name: /Korjaa osallistujat/u }).click();
  await expect(page.getByRole('region', { name: 'Kirjaukset' }).getByRole('listitem')).toHaveCount(2);
});

/** The name of whoever is signed in, as the bar at the top has it. */
async function ownName(page: Parameters<typeof signIn>[0]): Promise<string> {
  return (await page.locator('.who').textContent())?.trim() ?? '';
}
