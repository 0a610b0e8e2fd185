import type { FeedbackChannel, FeedbackStatement } from '../kernel/feedback.ts';

/** What a daily row counts of feedback (M19, M20): flat, as every other counter. */
export type FeedbackCounter =
  /** Invitations that were made; answers to them; all answers by how they came. */
  | 'feedbackInvited'
  | 'feedbackInvitedAnswers'
  | `feedbackAnswers_${FeedbackChannel}`
  /** M19: answers by their grade. */
  | `grade_${number}`
  /** M20: answers by what they say to a statement. */
  | `statement_${FeedbackStatement}_${number}`;
