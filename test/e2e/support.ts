import AxeBuilder from '@axe-core/playwright';
import { type Locator, type Page, devices, expect, test as base } from '@playwright/test';
import { TOTP } from 'otpauth';

interface StackUnderTest {
  readonly origin: string;
  readonly inbox: string;
  /** The page of text messages: number, text and an empty line for each, oldest first. */
  readonly textInbox: string;
  /** Where one chooses whom to be, on an origin of its own. */
  readonly identification: string;
  /** The file by which commands find the stack. */
  readonly stackFile: string;
  readonly users: readonly {
    readonly email: string;
    readonly password: string;
    readonly totpSecret: string;
  }[];
}

/** The running product, as the set-up left it. */
export function stack(): StackUnderTest {
  return JSON.parse(process.env['OHJAAMO_STACK'] ?? '{}') as StackUnderTest;
}

/**
 * Every page is watched: a request to another origin (but being led to the identification service), a script error or a refusal by the content security policy fails
 * the test, whatever it was about.
 */
export const test = base.extend<{ watched: undefined }>({
  baseURL: async ({}, use) => use(stack().origin),
  watched: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on('request', (request) => {
        const led = request.isNavigationRequest() && request.url().startsWith(`${stack().identification}/`);
        if (!led && !request.url().startsWith(`${stack().origin}/`))
          complaints.push(`request to ${request.url()}`);
      });
      context.on('weberror', (error) => complaints.push(`script error: ${error.error().message}`));
      context.on('console', (message) => {
        // The browser reports every 4xx page as an error; those are asserted where they are expected.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
          complaints.push(message.text());
        }
      });
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** The phone of a young person beside a counsellor's desk, for a browser context of its own. */
export const PHONE = devices['Pixel 7'];

/** No WCAG 2.2 A or AA violation that axe can find on the page as it stands, nor of its best practices. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))).toEqual([]);
}

/** Nothing may stick out sideways: a phone must never scroll a page to the right. */
export async function expectFits(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content).toBeLessThanOrEqual(window);
}

/** Signs in as a demo person with password and a code of the authenticator. */
export async function signIn(page: Page, email: string): Promise<void> {
  const user = stack().users.find((each) => each.email === email);
  if (!user) throw new Error(`No demo person ${email}`);
  await page.goto('/fi/sign-in');
  await page.getByLabel('Sähköposti').fill(user.email);
  await page.getByLabel('Salasana').fill(user.password);
  await page.getByRole('button', { name: 'Jatka' }).click();
  await page.getByLabel('Kuusinumeroinen koodi').fill(new TOTP({ secret: user.totpSecret }).generate());
  await page.getByRole('button', { name: 'Kirjaudu sisään' }).click();
  await expect(page.getByRole('button', { name: 'Kirjaudu ulos' })).toBeVisible();
}

/** Opens a client with the fewest answers the form asks for; gives the id. */
export async function openClient(page: Page, name: string): Promise<string> {
  await page.goto('/fi/people/new');
  await page.getByLabel('Nimi tai nimimerkki').fill(name);
  await page.getByText('Nimimerkki ja yhteystieto').click();
  await page.getByLabel('Mistä nuori löysi meidät?').selectOption('SCHOOL');
  await page.getByLabel('Mitä nuori tekee nyt?').selectOption('STUDENT');
  await page.getByRole('button', { name: 'Avaa asiakkuus' }).click();
  const somebodyElse = page.getByRole('button', { name: 'Kyseessä on eri nuori, avaa uusi' });
  const opened = page.getByRole('heading', { level: 1, name });
  await expect(opened.or(somebodyElse)).toBeVisible();
  if (await somebodyElse.isVisible()) await somebodyElse.click();
  await expect(opened).toBeVisible();
  return /people\/([0-9a-z]{20})/u.exec(page.url())?.[1] ?? '';
}

/** Books the first free time of a service with a worker, as a young person without a name; gives the secret page. */
export async function bookAnonymously(
  page: Page,
  wanted: { site: string; worker: string; service: string },
): Promise<string> {
  await page.goto(`/fi/${wanted.site}/book`);
  const worker = page.locator('details', { hasText: wanted.worker });
  await worker.locator('summary').click();
  await worker.getByRole('link', { name: wanted.service }).click();
  await page.getByRole('region', { name: 'Ensimmäinen vapaa aika' }).getByRole('button').click();
  await page.getByRole('button', { name: 'Haluan jutella nimettömänä' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Aika on varattu' })).toBeVisible();
  return page.url().split('?')[0] ?? '';
}

/** The times of the page that chooses one, first free first. */
export function freeTimes(page: Page): Locator {
  return page.getByRole('region', { name: 'Kaikki vapaat ajat' }).locator('.time');
}

/** The address of step 3 for a time of the list, without keeping the time: as somebody would have it who kept no time. */
export async function addressOfTime(page: Page, time: Locator): Promise<string> {
  const [start = ''] = ((await time.getAttribute('value')) ?? '').split(' ');
  const address = new URL(page.url());
  const query = new URLSearchParams({ service: address.searchParams.get('service') ?? '', start });
  return `${address.pathname.replace(/times$/u, 'details')}?${query.toString()}`;
}

/** A message that the mail catcher holds. */
interface CaughtMail {
  readonly subject: string;
  readonly text: string;
  /** The attached calendar files, one after the other; empty without one. */
  readonly calendar: string;
}

/**
 * The newest mail to an address whose text contains something. The house sends from its streams, a moment later: it is
 * waited for, half a minute unless told otherwise.
 */
export async function mailTo(address: string, containing = '', timeout = 30_000): Promise<CaughtMail> {
  let found: CaughtMail | undefined;
  await expect
    .poll(
      async () => {
        found = (await mailsTo(address)).findLast(({ text }) => text.includes(containing));
        return found !== undefined;
      },
      { message: `a mail to ${address}`, timeout },
    )
    .toBe(true);
  if (!found) throw new Error(`No mail to ${address}`);
  return found;
}

async function mailsTo(address: string): Promise<CaughtMail[]> {
  const { emails } = (await (await fetch(new URL('store', stack().inbox))).json()) as {
    emails: {
      destination: { to: string[] };
      subject: string;
      body: { text?: string };
      attachments: { contentType: string; content: string }[];
    }[];
  };
  return emails
    .filter(({ destination }) => destination.to.includes(address))
    .map(({ subject, body, attachments }) => ({
      subject,
      text: body.text ?? '',
      calendar: attachments
        .filter(({ contentType }) => contentType.includes('calendar'))
        .map(({ content }) => Buffer.from(content, 'base64').toString('utf8'))
        .join('\n'),
    }));
}

/** The newest text message to a number (E.164) that contains something; waited for as a mail is. */
export async function textTo(number: string, containing = ''): Promise<string> {
  let found: string | undefined;
  await expect
    .poll(
      async () => {
        const page = await (await fetch(stack().textInbox)).text();
        const texts = page.split('\n\n').map((each) => each.trim().split('\n'));
        found = texts.findLast(([to, text]) => to === number && text?.includes(containing))?.[1];
        return found !== undefined;
      },
      { message: `a text message to ${number}`, timeout: 60_000 },
    )
    .toBe(true);
  if (found === undefined) throw new Error(`No text message to ${number}`);
  return found;
}
