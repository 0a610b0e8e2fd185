import { expect, expectAccessible, expectFits, mailTo, PHONE, signIn, stack, test } from './support.ts';

test('44 · whoever meets a barrier tells of it without scripts or a name, has it acknowledged, and reads the answer', async ({
  page: desk,
  browser,
}) => {
  test.setTimeout(150_000);
  const context = await browser.newContext({
    ...PHONE,
    javaScriptEnabled: false,
    locale: 'fi-FI',
    baseURL: stack().origin,
  });
  const phone = await context.newPage();
  await phone.goto('/fi/accessibility');
  await expectFits(phone);
  await phone.getByRole('link', { name: 'Kerro esteestä' }).click();
  await phone.getByLabel('Sähköpostiosoitteesi').fill('este@example.org');
  await phone.getByRole('button', { name: 'Lähetä' }).click();
  await expect(phone.getByRole('alert')).toContainText('Kerro, mikä ei toiminut.');
  await expect(phone.getByLabel('Sähköpostiosoitteesi')).toHaveValue('este@example.org');
  await phone.getByLabel('Minkä kunnan Ohjaamon sivua asia koskee?').selectOption({ label: 'Rovaniemi' });
  await phone.getByLabel('Mikä ei toiminut?').fill('Ruudunlukija ei lue viikkokalenteria.');
  await phone.getByRole('button', { name: 'Lähetä' }).click();
  await expect(phone.getByRole('heading', { level: 1, name: 'Viestisi on perillä' })).toBeVisible();
  await expect(phone.getByText(/^Vastaus viimeistään:/u)).toContainText('15.2.2027');
  await expectFits(phone);
  const acknowledged = await mailTo('este@example.org', 'Saimme viestisi');
  expect(acknowledged.subject).toBe('Ohjaamo: sinulle on viesti');
  expect(acknowledged.text).not.toContain('Ruudunlukija');

  await signIn(desk, 'r01@rovaniemi.example');
  await desk.goto('/fi/feedback/accessibility');
  const waiting = desk.getByRole('listitem').filter({ hasText: 'Ruudunlukija ei lue' });
  await expect(waiting).toContainText('15.2.2027');
  await expectAccessible(desk);
  await expectFits(desk);
  await waiting.getByText('Tarvitsemme lisää aikaa').click();
  await waiting.getByLabel('Miksi vastaus kestää?').fill('Kysymme kalenterin tekijältä.');
  await waiting.getByRole('button', { name: 'Siirrä ja kerro lähettäjälle' }).click();
  await expect(desk.getByText('Vastaus on siirretty, ja lähettäjälle on kerrottu.')).toBeVisible();
  await expect(waiting.getByText('Tarvitsemme lisää aikaa')).toHaveCount(0);
  await phone.reload();
  await expect(phone.getByText('Kysymme kalenterin tekijältä.')).toBeVisible();
  await expect(phone.getByText(/^Vastaus viimeistään:/u)).toContainText('1.3.2027');
  await waiting.getByLabel('Vastaus').fill('Korjasimme kalenterin. Kiitos!');
  await waiting.getByRole('button', { name: 'Lähetä vastaus' }).click();
  await expect(desk.getByText('Vastaus on lähetetty.')).toBeVisible();
  await expectAccessible(desk);

  const answered = await mailTo('este@example.org', 'Vastasimme viestiisi.');
  const address = /\/fi\/accessibility\/\S+/u.exec(answered.text)?.[0] ?? '';
  await phone.goto(address);
  await expect(phone.getByRole('heading', { level: 1, name: 'Vastaus viestiisi' })).toBeVisible();
  await expect(phone.getByText('Korjasimme kalenterin. Kiitos!')).toBeVisible();
  await expectFits(phone);
  // Without scripts axe cannot look; the same page in the administrator's browser can be.
  await desk.goto(address);
  await expectAccessible(desk);
  await context.close();
});
