import { expect, expectAccessible, expectFits, openClient, signIn, test } from './support.ts';

const TEXT = 'مرحبا، أريد أن أدرس – Čáhci ŋ đ <script>document.title = "x"</script> 👩🏽‍💻';

test('19 · a note is written, mended and corrected beside the old text; every script stands as text', async ({
  page,
}) => {
  await signIn(page, 'r02@rovaniemi.example');
  const client = await openClient(page, 'Testi Tarina');
  await page.goto(`/fi/people/${client}`);
  await expect(page.getByRole('heading', { name: 'Mistä on sovittu' })).toBeVisible();
  await expect(page.getByText('Asiakkuus avattiin')).toBeVisible();

  const text = page.getByLabel('Mitä kerrottiin tai sovittiin?');
  const save = page.getByRole('button', { name: 'Tallenna merkintä' });
  await text.fill('Lausunnossa lukee F32.1');
  await save.click();
  await expect(page.getByText('Tekstissä näyttää olevan diagnoosikoodi.').first()).toBeVisible();
  await expect(text).toHaveValue('Lausunnossa lukee F32.1');
  await expect(page.getByLabel('Tämä ei ole diagnoosi')).not.toBeChecked();
  await expectAccessible(page);
  await text.fill('Tunnus 020204A9021');
  await save.click();
  await expect(page.getByText('Tekstissä on henkilötunnus.').first()).toBeVisible();

  await text.fill(`Haluua koluun\n${TEXT}`);
  await page.getByRole('radiogroup', { name: 'Kuka kertoi?' }).getByText('Huoltaja').click();
  await page.getByLabel('Kuka se oli?').fill('äiti');
  await page.getByLabel('Mistä merkintä kertoo?').selectOption('EDUCATION');
  await save.click();
  await expect(page.getByText('Merkintä on tallennettu.')).toBeVisible();
  const told = page.getByRole('listitem').filter({ hasText: 'Haluua koluun' });
  await expect(told).toContainText(TEXT);
  await expect(told).toContainText('Huoltaja: äiti');
  expect(await page.title()).not.toBe('x');
  await expectAccessible(page);
  await expectFits(page);

  await told.getByRole('link', { name: 'Avaa merkintä' }).click();
  await page.getByLabel('Merkinnän teksti').fill(`Haluaa kouluun\n${TEXT}`);
  await page.getByRole('button', { name: 'Tallenna korjaus' }).click();
  await expect(page.getByText('Kirjoitusvirhe on korjattu.')).toBeVisible();
  await page.getByText('Kaikki versiot').click();
  await expect(page.getByText('Haluua koluun')).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);

  await page.goto(`/fi/people/${client}?show=AGREED`);
  await expect(page.getByText('Haluaa kouluun')).toHaveCount(0);
  await page.getByRole('link', { name: 'Merkinnät', exact: true }).click();
  await expect(page).toHaveURL(/show=NOTES/u);
  await expect(page.getByText('Haluaa kouluun')).toBeVisible();
});

test('19 · a note of an earlier day is corrected beside its text; two who change it at once lose nothing', async ({
  browser,
}) => {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, 'r02@rovaniemi.example');
  await page.goto('/fi/people');
  await page.getByRole('link', { name: 'Testi Revontuli' }).first().click();
  const ask = page.getByRole('button', { name: 'Avaa tiedot' });
  if (await ask.isVisible()) {
    await page.getByText('Ohjaan tätä nuorta').click();
    await ask.click();
  }
  await expect(page.getByText('Etsitään yhdessä töitä')).toHaveCount(0);
  await expect(page.getByText(/Suostumuksella: Työ/u)).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Voi asua siskon luona' })
    .getByRole('link', { name: 'Avaa merkintä' })
    .click();
  await expect(page.getByLabel('Merkinnän teksti')).toHaveCount(0);
  const address = page.url();
  const other = await page.context().newPage();
  await other.goto(address);

  await page.getByLabel('Mikä on oikein?').fill('Voi asua siskon luona toukokuuhun asti.');
  await page.getByLabel('Mistä oikea tieto tuli?').fill('Nuori kertoi itse');
  await page.getByRole('button', { name: 'Tallenna oikaisu' }).click();
  await expect(page.getByText('Oikaisu on tallennettu merkinnän viereen.')).toBeVisible();
  await expect(page.getByText('Voi asua siskon luona huhtikuuhun asti.').first()).toBeVisible();
  await expect(page.getByText('Voi asua siskon luona toukokuuhun asti.').first()).toBeVisible();
  await expectAccessible(page);

  await other.getByLabel('Mikä on oikein?').fill('Sisko muuttaa kesäkuussa.');
  await other.getByLabel('Mistä oikea tieto tuli?').fill('Sisko soitti');
  await other.getByRole('button', { name: 'Tallenna oikaisu' }).click();
  await expect(other.getByText('Joku muutti merkintää, kun kirjoitit.').first()).toBeVisible();
  await expect(other.getByText('Voi asua siskon luona toukokuuhun asti.').first()).toBeVisible();
  await expect(other.getByLabel('Mikä on oikein?')).toHaveValue('Sisko muuttaa kesäkuussa.');
  await other.getByRole('button', { name: 'Tallenna oikaisu' }).click();
  await expect(other.getByText('Oikaisu on tallennettu merkinnän viereen.')).toBeVisible();
});

test('19 · a partner sees the notes that a consent opens and the own ones', async ({ browser }) => {
  const partner = await (await browser.newContext()).newPage();
  await signIn(partner, 'r09@rovaniemi.example');
  await partner.goto('/fi/people');
  await partner.getByRole('link', { name: 'Testi Revontuli' }).first().click();
  await partner.getByText('Nuori on ohjattu minulle').click();
  await partner.getByRole('button', { name: 'Avaa tiedot' }).click();
  await expect(partner.getByText('Hakemus kahvilaan lähti.')).toBeVisible();
  await expect(partner.getByText('Asumistukihakemus on perillä.')).toHaveCount(0);
  await expect(partner.getByText('Tuli käymään ensimmäistä kertaa.')).toHaveCount(0);
  await expect(partner.getByText('Osa tarinasta ei näy sinun organisaatiollesi.')).toBeVisible();
  await expectAccessible(partner);
  await expectFits(partner);
});

test('19 · a note that is sent when the session is over is shown, and sent again after signing in in another tab', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, 'r02@rovaniemi.example');
  const client = await openClient(page, 'Testi Väliaika');
  await page.goto(`/fi/people/${client}`);
  await page.getByLabel('Mitä kerrottiin tai sovittiin?').fill(`Kaksi tuntia kirjoitettu\n${TEXT}`);
  await context.clearCookies();
  const sent = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name: 'Tallenna merkintä' }).click();
  const answer = await sent;
  expect(answer.status()).toBe(401);
  expect(answer.headers()['cache-control']).toBe('no-store');
  await expect(page.getByText('Mitään ei ole vielä tallennettu.')).toBeVisible();
  await expect(page.getByText('Kaksi tuntia kirjoitettu')).toContainText(TEXT);
  await expectFits(page);

  await page.getByRole('button', { name: 'Lähetä uudelleen' }).click();
  await expect(page.getByText('Kaksi tuntia kirjoitettu')).toContainText(TEXT);
  const [tab] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Kirjaudu uudessa välilehdessä' }).click(),
  ]);
  await expect(tab.getByText('Palaa sitten edelliseen välilehteen')).toBeVisible();
  await signIn(tab, 'r02@rovaniemi.example');
  await page.getByRole('button', { name: 'Lähetä uudelleen' }).click();

  // A new session asks why the case is opened, and still nothing is lost.
  await expect(page.getByText('Kaksi tuntia kirjoitettu')).toContainText(TEXT);
  await expectFits(page);
  const [opening] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Avaa tiedot uudessa välilehdessä' }).click(),
  ]);
  await opening.getByText('Ohjaan tätä nuorta').click();
  await opening.getByRole('button', { name: 'Avaa tiedot' }).click();
  await expect(opening.getByRole('heading', { level: 1, name: 'Testi Väliaika' })).toBeVisible();
  await page.getByRole('button', { name: 'Lähetä uudelleen' }).click();
  await expect(page.getByText('Merkintä on tallennettu.')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Kaksi tuntia kirjoitettu' })).toContainText(
    TEXT,
  );
});
