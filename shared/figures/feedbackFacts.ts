import * as z from 'zod';
import { feedbackChannels, feedbackStatements, grades, statementValues } from '../kernel/feedback.ts';
import { language } from '../kernel/i18n.ts';
import { siteId } from '../kernel/ids.ts';
import { plainDate } from '../kernel/time.ts';
import type { Counted, Counts } from './counters.ts';
import { inGroup } from './groups.ts';

/** What the figures read of an answer. */
export const feedbackFact = z.object({
  site: siteId,
  /** The site's calendar date of answering; of an answer on paper, that of the visit. */
  date: plainDate,
  channel: z.enum(feedbackChannels),
  /** It answers an invitation. */
  invited: z.literal(true).optional(),
  state: z.enum(['GIVEN', 'TAKEN_BACK']),
  /** Language of the form. */
  language,
  grade: z.literal([...grades]).optional(),
  statements: z.partialRecord(z.enum(feedbackStatements), z.literal([...statementValues])).default({}),
});
export type FeedbackFact = z.infer<typeof feedbackFact>;

/** What one answer counts for in M19 and M20; one that was taken back counts for nothing. */
export function feedbackCounts(fact: FeedbackFact): Counted {
  const { site, date, channel, invited, state, language: spoken, grade, statements } = fact;
  if (state === 'TAKEN_BACK') return { site, date, counts: {} };
  const graded: Counts = grade === undefined ? {} : { [`grade_${String(grade)}`]: 1 };
  const counts: Counts = {
    [`feedbackAnswers_${channel}`]: 1,
    ...(invited && { feedbackInvitedAnswers: 1 }),
    ...graded,
    ...inGroup(`language_${spoken}`, graded),
    ...Object.fromEntries(
      Object.entries(statements).map(([name, value]) => [`statement_${name}_${String(value)}`, 1]),
    ),
  };
  return { site, date, counts };
}

/** What the figures read of an invitation; one whose message never left is void. */
export const invitationFact = z.object({
  site: siteId,
  date: plainDate,
  state: z.enum(['MADE', 'VOID']),
});

/** What one invitation counts for: the base of the response rate (M19). */
export function invitationCounts({ site, date, state }: z.infer<typeof invitationFact>): Counted {
  return { site, date, counts: state === 'MADE' ? { feedbackInvited: 1 } : {} };
}
