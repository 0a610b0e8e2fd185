import { routeList } from '@ohjaamo/shared/routes.ts';
import { expect, expectAccessible, expectFits, signIn, test } from './support.ts';

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
