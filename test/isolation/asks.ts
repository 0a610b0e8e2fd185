import { textIdOf } from '@ohjaamo/functions/feedback/textRepository.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Ids, Settled } from './ids.ts';
import { somebody } from './people.ts';
import { must, type Send } from './send.ts';

/** What somebody answers in all samples. */
export const answered = {
  language: 'fi',
  grade: 9,
  statements: { LISTENED: 5 },
  text: 'Somebody listened',
} as const;

/** A tablet that asks, and an answer that was typed in from paper. */
export async function ask(
  send: Send,
  of: Settled,
  secret: string,
): Promise<Pick<Ids, 'typedFormId' | 'feedbackTextId'>> {
  const { ids } = of;
  const actor = somebody('COUNSELLOR', of);
  const parameters = { siteId: ids.siteId };
  await must(send, routes.openFeedbackTablet, {
    actor,
    parameters,
    body: { tabletId: ids.displayId, secret },
  });
  await must(send, routes.typeFeedback, {
    actor,
    parameters,
    body: { formId: ids.typedFormId, date: '2027-02-01', ...answered },
  });
  return { typedFormId: ids.typedFormId, feedbackTextId: textIdOf(ids.typedFormId) };
}
