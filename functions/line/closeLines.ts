import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { isOpen } from '@ohjaamo/shared/line/states.ts';
import { forEachTenant } from '../kernel/eachTenant.ts';
import type { Table } from '../kernel/table.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import { momentOf } from './day.ts';
import { afterEvent, type TicketRecord } from './record.ts';
import { type DayOfLine, putChange, putHead, putServed, readDay, readServed } from './repository.ts';

interface House {
  readonly clock: Clock;
  readonly openScope: OpenScope;
  readonly platform: Table;
}

/** Days before today that are looked at: a night or a week end in which the job did not run is made up for. */
const DAYS_BACK = 7;
/** So many of a site's last days with talks tell how long talks take there: a month of two open days a week and more. */
const DAYS_KEPT = 10;
/** Talks kept of one day: more would tell no more. */
const KEPT_OF_A_DAY = 60;

/**
 * Writes down what the date alone has decided: whoever still waited in an earlier day's line has expired. It takes away
 * nicknames, reasons to go first and languages of interpreters, which nobody needs any more, and notes how long the day's talks took, for the wait of the days to come.
 * Nothing depends on its having run; running twice is harmless.
 */
export async function closeLines({ clock, openScope, platform }: House): Promise<void> {
  await forEachTenant({ platform, clock }, 'closeLines', async (tenantId) => {
    const scope = openScope(tenantId, 'walkIn');
    const tenant = await readTenant(scope);
    if (!tenant) return 0;
    const today = dayNumber(momentOf(tenant, clock).today);
    let closed = 0;
    for (const { id } of tenant.sites) {
      for (let back = 1; back <= DAYS_BACK; back++) {
        const day = { site: id, date: dateOfDay(today - back) };
        closed += await settleDay(scope, day, momentOf(tenant, clock));
      }
    }
    return closed;
  });
}

async function settleDay(
  scope: TenantScope,
  day: DayOfLine,
  moment: ReturnType<typeof momentOf>,
): Promise<number> {
  const { head, tickets } = await readDay(scope, day);
  if (head.version === 0 || head.settled) return 0;
  let closed = 0;
  for (const ticket of tickets) {
    const wanted = settled(ticket, moment);
    if (!wanted) continue;
    const done = await putChange(scope, wanted);
    if (!done.ok) throw new Error('A ticket of an earlier day has changed');
    closed += isOpen(ticket.state) ? 1 : 0;
  }
  await noteServed(scope, day, tickets);
  await putHead(scope, day, { settled: true });
  return closed;
}

/** Notes how long the day's talks took among those of the last days; a day that is noted already is noted anew. */
async function noteServed(
  scope: TenantScope,
  { site, date }: DayOfLine,
  tickets: readonly TicketRecord[],
): Promise<void> {
  const minutes = tickets.flatMap(({ served }) => served).slice(-KEPT_OF_A_DAY);
  if (minutes.length === 0) return;
  const others = (await readServed(scope, site)).filter((each) => each.date !== date);
  const days = [...others, { date, minutes }].sort((one, other) => (one.date < other.date ? -1 : 1));
  await putServed(scope, site, days.slice(-DAYS_KEPT));
}

/** The ticket as it stays: over, and without what named the person or told of them. Nothing when it is so already. */
function settled(ticket: TicketRecord, moment: ReturnType<typeof momentOf>): TicketRecord | undefined {
  const over = isOpen(ticket.state) ? afterEvent(ticket, 'EXPIRE', moment) : undefined;
  const standing = over?.ok ? over.value : { ...ticket, version: ticket.version + 1 };
  const { nickname, visitor, interpreter, flags, ...rest } = standing;
  const told = nickname !== undefined || visitor !== undefined || interpreter !== undefined;
  return over?.ok || told || flags.length > 0 ? { ...rest, flags: [] } : undefined;
}
