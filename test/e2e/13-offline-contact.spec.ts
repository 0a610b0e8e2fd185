import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectFits, signIn, test } from './support.ts';

const FORM = '/fi/desk/contact';

// Signing in twice and waiting for a worker script take their time on a busy machine.
test.setTimeout(120_000);

/** Answers the quick form and saves it. */
async function enterContact(page: Page, topic: string): Promise<void> {
  await page.getByRole('group', { name: 'Mistä puhuttiin?' }).getByText(topic, { exact: true }).click();
  await page.getByRole('radiogroup', { name: 'Ikä' }).getByText('20–24').click();
  await page.getByRole('button', { name: 'Tallenna' }).click();
}

const recordedToday = (page: Page) => page.locator('#contacts-part').getByRole('listitem');

/** Opens the form and waits until the browser has the page for without a network. */
async function openForm(page: Page): Promise<void> {
  await page.goto(FORM);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!(await caches.match('/fi/desk/contact/offline')))
      await new Promise((wait) => setTimeout(wait, 50));
  });
}

test('13 · two contacts without a network, over a reload, arrive once when it is back', async ({
  context,
  page,
}) => {
  await signIn(page, 'r05@rovaniemi.example');
  await page.goto('/fi/desk');
  const before = await recordedToday(page).count();
  await openForm(page);

  await context.setOffline(true);
  await enterContact(page, 'Asuminen');
  await expect(page.getByRole('heading', { name: 'Odottaa lähettämistä: 1' })).toBeVisible();
  await expect(page.getByText('Ei yhteyttä. Kirjaus on tallessa')).toBeVisible();

  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Kohtaaminen ilman verkkoa' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Odottaa lähettämistä: 1' })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  await enterContact(page, 'Vapaa-aika');
  await expect(page.getByRole('heading', { name: 'Odottaa lähettämistä: 2' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Odottaa lähettämistä: 2' })).toBeVisible();

  await context.setOffline(false);
  await expect(page.getByText('Lähetetty: 2')).toBeVisible();
  await expect(page.getByRole('heading', { name: /Odottaa lähettämistä/u })).toBeHidden();
  await page.goto(FORM);
  await page.goto('/fi/desk');
  await expect(recordedToday(page)).toHaveCount(before + 2);
  await expect(recordedToday(page).filter({ hasText: 'Asuminen' })).toHaveCount(1);
  await expect(recordedToday(page).filter({ hasText: 'Vapaa-aika' })).toHaveCount(1);
});

test('13 · an answer that is lost on the way records the contact once', async ({ page }) => {
  await signIn(page, 'r05@rovaniemi.example');
  await page.goto('/fi/desk');
  const before = await recordedToday(page).count();
  await openForm(page);
  let lost = 0;
  await page.route(`**${FORM}`, async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.fallback();
    lost += 1;
    // The service records it; the browser never hears so.
    await route.fetch();
    await route.abort('connectionreset');
  });
  await enterContact(page, 'Terveys');
  await expect(page.getByRole('heading', { name: 'Odottaa lähettämistä: 1' })).toBeVisible();
  expect(lost).toBe(1);
  await page.reload();
  await expect(page.getByText('Lähetetty: 1')).toBeVisible();
  await page.goto('/fi/desk');
  await expect(recordedToday(page)).toHaveCount(before + 1);
});

test('13 · a contact that was recorded unheard and then changed is saved as one of its own', async ({
  context,
  page,
}) => {
  await signIn(page, 'r05@rovaniemi.example');
  await page.goto('/fi/desk');
  const before = await recordedToday(page).count();
  await openForm(page);
  let lost = 0;
  await page.route(`**${FORM}`, async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.fallback();
    lost += 1;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await enterContact(page, 'Terveys');
  await expect(page.getByRole('heading', { name: 'Odottaa lähettämistä: 1' })).toBeVisible();
  const line = page.getByRole('listitem').filter({ hasText: 'Terveys' });
  const asNew = line.getByRole('button', { name: 'Tallenna uutena' });
  await expect(asNew).toBeHidden();
  await line.getByRole('button', { name: 'Korjaa' }).click();
  await context.setOffline(true);
  await enterContact(page, 'Asuminen');
  // The notice of the first loss may stand still: the line itself says that the change is kept.
  await expect(line).toContainText('Asuminen');
  await expect(page.getByText('Ei yhteyttä. Kirjaus on tallessa')).toBeVisible();
  await context.setOffline(false);
  await expect(line).toContainText('jo tallennettu toisilla tiedoilla');
  await asNew.click();
  await expect(page.getByText('Lähetetty: 1')).toBeVisible();
  await page.goto('/fi/desk');
  await expect(recordedToday(page)).toHaveCount(before + 2);
});

test('13 · what waits is its own worker’s: nobody else on the device sees it or sends it', async ({
  context,
  page,
}) => {
  const itself = recordedToday(page).filter({ hasText: 'Päihteet ja pelaaminen' });
  await signIn(page, 'r05@rovaniemi.example');
  await page.goto('/fi/desk');
  const before = await itself.count();
  await openForm(page);
  await context.setOffline(true);
  await enterContact(page, 'Päihteet ja pelaaminen');
  await expect(page.getByRole('heading', { name: 'Odottaa lähettämistä: 1' })).toBeVisible();
  // The session is over before there is a network again.
  await context.clearCookies();
  await context.setOffline(false);
  await page.reload();
  await page.waitForURL(/sign-in/u);

  await signIn(page, 'r06@rovaniemi.example');
  await page.goto(FORM);
  await expect(page.getByRole('button', { name: 'Tallenna' })).toBeVisible();
  await expect(page.getByRole('heading', { name: /Odottaa lähettämistä/u })).toBeHidden();
  await page.goto('/fi/desk');
  await expect(itself).toHaveCount(before);
  await page.getByRole('button', { name: 'Kirjaudu ulos' }).click();

  await signIn(page, 'r05@rovaniemi.example');
  await page.goto(FORM);
  await expect(page.getByText('Lähetetty: 1')).toBeVisible();
  await page.goto('/fi/desk');
  await expect(itself).toHaveCount(before + 1);
});

test('13 · what the service refuses stays with its reason, can be mended and is then sent', async ({
  context,
  page,
}) => {
  await signIn(page, 'r05@rovaniemi.example');
  await openForm(page);
  await context.setOffline(true);
  await page.locator('summary', { hasText: 'Lisää' }).click();
  await page.getByLabel('Päivä').fill('2027-02-28');
  await enterContact(page, 'Ihmissuhteet ja perhe');
  await expect(page.getByRole('heading', { name: 'Odottaa lähettämistä: 1' })).toBeVisible();
  await context.setOffline(false);
  await page.reload();
  const line = page.getByRole('listitem').filter({ hasText: 'Ihmissuhteet' });
  await expect(line).toContainText('Kohtaaminen ei voi alkaa tulevaisuudessa');
  await expectAccessible(page);
  await line.getByRole('button', { name: 'Korjaa' }).click();
  await expect(page.getByRole('checkbox', { name: 'Ihmissuhteet' })).toBeChecked();
  await page.locator('summary', { hasText: 'Lisää' }).click();
  await page.getByLabel('Päivä').fill('2027-02-01');
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByText(/Kohtaaminen kirjattu: .*Ihmissuhteet/u)).toBeVisible();
  await page.goto(FORM);
  await expect(page.getByRole('heading', { name: /Odottaa lähettämistä/u })).toBeHidden();
});
