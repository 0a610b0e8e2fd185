import type { Browser } from '@playwright/test';
import { addressOfTime } from '../../e2e/support.ts';
import { type Audit, audit } from './audit.ts';
import { type Weight, weigh } from './weight.ts';

/** How often Lighthouse looks at a page: other programs of the machine can only make it slower, so the better look counts. */
const LOOKS = 2;
const site = '/fi/rovaniemi/rovaniemi';

/** A kind of page that a young person meets. */
export interface StreetPage {
  readonly kind: string;
  readonly at: string;
  /** Whether search engines are to find it: steps of a form and secret links are kept from them. */
  readonly indexed: boolean;
}

export interface MeasuredPage extends StreetPage, Weight, Audit {}

/** Weighs every kind of page of the street in a browser without a cache, and lets Lighthouse look at it. */
export async function measureStreet(browser: Browser, origin: string, port: number): Promise<MeasuredPage[]> {
  const measured: MeasuredPage[] = [];
  for (const page of await streetPages(browser, origin)) {
    const address = origin + page.at;
    // The first visit wakes the functions behind the page; in the cloud they are awake as long as people come.
    await weighOnce(browser, address);
    const weight = await weighOnce(browser, address);
    measured.push({ ...page, ...weight, ...(await bestLook(address, port, page.indexed)) });
  }
  return measured;
}

async function streetPages(browser: Browser, origin: string): Promise<StreetPage[]> {
  const { details, own } = await bookOnce(browser, origin);
  return [
    { kind: 'landing', at: '/fi', indexed: true },
    { kind: 'site', at: site, indexed: true },
    { kind: 'booking-what', at: `${site}/book`, indexed: false },
    { kind: 'booking-when', at: `${site}/book/times?service=STUDY`, indexed: false },
    { kind: 'booking-reach', at: details, indexed: false },
    { kind: 'booking-own', at: own, indexed: false },
    { kind: 'line', at: `${site}/line`, indexed: false },
    { kind: 'map', at: `${site}/map`, indexed: false },
    { kind: 'own-page', at: '/fi/rovaniemi/me', indexed: false },
    { kind: 'help', at: '/fi/help', indexed: true },
    { kind: 'accessibility', at: '/fi/accessibility', indexed: true },
    { kind: 'privacy', at: '/fi/privacy', indexed: true },
  ];
}

/** Books a time as a young person does; gives the addresses of the step for reaching them and of the own booking. */
async function bookOnce(browser: Browser, origin: string): Promise<{ details: string; own: string }> {
  const context = await browser.newContext({ baseURL: origin, locale: 'fi-FI' });
  const page = await context.newPage();
  await page.goto(`${site}/book/times?service=STUDY`);
  const times = page.locator('.time');
  const details = await addressOfTime(page, times.first());
  await times.last().click();
  await page.locator('button[value=anonymous]').click();
  await page.locator('.keep__link').waitFor();
  const own = new URL(page.url()).pathname;
  await context.close();
  return { details, own };
}

async function weighOnce(browser: Browser, address: string): Promise<Weight> {
  const context = await browser.newContext({ locale: 'fi-FI' });
  try {
    return await weigh(await context.newPage(), address, true);
  } finally {
    await context.close();
  }
}

async function bestLook(address: string, port: number, indexed: boolean): Promise<Audit> {
  const looks: Audit[] = [];
  for (let look = 0; look < LOOKS; look++) looks.push(await audit(address, port, indexed));
  const best = looks.reduce((one, other) => (other.performance > one.performance ? other : one));
  return { ...best, largestPaint: Math.min(...looks.map(({ largestPaint }) => largestPaint)) };
}
