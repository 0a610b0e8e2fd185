import { expect, expectAccessible, expectFits, openClient, signIn, test } from './support.ts';

test('17 · a colleague says why a case is opened; a partner sees it once it was given, and no more than was agreed', async ({
  browser,
}) => {
  const named = await (await browser.newContext()).newPage();
  await signIn(named, 'r02@rovaniemi.example');
  const client = await openClient(named, 'Testi Tunturi');

  const partner = await (await browser.newContext()).newPage();
  await signIn(partner, 'r13@rovaniemi.example');
  expect((await partner.goto(`/fi/people/${client}`))?.status()).toBe(404);

  const colleague = await (await browser.newContext()).newPage();
  await signIn(colleague, 'r03@rovaniemi.example');
  expect((await colleague.goto(`/fi/people/${client}`))?.status()).toBe(403);
  await expect(colleague.getByRole('heading', { level: 1, name: 'Miksi avaat tiedot?' })).toBeVisible();
  await expect(colleague.getByText('Testi Tunturi')).toHaveCount(0);
  await expectAccessible(colleague);
  await expectFits(colleague);
  await colleague.getByText('Sijaistan työkaveria').click();
  await colleague.getByRole('button', { name: 'Avaa tiedot' }).click();
  await expect(colleague.getByRole('heading', { level: 1, name: 'Testi Tunturi' })).toBeVisible();

  await named.goto(`/fi/people/${client}/person`);
  await named.getByRole('link', { name: 'Vaihda tai lisää työntekijä' }).click();
  await expectAccessible(named);
  await named.getByRole('button', { name: 'Tallenna', exact: true }).click();
  await expect(named.getByText('Valitse työntekijä.').first()).toBeVisible();
  await named.getByLabel('Kuka?').selectOption({ label: 'Testi Kelan palveluneuvoja' });
  await named.getByLabel('Missä roolissa?').selectOption('TEAM');
  await named.getByLabel('Miksi?').fill('Talous selvitetään yhdessä');
  await named.getByRole('button', { name: 'Tallenna', exact: true }).click();
  await expect(named.getByText('Työntekijät on päivitetty.')).toBeVisible();

  await partner.goto('/fi/people');
  await partner.getByRole('link', { name: 'Testi Tunturi' }).click();
  await partner.getByText('Nuori on ohjattu minulle').click();
  await partner.getByRole('button', { name: 'Avaa tiedot' }).click();
  await expect(partner.getByRole('heading', { level: 1, name: 'Testi Tunturi' })).toBeVisible();
  await expect(partner.getByRole('link', { name: 'Kirjaa suostumus' })).toHaveCount(0);
  await expectAccessible(partner);
  await expectFits(partner);
});

test('17 · access in danger to life is gone through by the administrator', async ({ browser }) => {
  const named = await (await browser.newContext()).newPage();
  await signIn(named, 'h04@helsinki.example');
  const client = await openClient(named, 'Testi Majakka');

  const partner = await (await browser.newContext()).newPage();
  await signIn(partner, 'h05@helsinki.example');
  await partner.goto(`/fi/people/${client}`);
  await partner.getByText('Jonkun henki tai terveys on vaarassa').click();
  await partner.getByRole('button', { name: 'Avaa hätätilanteessa' }).click();
  await expect(partner.getByText('Kerro vähintään 10 merkillä, mikä on vaarana.').first()).toBeVisible();
  await partner.getByLabel('Mikä on vaarana?').fill('Nuorta ei ole tavoitettu eilisen jälkeen');
  await partner.getByRole('button', { name: 'Avaa hätätilanteessa' }).click();
  await expect(partner.getByRole('heading', { level: 1, name: 'Testi Majakka' })).toBeVisible();

  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, 'h01@helsinki.example');
  await admin.goto('/fi/access');
  const card = admin.getByRole('listitem').filter({ hasText: 'Nuorta ei ole tavoitettu' });
  await expect(card).toContainText('avasi tiedot hätätilanteessa');
  await expectAccessible(admin);
  await expectFits(admin);
  await card.getByLabel('Mitä totesit?').fill('Perusteltu, nuori tavoitettiin');
  await card.getByRole('button', { name: 'Merkitse läpikäydyksi' }).click();
  await expect(admin.getByText('Merkitty läpikäydyksi.')).toBeVisible();
});
