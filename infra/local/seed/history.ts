import { createHash } from 'node:crypto';
import { figuresDayWrite } from '@ohjaamo/functions/figures/index.ts';
import type { Write } from '@ohjaamo/functions/kernel/table.ts';
import type { OpenScope, TenantScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { type Counts, sumCounts } from '@ohjaamo/shared/figures/counters.ts';
import { closedQuarter, quarterAway } from '@ohjaamo/shared/figures/quarters.ts';
import { openingChannels } from '@ohjaamo/shared/kernel/codes.ts';
import { type DayNumber, dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { HELSINKI, localDate, quarterDates } from '@ohjaamo/shared/kernel/time.ts';
import { openingOn } from '@ohjaamo/shared/schedule/opening.ts';
import type { DemoSite, DemoTenant } from './demo.ts';
import { inventAnswers, inventDay, type InventedSite, type WorkingDay } from './invent.ts';
import { writeAll } from './write.ts';

/** So many closed quarters are told: one before and one after a practice was taken up. */
export const TOLD_QUARTERS = 3;
/** The night compares the days of two weeks with their facts; the history ends before them. */
const DAYS_OF_FACTS = 15;
/** The answers of these days are facts of their own. */
const DAYS_OF_ANSWERS = 30;
const DAYS_OF_MONTH = 365 / 12;
const WEEK = 7;
const NOON = 10 * 60;

/** The closed quarters that the demo begins with, oldest first. */
export function toldQuarters(now: number): string[] {
  const last = closedQuarter(Math.floor(now / 60_000), HELSINKI);
  return Array.from({ length: TOLD_QUARTERS }, (_, at) => quarterAway(last, at + 1 - TOLD_QUARTERS));
}

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
  const from = dayNumber(quarterDates(toldQuarters(now)[0] ?? '').from);
  for (const demo of tenants) {
    const scope = openScope(demo.tenantId, 'figuresKeeper');
    const writes = demo.sites.flatMap((site) => historyOf(scope, demo, site, { from, today }));
    await writeAll(scope.work, writes);
  }
}

interface Time {
  readonly from: DayNumber;
  readonly today: DayNumber;
}

function historyOf(scope: TenantScope, { tenant }: DemoTenant, demo: DemoSite, time: Time): Write[] {
  const { code, siteId, volume } = demo;
  if (!volume) return [];
  const { languages } = tenant.profile;
  const site: InventedSite = { siteId, volume, otherLanguage: languages.includes('sv') ? 'sv' : 'en' };
  return workingDays(demo, time).flatMap((day): Write[] => {
    const date = dateOfDay(day.day);
    const draws = (what: string) => drawsOf(`${code} ${date} ${what}`);
    const answers: Counts = day.day < time.today - DAYS_OF_ANSWERS ? inventAnswers(site, day, draws) : {};
    const counts = sumCounts([inventDay(site, day, draws), answers]);
    return [figuresDayWrite(scope, { site: siteId, date, counts })];
  });
}

/** Numbers from 0 to 1 that follow from the text (its SHA-256, two bytes each); after the last the first comes again. */
function drawsOf(text: string): () => number {
  const digest = createHash('sha256').update(`ohjaamo demo history ${text}`).digest();
  let at = 0;
  return () => digest.readUInt16BE((at++ * 2) % digest.length) / 2 ** 16;
}

/** The days on which the site was open, in some way or other. */
function workingDays({ plan }: DemoSite, { from, today }: Time): WorkingDay[] {
  const openDays = new Set(plan.hours.map(({ weekday }) => weekday)).size;
  const share = openDays === 0 ? 0 : WEEK / (openDays * DAYS_OF_MONTH);
  return Array.from({ length: Math.max(0, today - DAYS_OF_FACTS - from) }, (_, at) => from + at)
    .filter((day) => openingChannels.some((channel) => openingOn(plan, day).hours[channel].length > 0))
    .map((day) => ({ day, noon: day * 24 * 60 + NOON, share }));
}
