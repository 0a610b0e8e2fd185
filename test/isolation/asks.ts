import { textIdOf } from '@ohjaamo/functions/feedback/textRepository.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import * as z from 'zod';
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

/** What somebody tells of accessibility in all samples. */
export const barrier = {
  language: 'fi',
  text: 'The button has no name',
  place: 'Booking',
  email: 'young@example.org',
} as const;

/** A tablet that asks, an answer that was typed in from paper, and feedback about accessibility. */
export async function ask(
  send: Send,
  of: Settled,
  secret: string,
): Promise<
  Pick<Ids, 'typedFormId' | 'feedbackTextId' | 'accessibilityLink' | 'accessibilityId' | 'serviceLink'>
> {
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
  return {
    typedFormId: ids.typedFormId,
    feedbackTextId: textIdOf(ids.typedFormId),
    ...(await tellOfBarriers(send, of, secret)),
  };
}

/** Feedback about accessibility: to the municipality, and to the service. */
async function tellOfBarriers(send: Send, { ids }: Settled, secret: string) {
  const form = () => randomIds.id(20).slice(0, 12);
  const parameters = { tenantSlug: ids.tenantSlug };
  const linkOf = async (route: Route, more: object) => {
    const sent = await send(route, { ...more, body: { formId: form(), secret, ...barrier } });
    return z.object({ link: z.string() }).parse(sent.body).link;
  };
  const accessibilityLink = await linkOf(routes.sendAccessibility, { parameters });
  return {
    accessibilityLink,
    accessibilityId: accessibilityLink.split('.')[1] ?? '',
    serviceLink: await linkOf(routes.sendServiceAccessibility, {}),
  };
}
