import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '@ohjaamo/infra/constructs/places.ts';
import type { Browser, Page } from '@playwright/test';
import { inTheAfternoon } from './afternoon.ts';
import { another } from './lineScreens.ts';
import {
  bookAnonymously,
  expect,
  expectAccessible,
  expectFits,
  mailTo,
  signIn,
  stack,
  test,
} from './support.ts';

// A house of their own: what leaves here must stand for all the other tests.
inTheAfternoon('2027-02-01T12:05+02:00');

const folder = mkdtempSync(join(tmpdir(), 'leaving-'));
test.afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function operator(browser: Browser): Promise<Page> {
  const page = await another(browser);
  await signIn(page, 'operator@platform.example');
  return page;
}

/** Does what the operator's page offers, with a reason. */
async function act(
  page: Page,
  slug: string,
  name: string,
  reason = 'Kunnan päätös, dnro 12/2027',
): Promise<void> {
  await page.goto(`/fi/platform/${slug}`);
  const section = page.locator('.life-act', { has: page.getByRole('heading', { name }) });
  await section.getByLabel('Syy').fill(reason);
  if (name === 'Poista kaikki tiedot') {
    // What nothing takes back is asked for by name; what was typed stays.
    await section.getByRole('button', { name }).click();
    await expect(page.getByRole('alert')).toContainText('Mitään ei poistettu.');
    await expect(section.getByLabel('Syy')).toHaveValue(reason);
    await section.getByLabel(`Kirjoita ${slug}`).fill(slug);
  }
  await section.getByRole('button', { name }).click();
  await page.waitForURL(/\?done=/u);
}

/** Gives a command of the runbook, as whoever operates the service does; only where this stack keeps its data is told besides. */
async function command(...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['infra/command/run.mjs', ...words], {
    cwd: root,
    env: { ...process.env, OHJAAMO_STACK_FILE: stack().stackFile },
  });
  return stdout;
}

/** Runs the jobs of a night by hand, as the runbook does: what they write of themselves then stands on both sides of a move. */
async function passTheNight(): Promise<void> {
  const { lambdaEndpoint } = JSON.parse(readFileSync(stack().stackFile, 'utf8')) as {
    lambdaEndpoint: string;
  };
  for (const job of ['CloseLines', 'SendReminders', 'PromoteWaiting', 'ReconcileAgenda', 'ApplyRetention']) {
    const address = new URL(`2015-03-31/functions/${job}Function/invocations`, `${lambdaEndpoint}/`);
    const { status, headers } = await fetch(address, { method: 'POST', body: '{}' });
    expect([job, status, headers.get('x-amz-function-error')]).toEqual([job, 200, null]);
  }
}

const place = (name: string) => join(folder, name);

/** Every file of an export, by its SHA-256, but for the manifest: that says when, and of which municipality. */
function filesOf(name: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(place(name), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.jsonl'))
      .sort()
      .map((path) => [
        path,
        createHash('sha256')
          .update(readFileSync(join(place(name), path)))
          .digest('hex'),
      ]),
  );
}

test('a municipality is suspended in the middle of work, says so everywhere, and is opened again', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const counsellor = await another(browser);
  await signIn(counsellor, 'r02@rovaniemi.example');
  const street = await another(browser, { viewport: { width: 390, height: 844 } });
  const link = await bookAnonymously(street, {
    site: 'rovaniemi/rovaniemi',
    worker: 'Testi Asiakasvastaava, sosiaaliala',
    service: 'Yksilöohjaus',
  });
  const page = await operator(browser);
  await page.goto('/fi/platform');
  await page.getByRole('link', { name: 'Rovaniemi' }).click();

  // Without a reason nothing happens.
  await page.getByRole('button', { name: 'Keskeytä palvelu' }).click();
  await expect(page.getByRole('link', { name: 'Kirjoita syy.' })).toBeVisible();
  await expectAccessible(page);
  const open = await page.context().newPage();
  await open.goto('/fi/platform/rovaniemi');
  await act(page, 'rovaniemi', 'Keskeytä palvelu', 'Tietoturvapoikkeama');
  await expect(page.getByText('Palvelu on keskeytetty.')).toBeVisible();
  await expect(page.getByText('Tietoturvapoikkeama')).toBeVisible();
  // Sent once more from a page that was open all the while, it is told that this was done already.
  await open.getByLabel('Syy').fill('Sama toistamiseen');
  await open.getByRole('button', { name: 'Keskeytä palvelu' }).click();
  await expect(open.getByText('Tila oli jo muuttunut.')).toBeVisible();
  await expect(open.getByText('Sama toistamiseen')).toHaveCount(0);

  await counsellor.goto('/fi/desk');
  await expect(counsellor.getByRole('button', { name: 'Kirjaudu ulos' })).toHaveCount(0);
  await expect(async () => {
    await street.goto('/fi/rovaniemi/rovaniemi');
    await expect(street.getByRole('heading', { level: 1, name: 'Palvelu on tauolla' })).toBeVisible({
      timeout: 500,
    });
  }).toPass({ timeout: 20_000 });
  await expectAccessible(street);
  await expectFits(street);
  await street.goto(link);
  await expect(street.getByRole('heading', { level: 1, name: 'Palvelu on tauolla' })).toBeVisible();
  for (const address of ['rovaniemi/rovaniemi/book', 'rovaniemi/me']) {
    await street.goto(`/fi/${address}`);
    await expect(street.getByRole('heading', { level: 1, name: 'Palvelu on tauolla' })).toBeVisible();
    await expect(street).toHaveTitle(/^Palvelu on tauolla/u);
  }
  // Its name and doors stay in the list, and lead nowhere.
  await street.goto('/fi');
  const paused = street.getByRole('region', { name: 'Rovaniemi', exact: true });
  await expect(paused.getByText('ei ole nyt käytössä')).toBeVisible();
  await expect(paused.getByRole('link')).toHaveCount(0);
  await expectAccessible(street);
  const helsinki = street.getByRole('region', { name: 'Helsinki', exact: true });
  await expect(helsinki.getByRole('link').first()).toBeVisible();

  await act(page, 'rovaniemi', 'Jatka palvelua', 'Poikkeama on selvitetty');
  await expect(page.getByText('Palvelu on taas käytössä.')).toBeVisible();
  await expect(async () => {
    await street.goto(link);
    await expect(street.getByRole('heading', { level: 1, name: 'Palvelu on tauolla' })).toHaveCount(0, {
      timeout: 500,
    });
  }).toPass({ timeout: 20_000 });
  await expect(street.getByText('Testi Asiakasvastaava, sosiaaliala').first()).toBeVisible();
  // A session from before stays over.
  await counsellor.goto('/fi/desk');
  await expect(counsellor.getByRole('button', { name: 'Kirjaudu ulos' })).toHaveCount(0);
  await signIn(counsellor, 'r02@rovaniemi.example');
});

test('a municipality leaves: what the commands export is the same bytes after it was taken in elsewhere, and then it is erased here', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const page = await operator(browser);
  await passTheNight();
  await act(page, 'rovaniemi', 'Keskeytä palvelu');
  // Of two things that can be done now, the one that was sent without a reason says so.
  await page.getByRole('button', { name: 'Aloita tietojen vienti' }).click();
  await expect(page.locator('.field__error')).toHaveCount(1);
  await page.getByRole('link', { name: 'Kirjoita syy.' }).click();
  await expect(
    page.locator('.life-act', { hasText: 'Aloita tietojen vienti' }).getByLabel('Syy'),
  ).toBeFocused();
  await act(page, 'rovaniemi', 'Aloita tietojen vienti');
  await expect(page.getByText('Tietojen vienti on alkanut.')).toBeVisible();
  await expect(page.getByText('npm run export-tenant -- --slug rovaniemi')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Poista kaikki tiedot' })).toHaveCount(0);

  const told = await command('export-tenant', '--slug', 'rovaniemi', '--to', place('one'));
  const [manifest = ''] = /[0-9a-f]{64}/u.exec(told) ?? [];
  await page.goto('/fi/platform/rovaniemi');
  await expect(page.getByText(manifest)).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectFits(page);
  await page.setViewportSize({ width: 1280, height: 900 });

  const staff = readFileSync(place('one/work/TENANT.jsonl'), 'utf8')
    .split('\n')
    .find((line) => line.includes('"sk":"STAFF#') && line.includes('Testi Ohjaamokoordinaattori'));
  const [, worker = ''] = /"sk":"STAFF#([^"]+)"/u.exec(staff ?? '') ?? [];
  const arrival = ['--from', place('one'), '--slug', 'uusi-rovaniemi', '--worker', worker];
  await command('import-tenant', ...arrival, '--admin', 'admin@uusi.example');
  expect((await mailTo('admin@uusi.example')).text).toContain('/fi/invitation/');
  const street = await another(browser);
  await expect(async () => {
    await street.goto('/fi/uusi-rovaniemi/rovaniemi');
    await expect(street.getByRole('heading', { level: 1 })).toContainText('Ohjaamo Rovaniemi', {
      timeout: 500,
    });
  }).toPass({ timeout: 20_000 });

  await passTheNight();
  await act(page, 'uusi-rovaniemi', 'Keskeytä palvelu');
  await act(page, 'uusi-rovaniemi', 'Aloita tietojen vienti');
  await command('export-tenant', '--slug', 'uusi-rovaniemi', '--to', place('two'));
  expect(filesOf('two')).toEqual(filesOf('one'));

  await act(page, 'rovaniemi', 'Poista kaikki tiedot', 'Vienti on tarkastettu, kunta vahvisti kirjallisesti');
  await expect(page.getByText('Tietoja poistetaan.')).toBeVisible();
  await expect(async () => {
    await page.goto('/fi/platform/rovaniemi');
    await expect(page.getByText('Tiedot poistettu')).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByText('Todettu tyhjäksi')).toBeVisible();
  await expect(page.locator('.life-act')).toHaveCount(0);
  await expectAccessible(page);
  expect((await street.goto('/fi/rovaniemi/rovaniemi'))?.status()).toBe(404);
  const left = await another(browser);
  const coordinator = stack().users.find(({ email }) => email === 'r01@rovaniemi.example');
  await left.goto('/fi/sign-in');
  await left.getByLabel('Sähköposti').fill(coordinator?.email ?? '');
  await left.getByLabel('Salasana').fill(coordinator?.password ?? '');
  await left.getByRole('button', { name: 'Jatka' }).click();
  await expect(left.getByText('Sähköposti tai salasana ei täsmää.').first()).toBeVisible();
  await page.goto('/fi/platform');
  await expect(page.getByRole('row', { name: /^Rovaniemi rovaniemi/u })).toContainText('Poistettu');
});
