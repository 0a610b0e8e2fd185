import type { Page } from '@playwright/test';
import { expect, expectAccessible, openClient, signIn, test } from './support.ts';

const words = 'Nuori kertoi, että unirytmi on kääntynyt ja koulu tuntuu raskaalta.';

/** A new session is asked once why it opens a case. */
async function openAgain(page: Page, address: string): Promise<void> {
  await signIn(page, 'r02@rovaniemi.example');
  await page.goto(address);
  await page.getByText('Ohjaan tätä nuorta').click();
  await page.getByRole('button', { name: 'Avaa tiedot' }).click();
  await expect(page.getByLabel('Mitä kerrottiin tai sovittiin?')).toBeVisible();
}

test.setTimeout(120_000);

test('47 · a note that was not saved comes back after the tab closed, sealed on the device, and goes when it is saved', async ({
  page,
  context,
}) => {
  await signIn(page, 'r02@rovaniemi.example');
  const client = await openClient(page, 'Testi Luonnos');
  const notes = `/fi/people/${client}`;
  await page.goto(notes);
  const text = page.getByLabel('Mitä kerrottiin tai sovittiin?');
  await text.fill(words);
  await expect(page.getByText('Luonnos tallessa tällä laitteella.')).toBeVisible();
  await expectAccessible(page);
  const rows = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const request = indexedDB.open('contact-outbox');
        request.onsuccess = () => {
          const all = request.result.transaction('drafts').objectStore('drafts').getAll();
          all.onsuccess = () => {
            resolve(
              JSON.stringify(all.result, (_, value: unknown) =>
                value instanceof ArrayBuffer ? new TextDecoder('latin1').decode(value) : value,
              ),
            );
            request.result.close();
          };
        };
      }),
  );
  expect(rows).toContain('sealed');
  expect(rows).not.toContain('unirytmi');
  expect(rows).not.toContain(client);

  const later = await context.newPage();
  await page.close();
  await later.goto(notes);
  await expect(later.getByText('Luonnos palautettiin tältä laitteelta.')).toBeVisible();
  const again = later.getByLabel('Mitä kerrottiin tai sovittiin?');
  await expect(again).toHaveValue(words);
  await later.getByRole('button', { name: 'Hylkää luonnos' }).click();
  await expect(again).toHaveValue('');
  await later.reload();
  await expect(again).toHaveValue('');

  await again.fill(words);
  await expect(later.getByText('Luonnos tallessa tällä laitteella.')).toBeVisible();
  // The session ends, somebody else signs in on the device, and the writer comes back.
  await context.clearCookies();
  await signIn(later, 'r03@rovaniemi.example');
  await later.getByRole('button', { name: 'Kirjaudu ulos' }).click();
  await expect(later.getByLabel('Sähköposti')).toBeVisible();
  await openAgain(later, notes);
  await expect(again).toHaveValue(words);

  await later.getByLabel('Mistä merkintä kertoo?').selectOption('EDUCATION');
  await later.getByRole('button', { name: 'Tallenna merkintä' }).click();
  await expect(later.getByText('Merkintä on tallennettu.')).toBeVisible();
  await later.goto(notes);
  await expect(again).toHaveValue('');
  await expect(later.getByText(/^Luonnos/u)).toBeHidden();

  await again.fill(words);
  await expect(later.getByText('Luonnos tallessa tällä laitteella.')).toBeVisible();
  await later.getByRole('button', { name: 'Kirjaudu ulos' }).click();
  await expect(later.getByLabel('Sähköposti')).toBeVisible();
  await openAgain(later, notes);
  await expect(again).toHaveValue('');
});
