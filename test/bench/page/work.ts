import type { Browser, Page } from '@playwright/test';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import { signIn } from '../../e2e/support.ts';
import { type Deed, reactionTo } from './reaction.ts';
import { weigh } from './weight.ts';

/** The size of a day at which the workspace must still answer at once. */
const PERSONS_IN_LINE = 60;
const PERSONS_IN_WEEK = 30;

/** Works at a site with every working view but those of administrators. */
const WORKER = 'h02@helsinki.example';
const SITE = 'helsinki';

/** The views that a day goes through, after the first. */
const views = [
  ...[
    'line',
    'calendar',
    'calendar/appointments?view=people',
    'people',
    'messages',
    'groups',
    'duty',
    'figures',
  ],
  'desk/contact',
];

/** What a working day takes: bytes to the first use, bytes of each later view, and milliseconds from a key or a click to its paint. */
export interface MeasuredWork {
  readonly first: number;
  readonly later: readonly { readonly view: string; readonly bytes: number }[];
  readonly reactions: readonly { readonly name: string; readonly milliseconds: number }[];
}

/** Measures the workspace with a line of {@link PERSONS_IN_LINE} people and a week of {@link PERSONS_IN_WEEK} workers. */
export async function measureWork(browser: Browser, origin: string): Promise<MeasuredWork> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: 'fi-FI',
    viewport: { width: 1280, height: 900 },
  });
  const page = await context.newPage();
  await signIn(page, WORKER);
  const site = await siteOf(page);
  await fillWeek(page, site);
  await fillLine(page, site);
  const { bytes: first } = await weigh(page, '/fi/desk', true);
  const later: MeasuredWork['later'][number][] = [];
  for (const view of views) later.push({ view, bytes: (await weigh(page, `/fi/${view}`, false)).bytes });
  const reactions: MeasuredWork['reactions'][number][] = [];
  for (const deed of deeds(site)) {
    reactions.push({ name: deed.name, milliseconds: await reactionTo(page, deed) });
  }
  await context.close();
  return { first, later, reactions };
}

/** What is pressed and clicked on the two fullest pages. */
function deeds(site: string): Deed[] {
  const line = `/fi/line?site=${site}`;
  const week = `/fi/calendar?site=${site}`;
  return [
    { name: 'line-next-by-key', at: line, act: (page) => page.keyboard.press('Tab') },
    { name: 'line-hide-names', at: line, act: (page) => page.keyboard.press('Escape') },
    {
      name: 'line-open-person',
      at: line,
      act: (page) => page.locator('.line-ticket summary').last().click(),
    },
    { name: 'week-next-by-key', at: week, act: (page) => page.keyboard.press('Tab') },
  ];
}

/** The worker's site, by the address of its public page. */
async function siteOf(page: Page): Promise<string> {
  const session = await ask(page, routes.readSession);
  const { sites } = routes.readSession.response.parse(session);
  return sites.find(({ slug }) => slug === SITE)?.id ?? '';
}

/** Calls the API as the signed-in worker's browser does. */
function ask(
  page: Page,
  { method, path }: { method: string; path: string },
  body?: unknown,
): Promise<unknown> {
  return page.evaluate(
    async ([how, where, what]) => {
      const answer = await fetch(where, {
        method: how,
        ...(what !== undefined && { body: what, headers: { 'content-type': 'application/json' } }),
      });
      if (!answer.ok) throw new Error(`${where} answered ${await answer.text()}`);
      return (await answer.json()) as unknown;
    },
    [method, path, body === undefined ? undefined : JSON.stringify(body)] as const,
  );
}

async function fillLine(page: Page, site: string): Promise<void> {
  for (let person = 0; person < PERSONS_IN_LINE; person++) {
    await ask(page, routes.addToLine, {
      ticketId: randomIds.id(20),
      secret: randomIds.secret(128),
      site,
      language: 'fi',
      nickname: `Nuori ${String(person + 1)}`,
    });
  }
}

/** Gives workers of the municipality who are not in the week an hour in it, until {@link PERSONS_IN_WEEK} are. */
async function fillWeek(page: Page, site: string): Promise<void> {
  const { path } = routes.readSitePlan;
  const read = async () =>
    routes.readSitePlan.response.parse(await ask(page, { method: 'GET', path: `${path}?site=${site}` }));
  const { rules, staff, services } = await read();
  const present = new Set(rules.map(({ staffId }) => staffId));
  const absent = staff.filter(({ id }) => !present.has(id));
  for (const { id } of absent.slice(0, PERSONS_IN_WEEK - present.size)) {
    const { version } = await read();
    const service = (services.find((each) => each.staff.includes(id)) ?? services[0])?.code;
    const rule = { id: randomIds.id(10), staffId: id, service, mode: 'WALK_IN', note: '' };
    await ask(page, routes.applyPlanChange, {
      changeId: randomIds.id(20),
      site,
      version,
      change: {
        kind: 'SAVE_RULE',
        rule: { ...rule, weekday: 'MON', start: '12:00', end: '13:00', recurrence: { kind: 'EVERY_WEEK' } },
      },
    });
  }
}
