import { routeList } from '@ohjaamo/shared/routes.ts';
import { expect, expectAccessible, expectFits, openClient, signIn, test } from './support.ts';

test('6 · the municipality’s admin reads who looked at what', async ({ page }) => {
  await signIn(page, 'h01@helsinki.example');
  await page.goto('/fi/audit');
  await page.goto('/fi/audit');
  await expect(page.getByRole('heading', { level: 1, name: 'Kuka on katsonut tietoja' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Katsoi lokia' }).first()).toContainText(
    'Testi Projektipäällikkö',
  );
  await expectAccessible(page);
  await expectFits(page);
});

test('6 · a counsellor’s look at a client stands in the log: who, what, whose', async ({ browser }) => {
  const counsellor = await (await browser.newContext()).newPage();
  await signIn(counsellor, 'h04@helsinki.example');
  const client = await openClient(counsellor, 'Testi Katsottu');
  await counsellor.goto('/fi/people');
  await counsellor.getByRole('link', { name: 'Testi Katsottu' }).click();
  await expect(counsellor.getByRole('heading', { level: 1, name: 'Testi Katsottu' })).toBeVisible();
  const name = await counsellor.locator('.who').innerText();

  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, 'h01@helsinki.example');
  await admin.goto('/fi/audit');
  await admin.getByLabel('Asiakkaan tunniste').fill(client);
  await admin.getByRole('button', { name: 'Näytä' }).click();
  const look = admin.getByRole('row').filter({ hasText: 'Katsoi asiakkaan tietoja' });
  await expect(look.first()).toContainText(name);
  await expect(look.first()).toContainText(client);
  await expect(look.first()).toContainText('Tehty');
  await expect(admin.getByRole('row').filter({ hasText: 'Avasi asiakkuuden' })).toContainText(name);
  await expect(admin.getByText('Testi Katsottu')).toHaveCount(0);
});

for (const [who, email] of [
  ['the network', 'network@network.example'],
  ['the platform’s operator', 'operator@platform.example'],
] as const) {
  test(`6 · ${who} reaches no personal data by any address`, async ({ page }) => {
    await signIn(page, email);
    await expectAccessible(page);
    const ofTenants = routeList.filter(
      ({ access }) =>
        access.kind === 'session' &&
        !access.roles.some((role) => role.startsWith('NETWORK') || role.startsWith('PLATFORM')),
    );
    expect(ofTenants.length).toBeGreaterThan(8);
    for (const route of ofTenants) {
      const address = route.path.replaceAll(/\{\w+\}/gu, '0'.repeat(20));
      const answer = await page.request.fetch(address, {
        method: route.method,
        ...(route.body && { data: {} }),
      });
      expect(answer.status(), route.id).toBe(403);
    }
    for (const address of ['/fi/desk', '/fi/people', '/fi/figures', '/fi/audit']) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(403);
    }
    await expectAccessible(page);
  });
}
