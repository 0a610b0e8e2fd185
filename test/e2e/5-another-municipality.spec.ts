import { expect, openClient, signIn, test } from './support.ts';

test('5 · a Helsinki client does not exist for Rovaniemi, and the attempt is in the trail', async ({
  browser,
}) => {
  const helsinki = await (await browser.newContext()).newPage();
  await signIn(helsinki, 'h03@helsinki.example');
  const client = await openClient(helsinki, 'Testi Meriläinen');

  const rovaniemi = await (await browser.newContext()).newPage();
  await signIn(rovaniemi, 'r02@rovaniemi.example');
  const nobody = await rovaniemi.request.get('/api/cases/clients/00000000000000000000');
  const foreign = await rovaniemi.request.get(`/api/cases/clients/${client}`);
  expect(foreign.status()).toBe(404);
  const withoutRequestId = async (answer: typeof foreign) => ({
    ...((await answer.json()) as object),
    requestId: '',
  });
  expect(await withoutRequestId(foreign)).toEqual(await withoutRequestId(nobody));
  const page = await rovaniemi.goto(`/fi/people/${client}`);
  expect(page?.status()).toBe(404);
  await expect(rovaniemi.getByText('Testi Meriläinen')).toHaveCount(0);
  // Nor does a form quietly take them for somebody nameless.
  for (const address of [
    `/fi/desk/contact?client=${client}`,
    `/fi/desk/contact?booking=${'0'.repeat(20)}`,
    `/fi/desk?site=${'0'.repeat(10)}`,
  ]) {
    expect((await rovaniemi.goto(address))?.status(), address).toBe(404);
    // What is not there does not take the own menu away.
    await expect(rovaniemi.getByRole('link', { name: 'Tänään', exact: true }), address).toBeVisible();
  }

  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, 'r01@rovaniemi.example');
  await admin.goto(`/fi/audit?subject=${client}`);
  const row = admin.getByRole('row').filter({ hasText: client }).first();
  await expect(row).toContainText('Ei löytynyt');
  await expect(row).toContainText('Testi Asiakasvastaava, sosiaaliala');
});
