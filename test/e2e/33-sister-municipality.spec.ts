import { expect, expectAccessible, expectFits, signIn, test } from './support.ts';

const place = 'rovaniemi/rovaniemi';

test('times opened to a sister municipality are accepted there, booked by a young person, counted by both and taken back', async ({
  browser,
}) => {
  const rovaniemi = await (await browser.newContext()).newPage();
  const helsinki = await (await browser.newContext()).newPage();
  const young = await (await browser.newContext()).newPage();

  await test.step('an administrator of Helsinki offers times to Rovaniemi', async () => {
    await signIn(helsinki, 'h01@helsinki.example');
    await helsinki.goto('/fi/regional');
    await expectAccessible(helsinki);
    await helsinki.getByLabel('Kunta', { exact: true }).selectOption({ label: 'Rovaniemi' });
    const site = helsinki.getByLabel('Toimipiste', { exact: true });
    if ((await site.inputValue()) === '') await site.selectOption({ index: 1 });
    await helsinki.getByLabel('Asia', { exact: true }).selectOption({ index: 1 });
    await helsinki.getByLabel('Viimeinen päivä').fill('2026-01-01');
    await helsinki.getByRole('button', { name: 'Tarjoa aikoja' }).click();
    await expect(helsinki.getByText('Viimeinen päivä ei voi olla mennyt').first()).toBeVisible();
    await helsinki.getByLabel('Viimeinen päivä').fill('2027-06-30');
    await helsinki.getByRole('button', { name: 'Tarjoa aikoja' }).click();
    await expect(helsinki.getByText('Ajat on tarjottu.')).toBeVisible();
    await expect(helsinki.getByText('Odottaa vastausta')).toBeVisible();
  });

  await test.step('young people of Rovaniemi see nothing until its administrator has accepted', async () => {
    await young.goto(`/fi/${place}/book`);
    await expect(young.getByRole('heading', { name: 'Aikoja myös muissa kunnissa' })).toHaveCount(0);
    await signIn(rovaniemi, 'r01@rovaniemi.example');
    await rovaniemi.goto('/fi/regional');
    await rovaniemi.getByRole('button', { name: 'Ota vastaan', exact: true }).click();
    await expect(rovaniemi.getByText('Ajat näkyvät nyt nuorillenne.')).toBeVisible();
    await expectAccessible(rovaniemi);
  });

  await test.step('a young person of Rovaniemi books one without saying who they are', async () => {
    await young.goto(`/fi/${place}/book`);
    await expectFits(young);
    await young.getByRole('link', { name: /– Helsinki/u }).click();
    await expect(young.getByText('Helsinki').first()).toBeVisible();
    await expectAccessible(young);
    await young.locator('.first-free a').click();
    await expectAccessible(young);
    await expectFits(young);
    await young.getByLabel('Millä nimellä kutsumme sinua?').fill('Kotka');
    await young.getByRole('button', { name: 'Varaa aika', exact: true }).click();
    await expect(young).toHaveURL(/\/fi\/b\//u);
    await expect(young.getByText('Helsinki').first()).toBeVisible();
  });

  await test.step('both municipalities see that one was booked', async () => {
    for (const page of [helsinki, rovaniemi]) {
      await page.goto('/fi/regional');
      await expect(page.getByText('yhteensä 1')).toBeVisible();
    }
  });

  await test.step('Helsinki takes the opening back: the booking stands, and nothing new is shown', async () => {
    await helsinki.getByRole('button', { name: 'Peru avaus' }).click();
    await expect(helsinki.getByText('Avaus on peruttu.')).toBeVisible();
    await young.reload();
    await expect(
      young
        .getByRole('button', { name: /Peru/u })
        .or(young.getByRole('link', { name: /Peru/u }))
        .first(),
    ).toBeVisible();
    await young.goto(`/fi/${place}/book`);
    await expect(young.getByRole('heading', { name: 'Aikoja myös muissa kunnissa' })).toHaveCount(0);
  });
});
