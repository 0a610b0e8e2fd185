import type { Page } from '@playwright/test';
import { another } from './lineScreens.ts';
import { expect, expectAccessible, expectFits, PHONE, signIn, stack, test } from './support.ts';

const open = '/fi/rovaniemi/rovaniemi/feedback';
/** The figures follow the stream, a moment later. */
const COUNTED = { timeout: 30_000 };
const tablet = { viewport: { width: 820, height: 1180 }, hasTouch: true };

async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectFits(page);
}

/** Chooses a number of a question, as a finger does. */
async function rate(page: Page, question: string, step: number): Promise<void> {
  const group = page.getByRole('group', { name: question });
  await group.locator('.rating__step', { hasText: new RegExp(`^${String(step)}$`, 'u') }).click();
}

/** How many answers the overview of the first site counts, by how they came. */
async function said(desk: Page): Promise<string> {
  await desk.goto('/fi/feedback');
  return (
    (await desk
      .getByRole('region', { name: /neljännes/u })
      .first()
      .textContent()) ?? ''
  );
}

test('37 · on a phone, without scripts and without a name; the coordinator reads the words, masked', async ({
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
  await phone.goto(open);
  await expect(phone.getByText('Vastaat nimettömänä: kukaan ei näe, kuka vastasi.')).toBeVisible();
  await expect(phone.getByRole('link', { name: 'Apua heti' }).first()).toBeVisible();
  await expectFits(phone);
  await phone.getByRole('button', { name: 'Lähetä' }).click();
  await expect(phone.getByRole('alert')).toContainText('Vastaa edes yhteen kohtaan');
  await rate(phone, 'Minkä kouluarvosanan annat?', 10);
  await rate(phone, 'Minua kuunneltiin', 5);
  await phone.getByLabel('Haluatko sanoa jotain muuta?').fill('Kiitos Testille! Soita 040 7654321.');
  // Another language on the way loses nothing.
  await phone.getByRole('button', { name: 'Svenska' }).click();
  await expect(phone.getByLabel('Vill du säga något annat?')).toHaveValue(/Soita/u);
  await phone.getByRole('button', { name: 'Skicka' }).click();
  await expect(phone.getByRole('heading', { level: 1, name: 'Tack!' })).toBeVisible();
  await expect(phone.getByRole('link', { name: 'Till Navigatorns sida' })).toBeVisible();
  await expectFits(phone);

  await signIn(desk, 'r01@rovaniemi.example');
  await desk.goto('/fi/feedback/screening');
  const text = desk.getByRole('listitem').filter({ hasText: 'Kiitos Testille!' });
  await expect(text).toContainText('Soita •••.');
  await expect(text).toContainText('Peitetty: numero');
  await expectGood(desk);
  await text.getByRole('button', { name: 'Piilota' }).click();
  await expect(text.getByRole('alert')).toHaveText('Valitse, miksi teksti piilotetaan.');
  await text.getByLabel('Miksi piilotetaan?').selectOption('NAMES_SOMEBODY');
  await text.getByRole('button', { name: 'Piilota' }).click();
  await expect(desk.getByText('Päätös on tallennettu.')).toBeVisible();
  const hidden = desk.getByRole('listitem').filter({ hasText: 'Kiitos Testille!' });
  await expect(hidden).toContainText('Siitä tunnistaa jonkun');
  await hidden.getByRole('button', { name: 'Palauta tarkistettavaksi' }).click();
  await text.getByRole('button', { name: 'Julkaise talolle' }).click();
  await desk.goto('/fi/feedback');
  await expect(desk.getByText('Kiitos Testille! Soita •••.')).toBeVisible();
  await expectGood(desk);
  await context.close();
});

test('37 · a tablet thanks, returns to its start by itself, and forgets; ended, it takes nothing', async ({
  page: desk,
  browser,
}) => {
  test.setTimeout(150_000);
  await signIn(desk, 'r01@rovaniemi.example');
  await desk.goto('/fi/feedback/asking');
  await expectGood(desk);
  await desk.getByRole('button', { name: 'Avaa uusi tabletti' }).click();
  const here = await desk.getByRole('link', { name: 'Aloita tällä laitteella' }).getAttribute('href');
  await expectGood(desk);

  const kiosk = await another(browser, tablet);
  await kiosk.clock.install();
  await kiosk.goto(here ?? '');
  await expect(kiosk.getByRole('heading', { level: 1, name: 'Miten meni?' })).toBeVisible();
  await expectGood(kiosk);
  await rate(kiosk, 'Minkä kouluarvosanan annat?', 8);
  await kiosk.getByRole('button', { name: 'Lähetä' }).click();
  await expect(kiosk.getByRole('heading', { level: 1, name: 'Kiitos!' })).toBeVisible();
  await expectGood(kiosk);
  await kiosk.getByRole('link', { name: 'Seuraava voi vastata' }).click();
  await expect(kiosk.getByRole('heading', { level: 1, name: 'Miten meni?' })).toBeVisible();

  // Somebody begins and walks away: after two minutes nothing is left of it.
  await kiosk.getByLabel('Haluatko sanoa jotain muuta?').pressSequentially('Kesken');
  await kiosk.clock.fastForward('02:05');
  await expect(kiosk.getByLabel('Haluatko sanoa jotain muuta?')).toHaveValue('');

  await desk.reload();
  await desk
    .getByRole('button', { name: /^Lopeta/u })
    .first()
    .click();
  await expect(desk.getByText('Lopetettu').first()).toBeVisible();
  await rate(kiosk, 'Minkä kouluarvosanan annat?', 9);
  await kiosk.getByRole('button', { name: 'Lähetä' }).click();
  await expect(kiosk.getByRole('heading', { level: 1, name: 'Kiitos!' })).toHaveCount(0);
});

test('37 · who goes back and sends again has answered once', async ({ browser }) => {
  for (const javaScriptEnabled of [true, false]) {
    const origin = { locale: 'fi-FI', baseURL: stack().origin };
    const context = await browser.newContext({ ...PHONE, ...origin, javaScriptEnabled });
    const phone = await context.newPage();
    await phone.goto(open);
    const form = phone.locator('input[name=formId]');
    const id = await form.inputValue();
    await rate(phone, 'Minkä kouluarvosanan annat?', 7);
    await phone.getByRole('button', { name: 'Lähetä' }).click();
    await expect(phone.getByRole('heading', { level: 1, name: 'Kiitos!' })).toBeVisible();
    await phone.goBack();
    await expect(form).toHaveValue(id);
    await phone.goto(open);
    await expect(form).not.toHaveValue(id);
    await context.close();
  }
});

test('37 · a link is answered once and counted as asked; paper is typed in and taken back', async ({
  page: desk,
  browser,
}) => {
  test.setTimeout(150_000);
  await signIn(desk, 'r01@rovaniemi.example');
  await desk.goto('/fi/feedback/asking');
  await desk.getByRole('button', { name: 'Tee kertalinkki' }).click();
  const shown = await desk.locator('.asking__address').first().textContent();
  const link = new URL(shown?.trim() ?? '').pathname;

  const phone = await another(browser, PHONE);
  await phone.goto(link);
  await expectGood(phone);
  await rate(phone, 'Minkä kouluarvosanan annat?', 9);
  await rate(phone, 'Suunnitelmani selkenivät', 4);
  await phone.getByRole('button', { name: 'Lähetä' }).dblclick();
  await expect(phone.getByRole('heading', { level: 1, name: 'Kiitos!' })).toBeVisible();
  await expectGood(phone);
  await phone.goto(link);
  await expect(phone.getByRole('heading', { level: 1, name: 'Tähän on jo vastattu' })).toBeVisible();
  await expectGood(phone);

  const overview = await desk.context().newPage();
  const before = await said(overview);
  await desk.goto('/fi/feedback/paper');
  await expectGood(desk);
  await rate(desk, 'Minkä kouluarvosanan annat?', 7);
  await desk.getByRole('button', { name: 'Kirjaa ja ota seuraava' }).click();
  await expect(desk.getByText('Vastaus on kirjattu.')).toBeVisible();
  await expect.poll(() => said(overview), COUNTED).not.toBe(before);
  await desk.getByRole('button', { name: 'Peru kirjaus' }).click();
  await expect(desk.getByText('Kirjaus on peruttu. Sitä ei lasketa.')).toBeVisible();
  await expect.poll(() => said(overview), COUNTED).toBe(before);
});
