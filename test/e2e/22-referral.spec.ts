import type { Browser, Page } from '@playwright/test';
import { expect, expectAccessible, expectFits, mailTo, openClient, signIn, test } from './support.ts';

async function signedIn(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, email);
  return page;
}

/** Drafts a referral from a client's page; the page of the draft is open afterwards. */
async function draft(page: Page, client: string, to: string): Promise<void> {
  await page.goto(`/fi/people/${client}/referrals`);
  await page.getByRole('link', { name: 'Ohjaa palveluun' }).click();
  await expectAccessible(page);
  await expectFits(page);
  await page.getByLabel('Kenelle?').selectOption({ label: to });
  await page.getByLabel('Mitä toivotaan?').selectOption('GUIDANCE');
  await page.getByText('Yhteystiedot', { exact: true }).click();
  await page.getByText('Raha', { exact: true }).first().click();
  await page.getByLabel('Terveisesi vastaanottajalle').fill('Asumistuki yhdessä');
}

async function consentAndSend(page: Page): Promise<void> {
  await page.getByText('Suullisesti').click();
  await expectAccessible(page);
  await expectFits(page);
  await page.getByRole('button', { name: 'Nuori suostuu – lähetä' }).click();
  await expect(page.getByText('Lähetetty.', { exact: true })).toBeVisible();
}

test('22 · a partner accepts a referral, the first meeting is kept, and the sender knows', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const sender = await signedIn(browser, 'r02@rovaniemi.example');
  const client = await openClient(sender, 'Testi Saatettava');
  await draft(sender, client, 'Kela');
  await sender.getByText('Saattaen vaihto').click();
  await sender.getByRole('button', { name: 'Jatka' }).click();
  await consentAndSend(sender);
  const referral = sender.url().split('?')[0] ?? '';

  const partner = await signedIn(browser, 'r13@rovaniemi.example');
  await partner.goto('/fi/referrals');
  await expect(partner.getByText('Testi Saatettava')).toHaveCount(0);
  await expectAccessible(partner);
  await expectFits(partner);
  await partner.getByRole('link', { name: 'Uusi ohjaaminen' }).first().click();
  await partner.getByRole('button', { name: 'Avaa ohjaaminen' }).click();
  await expect(partner.getByRole('heading', { level: 1, name: 'Testi Saatettava' })).toBeVisible();
  await expect(partner.getByText('Asumistuki yhdessä')).toBeVisible();
  await expectAccessible(partner);
  await expectFits(partner);
  await partner.getByRole('button', { name: 'Ota vastaan' }).click();
  await expect(partner.getByText('Otit ohjaamisen vastaan.')).toBeVisible();
  await partner.getByRole('button', { name: 'Tallenna tapaaminen' }).click();
  await expect(partner.getByText('Valitse päivä.').first()).toBeVisible();
  await partner.getByLabel('Päivä').fill('2027-03-01');
  await partner.getByLabel('Kello').fill('10:00');
  await partner.getByRole('button', { name: 'Tallenna tapaaminen' }).click();
  await partner.getByRole('button', { name: 'Tapaaminen toteutui' }).click();
  await expect(partner.getByText('Tapaaminen toteutui').first()).toBeVisible();

  await sender.goto(referral);
  await expect(sender.getByText('Tapaaminen toteutui').first()).toBeVisible();
  await expect(sender.getByText('Yhteinen tapaaminen')).toBeVisible();
  await sender.getByLabel('Miten kävi?').selectOption('SERVICE_STARTED');
  await sender.getByRole('button', { name: 'Päätä ohjaaminen' }).click();
  await expect(sender.getByText('Ohjaaminen on päätetty.')).toBeVisible();
  await expectAccessible(sender);
  await expectFits(sender);
});

test('22 · a consent withdrawn while the partner’s page is open empties it at the next request', async ({
  browser,
}) => {
  const sender = await signedIn(browser, 'r02@rovaniemi.example');
  const client = await openClient(sender, 'Testi Peruva');
  await draft(sender, client, 'Kela');
  await sender.getByRole('button', { name: 'Jatka' }).click();
  await consentAndSend(sender);

  const partner = await signedIn(browser, 'r13@rovaniemi.example');
  await partner.goto('/fi/referrals');
  await partner.getByRole('link', { name: 'Uusi ohjaaminen' }).first().click();
  await partner.getByRole('button', { name: 'Avaa ohjaaminen' }).click();
  await expect(partner.getByRole('heading', { level: 1, name: 'Testi Peruva' })).toBeVisible();
  // Two of the forms have a field for words: each has its own label, and what was typed stays in its own.
  await partner.getByText('En voi ottaa vastaan').first().click();
  await partner.getByLabel('Viesti lähettäjälle').fill('Jono on pitkä');
  await partner.getByRole('button', { name: 'En voi ottaa vastaan' }).click();
  await expect(partner.getByRole('alert')).toBeVisible();
  await expect(partner.getByLabel('Viesti lähettäjälle')).toHaveValue('Jono on pitkä');
  await partner.getByText('Ehdota toista vaihtoehtoa').first().click();
  await expect(partner.getByLabel('Mitä ehdotat?')).toHaveValue('');
  await expectAccessible(partner);

  await sender.goto(`/fi/people/${client}/consents`);
  await sender.getByText('Peru suostumus').first().click();
  await sender.getByRole('button', { name: 'Peru nyt' }).click();
  await expect(sender.getByText('Suostumus on peruttu.')).toBeVisible();

  await partner.reload();
  await expect(partner.getByText('Nuoresta ei näytetä mitään.')).toBeVisible();
  await expect(partner.getByText('Testi Peruva')).toHaveCount(0);
  await expect(partner.getByRole('button', { name: 'Ota vastaan' })).toHaveCount(0);
});

test('22 · somebody without an account sees it once, by the link of a mail and the code of a telephone call', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const sender = await signedIn(browser, 'r02@rovaniemi.example');
  const client = await openClient(sender, 'Testi Linkitetty');
  await draft(sender, client, 'Muu taho (sähköpostilinkki ja puhelinkoodi)');
  await sender.getByText('Muun tahon yhteystiedot').click();
  await sender.getByRole('button', { name: 'Jatka' }).click();
  await expect(sender.getByText('Kirjoita sähköpostiosoite.').first()).toBeVisible();
  await sender.getByLabel('Organisaatio').fill('Testiyhdistys');
  const address = `${client}@association.example`;
  await sender.getByLabel('Sähköposti').fill(address);
  await sender.getByRole('button', { name: 'Jatka' }).click();
  await consentAndSend(sender);
  const referral = sender.url().split('?')[0] ?? '';
  const code = (await sender.locator('.referral-code__digits').innerText()).replaceAll(/\s/gu, '');

  const mail = await mailTo(address, '/r/', 60_000);
  expect(`${mail.subject} ${mail.text}`).not.toContain('Linkitetty');
  const link = /\/fi\/r\/\S+/u.exec(mail.text)?.[0] ?? '';
  const receiver = await (await browser.newContext()).newPage();
  await receiver.goto(link);
  await expect(receiver.getByText('Testi Linkitetty')).toHaveCount(0);
  await expectAccessible(receiver);
  await expectFits(receiver);
  await receiver.getByLabel('Koodi').fill('00000000');
  await receiver.getByRole('button', { name: 'Avaa' }).click();
  await expect(receiver.getByText('Koodi ei ole oikea.').first()).toBeVisible();
  await receiver.getByLabel('Koodi').fill(code);
  await receiver.getByRole('button', { name: 'Avaa' }).click();
  await expect(receiver.getByText('Testi Linkitetty')).toBeVisible();
  await expectAccessible(receiver);
  await expectFits(receiver);
  await receiver.getByText('Kyllä, otamme vastaan').click();
  await receiver.getByLabel('Viesti lähettäjälle').fill('Soitamme huomenna');
  await receiver.getByRole('button', { name: 'Lähetä vastaus' }).click();
  await expect(receiver.getByText('Kiitos, vastauksesi on lähetetty.')).toBeVisible();
  await expect(receiver.getByText('Testi Linkitetty')).toHaveCount(0);

  await sender.reload();
  await expect(sender.getByText('Soitamme huomenna')).toBeVisible();
  await sender.goto(`/fi/people/${client}/consents`);
  await sender.getByText('Peru suostumus').first().click();
  await sender.getByRole('button', { name: 'Peru nyt' }).click();
  await expect(sender.getByText('Suostumus on peruttu.')).toBeVisible();
  await receiver.goto(link);
  await expect(receiver.getByRole('heading', { name: 'Linkki ei ole enää voimassa' })).toBeVisible();
  await expectAccessible(receiver);
  await sender.goto(referral);
  await expect(sender.getByText('Mitä vastaanottaja ehti saada')).toBeVisible();
});
