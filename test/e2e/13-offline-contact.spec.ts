import type { BrowserContext, Page } from '@playwright/test';
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

/** Everything that the browser keeps for the service, as one text: databases with the bytes of what is sealed, and every kept page. */
function keptHere(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const parts: string[] = [];
    const bytes = (value: unknown): unknown => {
      if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value);
      if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value);
      if (Array.isArray(value)) return value.map(bytes);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, bytes(each)]));
    };
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(request.error ?? new Error(name));
        };
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => {
            resolve(request.result as unknown[]);
          };
        });
        parts.push(`${name}.${store}: ${JSON.stringify(rows.map(bytes))}`);
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        parts.push(`${name} ${request.url}: ${(await (await cache.match(request))?.text()) ?? ''}`);
      }
    }
    return parts.join('\n');
  });
}

/** The rows of one store, as they stand in the browser. */
const rowsOf = (kept: string, store: string) =>
  JSON.parse(
    kept
      .split('\n')
      .find((line) => line.startsWith(`contact-outbox.${store}: `))
      ?.replace(/^[^:]*: /u, '') ?? '[]',
  ) as unknown[];

const waiting = (page: Page, count: number) =>
  page.getByRole('heading', { name: `Odottaa lähettämistä: ${String(count)}` });

/** A browser that was closed and opened again: what was held for the tab alone is gone, and so are its cookies of the session. */
async function restarted(context: BrowserContext, page: Page): Promise<Page> {
  const next = await context.newPage();
  await page.close();
  return next;
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

test('13 · what waits is sealed: over a restart it is locked, a new entry can still be written, and both arrive', async ({
  context,
  page,
}) => {
  await signIn(page, 'r05@rovaniemi.example');
  await page.goto('/fi/desk');
  const before = await recordedToday(page).count();
  await openForm(page);
  await context.setOffline(true);
  await enterContact(page, 'Asuminen');
  await expect(waiting(page, 1)).toBeVisible();
  const kept = await keptHere(page);
  expect(rowsOf(kept, 'entries')).toHaveLength(1);
  for (const word of ['HOUSING', 'topics', 'ageBand', 'AGE_', 'channel"']) {
    expect(JSON.stringify(rowsOf(kept, 'entries'))).not.toContain(word);
  }

  const later = await restarted(context, page);
  await later.goto(FORM);
  await expect(later.getByRole('heading', { level: 1, name: 'Kohtaaminen ilman verkkoa' })).toBeVisible();
  await expect(waiting(later, 1)).toBeVisible();
  await expect(later.getByText('Osa kirjauksista on lukossa')).toBeVisible();
  await expect(later.getByRole('button', { name: 'Korjaa' })).toHaveCount(0);
  await enterContact(later, 'Terveys');
  await expect(waiting(later, 2)).toBeVisible();
  await expectAccessible(later);
  expect(JSON.stringify(rowsOf(await keptHere(later), 'entries'))).not.toContain('HEALTH');

  await context.setOffline(false);
  await expect(later.getByText('Lähetetty: 2')).toBeVisible();
  await later.goto('/fi/desk');
  await expect(recordedToday(later)).toHaveCount(before + 2);
});

test('13 · today’s own appointments are readable without a network, sealed on the device, and gone at sign-out', async ({
  context,
  page,
}) => {
  await page.goto('/fi/rovaniemi/rovaniemi/book');
  const worker = page.locator('details', { hasText: 'Testi Opinto-ohjaaja' });
  await worker.locator('summary').click();
  await worker.getByRole('link', { name: 'Opinto-ohjaus ja haku koulutukseen' }).click();
  await page.getByRole('region', { name: 'Ensimmäinen vapaa aika' }).getByRole('button').click();
  await page.getByLabel('Millä nimellä kutsumme sinua?').fill('Kaisla');
  await page.getByLabel('Sähköposti').fill('kaisla@young.example');
  await page.getByRole('button', { name: 'Varaa aika' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Aika on varattu' })).toBeVisible();
  await signIn(page, 'r06@rovaniemi.example');
  await page.goto('/fi/desk');
  await expect(page.getByRole('link', { name: 'Kaisla' })).toBeVisible();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!(await caches.match('/fi/desk/contact/offline')))
      await new Promise((wait) => setTimeout(wait, 50));
  });
  await expect
    .poll(async () =>
      rowsOf(await keptHere(page), 'device').filter((row) => JSON.stringify(row).includes('sealed')),
    )
    .toHaveLength(1);
  // Neither the databases nor the pages that are kept for later hold a name.
  expect(await keptHere(page)).not.toContain('Kaisla');
  expect(await keptHere(page)).not.toContain('Opinto-ohjaus');

  await context.setOffline(true);
  await page.goto('/fi/desk');
  const mine = page.getByRole('region', { name: 'Omat ajat' });
  await expect(mine.getByText('Kaisla')).toBeVisible();
  await expect(mine.getByText('Nähty tänään klo')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Tallenna' })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);

  const later = await restarted(context, page);
  await later.goto('/fi/desk');
  await expect(later.getByText('Ajat ovat lukossa tällä laitteella.')).toBeVisible();
  await expect(later.getByText('Kaisla')).toHaveCount(0);
  await context.setOffline(false);
  await later.goto('/fi/desk');
  await expect(later.getByRole('link', { name: 'Kaisla' })).toBeVisible();
  await later.getByRole('button', { name: 'Kirjaudu ulos' }).click();
  await expect(later.getByLabel('Sähköposti')).toBeVisible();
  // Of the device itself stays its random name.
  await expect
    .poll(async () => rowsOf(await keptHere(later), 'device').filter((row) => typeof row === 'object'))
    .toEqual([]);
  await expect.poll(() => later.evaluate(() => Object.keys(sessionStorage))).not.toContain('device-key');
  await context.setOffline(true);
  await later.goto('/fi/desk');
  await expect(later.getByText('Tällä laitteella ei ole kirjauduttu sisään.')).toBeVisible();
  await expect(later.getByText('Kaisla')).toHaveCount(0);
});
