import { expect, expectAccessible, expectFits, freeTimes, mailTo, signIn, stack, test } from './support.ts';

const site = 'helsinki/helsinki';

test(
  '16 · a chosen time is kept for whoever fills in, and nobody else sees it',
  { tag: '@phone' },
  async ({ page, context }) => {
    const times = `/fi/${site}/book/times?service=MIND`;
    await page.goto(times);
    const first = await freeTimes(page).first().getAttribute('value');
    await freeTimes(page).first().click();
    await expect(page.getByText(/Pidämme aikaa sinulle klo/u)).toBeVisible();
    await expectAccessible(page);
    await expectFits(page);

    const other = await context.newPage();
    await other.goto(times);
    expect(
      await freeTimes(other).evaluateAll((all) => all.map((each) => each.getAttribute('value'))),
    ).not.toContain(first);

    // Going back for another time keeps one time, not two.
    await page.getByRole('link', { name: 'Vaihda aikaa' }).click();
    await freeTimes(page).last().click();
    await expect(page.getByText(/Pidämme aikaa sinulle klo/u)).toBeVisible();
    await other.reload();
    expect(
      await freeTimes(other).evaluateAll((all) => all.map((each) => each.getAttribute('value'))),
    ).toContain(first);
    await page.getByRole('button', { name: 'Haluan jutella nimettömänä' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Aika on varattu' })).toBeVisible();
  },
);

test('16 · whoever goes back finds their own time free, and what they typed in every language', async ({
  page,
}) => {
  await page.goto(`/fi/${site}/book/times?service=MIND`);
  const first = (await freeTimes(page).first().getAttribute('value')) ?? '';
  await freeTimes(page).first().click();
  await expect(page.getByText(/Pidämme aikaa sinulle klo/u)).toBeVisible();
  await page.goBack();
  await expect(freeTimes(page).first()).toHaveAttribute('value', first);
  await freeTimes(page).first().click();

  await page.getByLabel('Millä nimellä kutsumme sinua?').fill('Kaarna');
  await page.getByLabel('Sähköposti').fill('kaarna@young.example');
  await page.getByRole('button', { name: 'Svenska' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
  await expect(page.getByLabel('Vad ska vi kalla dig?')).toHaveValue('Kaarna');
  await expect(page.getByLabel('E-post')).toHaveValue('kaarna@young.example');
  await expect(page.getByText(/Vi håller tiden åt dig till/u)).toBeVisible();
  expect(page.url()).not.toContain('aarna');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Suomi' }).click();
  const form = page.url();
  await page.getByRole('button', { name: 'Varaa aika' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Aika on varattu' })).toBeVisible();

  await page.goto(form);
  await expect(page.getByRole('heading', { level: 1, name: 'Aika on jo varattu' })).toBeVisible();
  await expect(page.getByText(/Pidämme aikaa sinulle klo/u)).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Varaa toinen aika' }).click();
  await freeTimes(page).first().click();
  await expect(page.getByText(/Pidämme aikaa sinulle klo/u)).toBeVisible();
});

test('16 · a time that somebody gives back goes to who waits for it first', async ({ page, context }) => {
  const waits = async (address: string, day: string) => {
    const waiting = await context.newPage();
    await waiting.goto(`/fi/${site}/book/wait?service=MIND`);
    await waiting.getByLabel('Alkaen').fill(day);
    await waiting.getByLabel('Viimeistään', { exact: true }).fill(day);
    await waiting.getByLabel('Sähköposti').fill(address);
    await expectAccessible(waiting);
    await expectFits(waiting);
    await waiting.getByRole('button', { name: 'Jää odottamaan' }).click();
    await expect(waiting.getByText('Olet listalla.')).toBeVisible();
    return waiting;
  };
  await page.goto(`/fi/${site}/book/times?service=MIND`);
  const value = (await freeTimes(page).last().getAttribute('value')) ?? '';
  await freeTimes(page).last().click();
  await page.getByRole('button', { name: 'Haluan jutella nimettömänä' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Aika on varattu' })).toBeVisible();

  const first = await waits('first@young.example', value.slice(0, 10));
  await waits('second@young.example', value.slice(0, 10));
  await page.getByRole('button', { name: 'Peru aika' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Aika on peruttu' })).toBeVisible();

  const mail = await mailTo('first@young.example', '/fi/w/');
  await first.goto(/\/fi\/w\/\S+/u.exec(mail.text)?.[0] ?? '');
  await expect(first.getByRole('heading', { level: 1, name: 'Sinulle on aika' })).toBeVisible();
  await expectAccessible(first);
  await expectFits(first);
  await first.getByRole('button', { name: 'Otan ajan' }).click();
  await expect(first.getByRole('heading', { level: 1, name: 'Aika on varattu' })).toBeVisible();
});

test('16 · a worker books a series for somebody, and is told which dates cannot be had', async ({ page }) => {
  await signIn(page, 'h25@helsinki.example');
  await page.goto('/fi/desk/book?service=MIND');
  await page
    .getByRole('region', { name: /^pe / })
    .first()
    .getByRole('link', { name: /Psykiatrinen sairaanhoitaja/u })
    .first()
    .click();
  await page.getByLabel('Nimi tai lempinimi').fill('Kaarna');
  await page.getByText('Toistuva aika').click();
  await page.getByLabel('Montako kertaa').fill('12');
  await page.getByRole('button', { name: 'Varaa', exact: true }).click();
  // Good Friday is among the twelve Fridays: it is named with its reason, and can be left out.
  await expect(page.getByText('Kaikkia kertoja ei voi varata.')).toBeVisible();
  await expect(page.getByText('pe 26.3.: suljettu')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Varaa muut päivät' }).click();
  await expect(page.getByText('11 aikaa on varattu.')).toBeVisible();
  await expect(page.getByRole('img', { name: 'QR-koodi ajan sivulle' }).first()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Avaa varaus' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kaarna' })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  await page.getByText('Siirrä tulevia kertoja').click();
  await page.getByLabel('Sen uusi päivä').fill('2027-02-06');
  await page.getByRole('button', { name: 'Siirrä', exact: true }).click();
  // Nobody is there on Saturdays: nothing moves, and each date says so.
  await expect(page.getByText('Kaikkia kertoja ei voi siirtää.')).toBeVisible();
  await expect(page.getByText('la 6.2.: ei vastaanottoaikaa')).toBeVisible();
  await expectAccessible(page);
  await page.getByText('Peru tulevat kerrat').first().click();
  await page.getByRole('button', { name: 'Peru tulevat kerrat' }).click();
  await expect(page.getByText('Tulevat kerrat on peruttu')).toBeVisible();
  await page
    .getByRole('button', { name: /^Ota takaisin/u })
    .first()
    .click();
  await expect(page.getByText('Aika on taas voimassa')).toBeVisible();
  await page.getByRole('button', { name: 'Älä kerro paikkaa' }).click();
  await expect(page.getByText('Paikkaa ei enää kerrota.')).toBeVisible();
  await expectAccessible(page);

  await page
    .getByRole('link', { name: /^Siirrä:/u })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Siirrä aika' })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole('region', { name: 'Lähimmät vapaat ajat' }).getByRole('link').first().click();
  await expect(page.getByText('Ei yhteystietoa')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Siirrä tähän aikaan' }).click();
  await expect(page.getByText('Aika on siirretty.')).toBeVisible();
});

test('16 · a booking that needs a worker’s yes waits for it, and the link shows the answer', async ({
  page,
  browser,
}) => {
  await page.goto(`/fi/${site}/book/times?service=CAREER`);
  await freeTimes(page).last().click();
  await expect(page.getByText('Työntekijä vahvistaa tämän ajan.')).toBeVisible();
  await page.getByRole('button', { name: 'Haluan jutella nimettömänä' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Pyyntösi on lähetetty' })).toBeVisible();
  await expectAccessible(page);

  const desk = await browser.newContext({ baseURL: stack().origin, locale: 'fi-FI' });
  const worker = await desk.newPage();
  await signIn(worker, 'h20@helsinki.example');
  await expect(async () => {
    await worker.goto('/fi/desk/attention');
    await expect(worker.getByRole('button', { name: /^Vahvista/u }).first()).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });
  await expectAccessible(worker);
  await worker
    .getByRole('button', { name: /^Vahvista/u })
    .first()
    .click();
  await expect(worker.getByText('Aika on vahvistettu.')).toBeVisible();
  await desk.close();

  await page.reload();
  await expect(page.getByText('Varattu', { exact: true })).toBeVisible();
});

test('16 · why there is no time: the reason by worker and hour', async ({ page }) => {
  await signIn(page, 'r03@rovaniemi.example');
  await page.goto('/fi/desk/no-time?service=STUDY&date=2027-02-06');
  await expect(page.getByRole('heading', { name: 'Testi Opinto-ohjaaja' })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
});
