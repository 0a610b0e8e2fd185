import { dayNumber } from '../../kernel/dates.ts';
import type { PersonCounts } from './counts.ts';
import { isIn } from './episodes.ts';
import type { CountedPeriod, ReferralFact, Staffing } from './facts.ts';

/** A referral that nobody has opened within so many days is late (M15). */
const UNOPENED_DAYS = 7;

/** What a referral counts for in M15: it belongs to the period in which it was sent, whatever comes of it later. */
export function referralCounts(
  referral: ReferralFact,
  period: CountedPeriod,
  { typeOf }: Staffing,
): PersonCounts {
  const { to, sentOn, acceptedOn, metOn } = referral;
  if (!isIn(sentOn, period)) return {};
  const type = typeof to === 'string' ? to : (typeOf(to.code) ?? 'OUTSIDE');
  const daysTo = (on: string): number => Math.max(0, dayNumber(on) - dayNumber(sentOn));
  return {
    [`sent:${type}`]: 1,
    ...(isUnopened(referral, period.today) && { [`unopened:${type}`]: 1 }),
    ...(acceptedOn !== undefined && {
      [`accepted:${type}`]: 1,
      [`acceptDays:${type}:${daysTo(acceptedOn)}`]: 1,
    }),
    ...(metOn !== undefined && { [`met:${type}`]: 1, [`meetingDays:${type}:${daysTo(metOn)}`]: 1 }),
  };
}

/** Whether it lay unopened for more than a week; one that was taken back earlier did not. */
function isUnopened({ sentOn, seenOn, endedOn }: ReferralFact, today: string): boolean {
  return dayNumber(seenOn ?? endedOn ?? today) - dayNumber(sentOn) > UNOPENED_DAYS;
}
