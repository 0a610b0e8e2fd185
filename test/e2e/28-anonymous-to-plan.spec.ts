import type { Page } from '@playwright/test';
import { inTheAfternoon } from './afternoon.ts';
import { another, expectState, takeNumber, ticketOf } from './lineScreens.ts';
import { expect, expectAccessible, expectFits, openClient, PHONE, signIn, test } from './support.ts';

inTheAfternoon('2027-02-01T12:10+02:00');

/** The young person agrees, on screen, that an organisation sees categories of what is known here. */
async function consent(page: Page, client: string, to: string, categories: readonly string[]): Promise<void> {
  await page.goto(`/fi/people/${client}/consents?form=consent#consent-form`);
  for (const category of categories) {
    await page.getByRole('group', { name: 'Mistä saa kertoa?' }).getByText(category, { exact: true }).click();
  }
  await page.getByLabel('Kuka kertoo?').selectOption('ROI-NUO');
  await page.getByLabel('Kenelle?').selectOption(to);
  await page.getByLabel('Mitä varten?').fill('Suunnitelma tehdään yhdessä');
  await page.getByLabel('Mihin asti?').fill('2027-12-31');
  await page.getByRole('radiogroup', { name: 'Miten se annettiin?' }).getByText('Näytöllä').click();
  await page.getByRole('button', { name: 'Tallenna suostumus' }).click();
  await expect(page.getByText('Suostumus on tallennettu ja voimassa heti.')).toBeVisible();
}

async function writeNote(page: Page, client: string, about: string, text: string): Promise<void> {
  await page.goto(`/fi/people/${client}`);
  await page.getByLabel('Mitä kerrottiin tai sovittiin?').fill(text);
  await page.getByLabel('Mistä merkintä kertoo?').selectOption({ label: about });
  await page.getByRole('button', { name: 'Tallenna merkintä' }).click();
  await expect(page.getByText(text)).toBeVisible();
}

async function give(page: Page, client: string, worker: string): Promise<void> {
  await page.goto(`/fi/people/${client}/person?form=team#team`);
  await page.getByLabel('Kuka?').selectOption({ label: worker });
  await page.getByLabel('Missä roolissa?').selectOption('TEAM');
  await page.getByLabel('Miksi?').fill('Mieli ja jaksaminen');
  await page.getByRole('button', { name: 'Tallenna', exact: true }).click();
  await expect(page.getByText('Työntekijät on päivitetty.')).toBeVisible();
}

async function action(page: Page, what: string, organisation: string): Promise<void> {
  const goal = page.locator('.plan-goal').first();
  await goal.getByText('Lisää, mitä tehdään').click();
  await goal.getByLabel('Mitä tehdään?').last().fill(what);
  await goal.getByLabel('Vastaava organisaatio').last().selectOption({ label: organisation });
  await goal.getByRole('button', { name: 'Tallenna' }).last().click();
  await expect(page.locator('.plan-action', { hasText: what })).toBeVisible();
}

test('28 · from a place in the line without a name to a plan of three, and a consent taken back', async ({
  page: desk,
  browser,
}) => {
  test.setTimeout(300_000);
  const phone = await another(browser, PHONE);
  const number = await takeNumber(phone);
  await signIn(desk, 'r02@rovaniemi.example');
  await desk.goto('/fi/line');
  await expect(ticketOf(desk, number)).toBeVisible();
  await desk.getByLabel('Mihin?').fill('Huone 2');
  await desk.getByRole('button', { name: 'Kutsu seuraava' }).click();
  await expectState(phone, 'Nyt on sinun vuorosi!');

  const client = await openClient(desk, 'Testi Ruska');
  await desk.goto(`/fi/people/${client}/maps`);
  await desk.getByRole('button', { name: 'Aloita kartta' }).click();
  for (const [name, value] of Object.entries({ Raha: '2', Mieli: '3', Vapaa: '8' })) {
    const area = desk.getByRole('group', { name });
    await area.getByRole('radio', { name: new RegExp(`^${value}(?:,|$)`, 'u') }).check({ force: true });
  }
  await desk.getByRole('button', { name: 'Kartta on valmis' }).click();
  await expect(desk.getByText('Kartta on valmis.')).toBeVisible();

  // Two consents, not one for all: work to the employment services, wellbeing and not money to the wellbeing county.
  await consent(desk, client, 'ROI-TYO', ['Työ', 'Yhteinen suunnitelma']);
  await consent(desk, client, 'ROI-HVA', ['Hyvinvointi']);
  await writeNote(desk, client, 'Hyvinvointi', 'Uni on ollut katkonaista koko syksyn');
  await writeNote(desk, client, 'Raha', 'Vuokra on kaksi kuukautta myöhässä');

  await desk.goto(`/fi/people/${client}/plan`);
  await desk.getByLabel('Tavoite nuoren omin sanoin').fill('Töihin kesäksi');
  await desk.getByRole('button', { name: 'Tallenna tavoite' }).click();
  await action(desk, 'Etsitään paikkoja', 'Työvoimaviranomainen (työllisyysalue)');
  await action(desk, 'Puhutaan unesta', 'Lapin hyvinvointialue');
  await action(desk, 'Tehdään vuokrasta maksusuunnitelma', 'Rovaniemen kaupunki, nuorisopalvelut');
  await expectAccessible(desk);

  await desk.goto(`/fi/people/${client}/referrals`);
  await desk.getByRole('link', { name: 'Ohjaa palveluun' }).click();
  await desk.getByLabel('Kenelle?').selectOption({ label: 'Työvoimaviranomainen (työllisyysalue)' });
  await desk.getByLabel('Mitä toivotaan?').selectOption('GUIDANCE');
  await desk.getByRole('checkbox', { name: 'Työ', exact: true }).check();
  await desk.getByLabel('Terveisesi vastaanottajalle').fill('Kesätyö kiinnostaa');
  await desk.getByRole('button', { name: 'Jatka' }).click();
  // The consent that stands carries it.
  await desk.getByRole('button', { name: 'Lähetä', exact: true }).click();
  await expect(desk.getByText('Lähetetty.', { exact: true })).toBeVisible();

  const employment = await another(browser);
  await signIn(employment, 'r09@rovaniemi.example');
  await employment.goto('/fi/referrals');
  await employment.getByRole('link', { name: 'Uusi ohjaaminen' }).first().click();
  await employment.getByRole('button', { name: 'Avaa ohjaaminen' }).click();
  await employment.getByRole('button', { name: 'Ota vastaan' }).click();
  await employment.getByLabel('Päivä').fill('2027-02-08');
  await employment.getByLabel('Kello').fill('10:00');
  await employment.getByRole('button', { name: 'Tallenna tapaaminen' }).click();
  await employment.getByRole('button', { name: 'Tapaaminen toteutui' }).click();
  await expect(employment.getByText('Tapaaminen toteutui').first()).toBeVisible();

  await give(desk, client, 'Testi Psykiatrinen sairaanhoitaja');
  const nurse = await another(browser);
  await signIn(nurse, 'r12@rovaniemi.example');
  await nurse.goto(`/fi/people/${client}`);
  await nurse.getByText('Nuori on ohjattu minulle').click();
  await nurse.getByRole('button', { name: 'Avaa tiedot' }).click();
  await expect(nurse.getByText('Uni on ollut katkonaista koko syksyn')).toBeVisible();
  await expect(nurse.getByText('Vuokra on kaksi kuukautta myöhässä')).toHaveCount(0);
  await expectAccessible(nurse);
  await expectFits(nurse);

  await desk.goto(`/fi/people/${client}/consents`);
  const wellbeing = desk.getByRole('listitem').filter({ hasText: 'Hyvinvointi' }).first();
  await wellbeing.getByText('Peru suostumus').click();
  await wellbeing.getByRole('button', { name: 'Peru nyt' }).click();
  await nurse.reload();
  await expect(nurse.getByRole('heading', { level: 1, name: 'Testi Ruska' })).toBeVisible();
  await expect(nurse.getByText('Uni on ollut katkonaista koko syksyn')).toHaveCount(0);

  // What was seen while the young person agreed stays in the log.
  const admin = await another(browser);
  await signIn(admin, 'r01@rovaniemi.example');
  await admin.goto(`/fi/audit?subject=${client}`);
  await expect(admin.getByText('Testi Psykiatrinen sairaanhoitaja').first()).toBeVisible();
});
