import { figuresDayWrite } from '@ohjaamo/functions/figures/index.ts';
import type { Write } from '@ohjaamo/functions/kernel/table.ts';
import type { OpenScope, TenantScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { type Counts, sumCounts } from '@ohjaamo/shared/figures/counters.ts';
import { openingChannels } from '@ohjaamo/shared/kernel/codes.ts';
import { type DayNumber, dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { HELSINKI, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { openingOn } from '@ohjaamo/shared/schedule/opening.ts';
import type { DemoSite, DemoTenant } from './demo.ts';
import { drawsOf } from './draws.ts';
import { inventAnswers, inventDay, type InventedSite, type WorkingDay } from './invent.ts';
import { adoptionDay, firstDay } from './past.ts';
import { writeAll } from './write.ts';

/** The night compares the days of two weeks with their facts; the history ends before them. */
const DAYS_OF_FACTS = 15;
/** The answers of these days are facts of their own. */
const DAYS_OF_ANSWERS = 30;
const DAYS_OF_MONTH = 365 / 12;
const WEEK = 7;
const NOON = 10 * 60;

/**
 * Writes the figures of past quarters day by day, up to some weeks before `now` (milliseconds since 1970): numbers without facts, as an old
 * municipality has them. What is recorded of the weeks since is added by the stream as ever.
 */
export async function writeHistory(
  openScope: OpenScope,
  tenants: readonly DemoTenant[],
  now: number,
): Promise<void> {
  const today = dayNumber(localDate(Math.floor(now / 60_000), HELSINKI));
  const time = { from: firstDay(now), today, adopted: adoptionDay(now) };
  for (const demo of tenants) {
    const scope = openScope(demo.tenantId, 'figuresKeeper');
    const writes = demo.sites.flatMap((site) => historyOf(scope, demo, site, time));
    await writeAll(scope.work, writes);
  }
}

interface Time {
  readonly from: DayNumber;
  readonly today: DayNumber;
  /** From then on the municipality works by what it adopted. */
  readonly adopted: DayNumber;
}

function historyOf(
  scope: TenantScope,
  { tenant, adoptions }: DemoTenant,
  demo: DemoSite,
  time: Time,
): Write[] {
  const { code, siteId, volume } = demo;
  if (!volume) return [];
  const { languages } = tenant.profile;
  const before: InventedSite = { siteId, volume, otherLanguage: languages.includes('sv') ? 'sv' : 'en' };
  const solved = adoptions.reduce((sum, { solvedMore }) => sum + solvedMore, volume.solved);
  const since: InventedSite = { ...before, volume: { ...volume, solved: Math.min(100, solved) } };
  return workingDays(demo, time).flatMap((day): Write[] => {
    const date = dateOfDay(day.day);
    const site = day.day < time.adopted ? before : since;
    const draws = (what: string) => drawsOf(`${code} ${date} ${what}`);
    const answers: Counts = day.day < time.today - DAYS_OF_ANSWERS ? inventAnswers(site, day, draws) : {};
    const counts = sumCounts([inventDay(site, day, draws), answers]);
    return [figuresDayWrite(scope, { site: siteId, date, counts })];
  });
}

/** The days on which the site was open, in some way or other. */
function workingDays({ plan }: DemoSite, { from, today }: Time): WorkingDay[] {
  const openDays = new Set(plan.hours.map(({ weekday }) => weekday)).size;
  const share = openDays === 0 ? 0 : WEEK / (openDays * DAYS_OF_MONTH);
  return Array.from({ length: Math.max(0, today - DAYS_OF_FACTS - from) }, (_, at) => from + at)
    .filter((day) => openingChannels.some((channel) => openingOn(plan, day).hours[channel].length > 0))
    .map((day) => ({ day, noon: day * 24 * 60 + NOON, share }));
}
