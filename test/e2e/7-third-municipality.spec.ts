import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { root } from '@ohjaamo/infra/constructs/places.ts';
import { TOTP } from 'otpauth';
import { expect, expectAccessible, mailTo, stack, test } from './support.ts';

test('7 · a command makes a third municipality while everything runs', async ({ page }) => {
  const { origin, stackFile } = stack();
  // As a person runs it; only where this stack keeps its data is not where `npm start` would.
  const { stdout } = await promisify(execFile)(
    'npm',
    [
      ...['run', '--silent', 'create-tenant', '--', '--slug', 'inari', '--name', 'Inari'],
      ...['--municipality', '148', '--site-name', 'Ohjaamo Inari', '--admin', 'admin@inari.example'],
    ],
    { cwd: root, env: { ...process.env, OHJAAMO_STACK_FILE: stackFile } },
  );
  expect(stdout).toContain('inari is registered');
  const mail = await mailTo('admin@inari.example', '/invitation/');

  // The street sees it when its administrator has set it up and published it, and not before.
  await page.goto('/fi');
  await expect(page.getByRole('region', { name: 'Inari', exact: true })).toHaveCount(0);
  expect((await page.goto('/fi/inari/inari'))?.status()).toBe(404);
  await expectAccessible(page);

  const invitation = /\/fi\/invitation\/[A-Za-z0-9_-]{43}/u.exec(mail.text)?.[0] ?? '';
  await page.goto(`${origin}${invitation}`);
  await expectAccessible(page);
  await page.getByLabel('Valitse salasana').fill('tunturin takana on avara taivas');
  await page.getByRole('main').getByRole('button').click();
  const secret = (await page.locator('code').first().innerText()).replaceAll(/\s/gu, '');
  await expectAccessible(page);
  await page.getByLabel('Kuusinumeroinen koodi').fill(new TOTP({ secret }).generate());
  await page.getByRole('button', { name: 'Ota käyttöön' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tervetuloa' })).toBeVisible();
  await expectAccessible(page);

  const again = await page.goto(`${origin}${invitation}`);
  expect(again?.status()).toBeGreaterThanOrEqual(400);
});
