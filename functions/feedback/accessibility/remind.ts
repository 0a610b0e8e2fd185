import { dueOn, REMINDED_DAYS } from '@ohjaamo/shared/feedback/accessibility.ts';
import { dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { handOver } from '../../kernel/handOver.ts';
import { log } from '../../kernel/log.ts';
import type { SendMail } from '../../kernel/mail.ts';
import { reminderMail } from './mailText.ts';
import { newestAccessibility, readReminder, type Shelf } from './repository.ts';

/** Days between two mails about what is late. */
const LATE_EVERY = 7;

/**
 * Reminds the house of what it has to answer, one mail a run: some days before the last one, on the first day after it, and every week from
 * then on. Without an address the worklist alone shows it; what is late is a line of the log at level ERROR in any case. A run that is repeated on one
 * day reminds twice. One Query and one read.
 */
export async function remindOfAccessibility(
  shelf: Shelf,
  today: string,
  ports: { readonly sendMail: SendMail; readonly origin: string },
): Promise<number> {
  const days = (await newestAccessibility(shelf))
    .filter(({ state }) => state !== 'ANSWERED')
    .map((record) => dayNumber(dueOn(record)) - dayNumber(today));
  const late = days.filter((left) => left < 0);
  if (late.length > 0) log('ACCESSIBILITY_LATE', { count: late.length });
  const remindsLate = late.some((left) => (-left - 1) % LATE_EVERY === 0);
  const remindsSoon = days.some((left) => left === REMINDED_DAYS);
  if (!remindsLate && !remindsSoon) return 0;
  const to = await readReminder(shelf);
  if (to === undefined) return 0;
  const address = `${ports.origin}/fi/feedback/accessibility`;
  await handOver(() => ports.sendMail({ to, ...reminderMail(remindsLate ? 'LATE' : 'SOON', address) }));
  return 1;
}
