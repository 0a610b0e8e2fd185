import type { feedbackRoutes } from '@ohjaamo/shared/feedback/contract.ts';
import { linkParts } from '@ohjaamo/shared/feedback/link.ts';
import { isOpenInvitation } from '@ohjaamo/shared/feedback/terms.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { capOfDay } from '../kernel/capOfDay.ts';
import { matchesHash } from '../kernel/hash.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { countAct } from '../kernel/visitorActs.ts';
import { takeAnswer, type Way } from './give.ts';
import { answeredWrite, type InvitationPlace, readInvitation, readTablet } from './linkRepository.ts';
import { type FeedbackPlace, streetPlace, viewPlace } from './place.ts';

type Routes = typeof feedbackRoutes;

/** Answers of one day: from one address (a class answers together), at one tablet, and openly at one site. */
const OF_ADDRESS = 60;
const OF_TABLET = 200;
const OF_SITE = 400;

/** Whose page it is. One Query, remembered for some seconds. */
export const readFeedbackForm: UseCase<Routes['readFeedbackForm']> = async ({ scope, request, clock }) => {
  const place = await streetPlace(scope, clock, { slug: request.parameters.siteSlug });
  return place.ok ? succeed({ body: viewPlace(place.value) }) : place;
};

/** An answer of somebody who came to the page without an invitation. Two counts beside what {@link takeAnswer} costs. */
export const giveFeedback: UseCase<Routes['giveFeedback']> = async (context) => {
  const { scope, request, clock, visitor } = context;
  const place = await streetPlace(scope, clock, { slug: request.parameters.siteSlug });
  if (!place.ok) return place;
  const { today } = place.value;
  const way: Way = {
    channel: 'LINK',
    date: today,
    mayCome: async () => {
      const address = await counted(scope, place.value, clock, { who: visitor(today), most: OF_ADDRESS });
      if (!address.ok) return address;
      const who = `${place.value.site.id}-${today}`;
      return counted(scope, place.value, clock, { who, most: OF_SITE });
    },
  };
  const taken = await takeAnswer(scope, place.value.site.id, request.body, way);
  return taken.ok ? succeed({ body: {} }) : taken;
};

/** What a link opens. One read and a remembered Query; a link that names nothing and one of nobody get one answer. */
export const readFeedbackLink: UseCase<Routes['readFeedbackLink']> = async ({ scope, request, clock }) => {
  const opened = await openLink(scope, request.parameters.link, clock);
  if (!opened.ok) return opened;
  const { place, way, open } = opened.value;
  return succeed({ body: { ...viewPlace(place), way, open } });
};

/**
 * An answer by a link: at a tablet, or by an invitation, which is used up in the same transaction and is not told which answer it became. The
 * same form sent again is the same answer, though the invitation is used up by then.
 */
export const giveFeedbackByLink: UseCase<Routes['giveFeedbackByLink']> = async ({
  scope,
  request,
  clock,
}) => {
  const opened = await openLink(scope, request.parameters.link, clock);
  if (!opened.ok) return opened;
  const { place } = opened.value;
  const taken = await takeAnswer(scope, place.site.id, request.body, wayOf(scope, opened.value, clock));
  if (taken.ok) return succeed({ body: {} });
  return fail(taken.error.type === 'state-conflict' ? problem('link-expired') : taken.error);
};

function wayOf(scope: TenantScope, opened: OpenedLink, clock: Clock): Way {
  const { place } = opened;
  const { today: date } = place;
  if (opened.way === 'TABLET') {
    const who = `${opened.tablet}-${date}`;
    const mayCome = () => counted(scope, place, clock, { who, most: OF_TABLET });
    return { channel: 'TABLET', date, mayCome };
  }
  return {
    channel: 'LINK',
    invited: true,
    date,
    mayCome: () => Promise.resolve(opened.open ? succeed(undefined) : fail(problem('link-expired'))),
    more: () => [answeredWrite(scope, opened.invitation)],
  };
}

type OpenedLink = { readonly place: FeedbackPlace; readonly open: boolean } & (
  | { readonly way: 'INVITATION'; readonly invitation: InvitationPlace }
  | { readonly way: 'TABLET'; readonly tablet: string }
);

async function openLink(
  scope: TenantScope,
  named: string,
  clock: Clock,
): Promise<Result<OpenedLink, Problem>> {
  const { site, of, secret } = linkParts(named);
  const found = await streetPlace(scope, clock, { id: site });
  if (!found.ok) return fail(problem('link-not-found'));
  const place = found.value;
  if ('tablet' in of) {
    const tablet = await readTablet(scope, site, of.tablet);
    if (!tablet || !matchesHash(secret, tablet.secretHash)) return fail(problem('link-not-found'));
    if (tablet.ended) return fail(problem('link-expired'));
    return succeed({ place, way: 'TABLET', tablet: tablet.id, open: true });
  }
  const invitation = { site, day: of.day, secret };
  const made = await readInvitation(scope, invitation);
  if (!made || made.state === 'VOID') return fail(problem('link-not-found'));
  const open = !made.answered && isOpenInvitation(made.date, place.today);
  return succeed({ place, way: 'INVITATION', invitation, open });
}

/** Counts one answer of the day, or says that it is enough for today. */
async function counted(
  scope: TenantScope,
  { tenant }: FeedbackPlace,
  clock: Clock,
  { who, most }: { readonly who: string; readonly most: number },
): Promise<Result<void, Problem>> {
  const may = await countAct(scope, who, 'FEEDBACK', most, clock.now());
  return may ? succeed(undefined) : fail(capOfDay(tenant.profile.zone, clock));
}
