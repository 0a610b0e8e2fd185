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
    const form = helsinki.locator('form', { has: helsinki.getByRole('button', { name: 'Tarjoa aikoja' }) });
    await form.getByLabel('Kunta', { exact: true }).selectOption({ label: 'Rovaniemi' });
    const site = form.getByLabel('Toimipiste', { exact: true });
    if ((await site.inputValue()) === '') await site.selectOption({ index: 1 });
    await form.getByLabel('Asia', { exact: true }).selectOption({ index: 1 });
    await form.getByLabel('Viimeinen päivä').fill('2026-01-01');
    await form.getByRole('button', { name: 'Tarjoa aikoja' }).click();
    await expect(helsinki.getByText('Viimeinen päivä ei voi olla mennyt').first()).toBeVisible();
    await form.getByLabel('Viimeinen päivä').fill('2027-06-30');
    await form.getByRole('button', { name: 'Tarjoa aikoja' }).click();
    await expect(helsinki.getByText('Tarjous on lähetetty.')).toBeVisible();
    await expect(helsinki.getByText('Odottaa vastausta')).toBeVisible();
  });

  await test.step('young people of Rovaniemi see nothing until its administrator has accepted', async () => {
    await young.goto(`/fi/${place}/book`);
    await expect(young.getByRole('heading', { name: 'Aikoja myös muissa kunnissa' })).toHaveCount(0);
    await signIn(rovaniemi, 'r01@rovaniemi.example');
    await rovaniemi.goto('/fi/regional');
    await rovaniemi.getByRole('button', { name: 'Ota vastaan', exact: true }).click();
    await expect(rovaniemi.getByText('Nuorenne näkevät sen nyt.')).toBeVisible();
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

test('a group opened to a sister municipality is shown and joined there, and its leader sees where the young person comes from', async ({
  browser,
}) => {
  const rovaniemi = await (await browser.newContext()).newPage();
  const helsinki = await (await browser.newContext()).newPage();
  const young = await (await browser.newContext()).newPage();
  const group = 'Jännittäjäryhmä';

  await test.step('an administrator of Helsinki opens one place of a group to Rovaniemi, which accepts', async () => {
    await signIn(helsinki, 'h01@helsinki.example');
    await helsinki.goto('/fi/regional');
    await helsinki.getByText('Avaa ryhmä toiselle kunnalle').click();
    const form = helsinki.locator('form', { has: helsinki.getByRole('button', { name: 'Tarjoa ryhmää' }) });
    await form.getByRole('button', { name: 'Tarjoa ryhmää' }).click();
    await expect(helsinki.getByText('Valitse ryhmä, johon ilmoittaudutaan').first()).toBeVisible();
    await expectAccessible(helsinki);
    await form.getByLabel('Kunta', { exact: true }).selectOption({ label: 'Rovaniemi' });
    const choices = await form.getByLabel('Ryhmä', { exact: true }).locator('option').allTextContents();
    const label = choices.map((text) => text.trim()).find((text) => text.startsWith(group)) ?? '';
    await form.getByLabel('Ryhmä', { exact: true }).selectOption({ label });
    await form.getByLabel('Paikkoja enintään').fill('1');
    await form.getByRole('button', { name: 'Tarjoa ryhmää' }).click();
    await expect(helsinki.getByText('Tarjous on lähetetty.')).toBeVisible();
    await signIn(rovaniemi, 'r01@rovaniemi.example');
    await rovaniemi.goto('/fi/regional');
    await expect(rovaniemi.getByText(`Helsinki: ${group}`)).toBeVisible();
    await rovaniemi.getByRole('button', { name: 'Ota vastaan', exact: true }).click();
    await expect(rovaniemi.getByText('Nuorenne näkevät sen nyt.')).toBeVisible();
  });

  await test.step('a young person of Rovaniemi finds it beside the own groups and takes the place', async () => {
    await young.goto(`/fi/${place}/groups`);
    await expectAccessible(young);
    await expectFits(young);
    await young.getByRole('link', { name: `${group} – Helsinki` }).click();
    await expectAccessible(young);
    await expectFits(young);
    await young.getByLabel('Millä nimellä kutsumme sinua?').fill('Kotka');
    await young.getByRole('button', { name: 'Ota paikka' }).click();
    await expect(young).toHaveURL(/\/fi\/g\//u);
    await expect(young.getByText('Helsinki').first()).toBeVisible();
  });

  await test.step('the next one learns that the place is had; a worker sees it too', async () => {
    const other = await (await browser.newContext()).newPage();
    await other.goto(`/fi/${place}/groups`);
    await expect(other.getByText('Kotikuntasi paikat ovat nyt käytössä')).toBeVisible();
    const counsellor = await (await browser.newContext()).newPage();
    await signIn(counsellor, 'r03@rovaniemi.example');
    await counsellor.goto('/fi/groups');
    await expectAccessible(counsellor);
    await counsellor.getByRole('link', { name: `${group} – Helsinki` }).click();
    await expect(counsellor.getByText('Kotikuntasi nuorille varatut paikat')).toBeVisible();
  });

  await test.step('whoever runs the group sees the name that was given and the municipality, and no more', async () => {
    const leader = await (await browser.newContext()).newPage();
    await signIn(leader, 'h25@helsinki.example');
    await leader.goto('/fi/groups');
    await leader.getByRole('link', { name: group }).first().click();
    await expect(leader.getByText('Kotka', { exact: true })).toBeVisible();
    await expect(leader.getByText('Kunnasta Rovaniemi')).toBeVisible();
    await expectAccessible(leader);
  });

  await test.step('Helsinki takes the opening back: the place stands until the young person leaves', async () => {
    await helsinki.goto('/fi/regional');
    await helsinki.getByRole('button', { name: 'Peru avaus' }).click();
    await expect(helsinki.getByText('Avaus on peruttu.')).toBeVisible();
    await young.reload();
    await young.getByRole('button', { name: /[Ll]uovu/u }).click();
    await young.goto(`/fi/${place}/groups`);
    await expect(young.getByRole('heading', { name: 'Ryhmiä myös muissa kunnissa' })).toHaveCount(0);
  });
});
