import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '@ohjaamo/infra/constructs/places.ts';
import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import { addressOf, type TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import { expect, expectAccessible, expectFits, signIn, test } from './support.ts';

const shipped = (name: string) =>
  addressOf(
    JSON.parse(readFileSync(join(root, `shared/templates/content/${name}.json`), 'utf8')) as TemplateVersion,
  );

async function adopt(page: Page, name: string): Promise<void> {
  await page.goto(`/fi/practice/adopt?version=${await shipped(name)}`);
  await page.getByRole('button', { name: 'Ota kunnan omaksi' }).click();
  await expect(page.getByText('Käytäntö on nyt kunnan oma.')).toBeVisible();
}

async function looksGood(page: Page, path: string): Promise<void> {
  for (const language of languages) {
    await page.goto(`/${language}${path}`);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectFits(page);
    await page.setViewportSize({ width: 1280, height: 900 });
  }
}

test('a week that a municipality has adopted is put into effect, and the street sees who is there', async ({
  page,
}) => {
  test.slow();
  await signIn(page, 'r01@rovaniemi.example');
  await adopt(page, 'outreach-week');
  await looksGood(page, '/practice/WEEKLY_CALENDAR/outreach-week/use');
  await page.goto('/fi/practice/WEEKLY_CALENDAR/outreach-week');
  await page.getByRole('link', { name: 'Ota voimaan' }).click();
  await page
    .getByLabel('Toimipiste', { exact: true })
    .selectOption('Ohjaamo oppilaitoksella (demo, jalkautuva)');
  await page.getByLabel('Ensimmäinen päivä').fill('2027-03-01');
  const role = page.getByLabel(/h viikossa/u).first();
  const worker = await role.locator('option').nth(2).textContent();
  await role.selectOption({ index: 2 });
  await page.getByRole('button', { name: 'Katso, mitä muuttuu' }).click();
  await expect(page.getByText('2 viikoittaista aikaa alkaa.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Ota voimaan' }).click();
  await expect(page.getByText('Käytäntö on voimassa.')).toBeVisible();
  await expect(page.getByText(/^Ohjaamo oppilaitoksella .* otettu voimaan/u)).toBeVisible();
  await expectAccessible(page);

  await page.goto('/fi/rovaniemi/oppilaitoksella?week=2027-W09');
  const name = (worker ?? '').split(',')[0] ?? '';
  await expect(page.getByText(name).first()).toBeVisible();
});

test('a programme that is put into effect is offered to whoever makes a group', async ({ page, browser }) => {
  test.slow();
  await signIn(page, 'r01@rovaniemi.example');
  await adopt(page, 'making-money-last');
  await page.getByRole('link', { name: 'Ota voimaan' }).click();
  await expect(page.getByText('Ohjelma tarjotaan pohjaksi')).toBeVisible();
  await page.getByRole('button', { name: 'Ota voimaan' }).click();
  await expect(page.getByText('Käytäntö on voimassa.')).toBeVisible();

  const counsellor = await (await browser.newContext()).newPage();
  await signIn(counsellor, 'r02@rovaniemi.example');
  await counsellor.goto('/fi/groups/new');
  await counsellor.getByRole('link', { name: 'Rahat riittää' }).click();
  await expect(counsellor.getByLabel(/Nimi/u).first()).toHaveValue(/Rahat/u);
  await expectAccessible(counsellor);
});
