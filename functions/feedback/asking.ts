import type { feedbackRoutes } from '@ohjaamo/shared/feedback/contract.ts';
import { linkOf } from '@ohjaamo/shared/feedback/link.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import { hashOf } from '../kernel/hash.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { endTablet, putInvitation, putTablet, tabletsOf } from './linkRepository.ts';
import { viewPlace, workersPlace } from './place.ts';

type Routes = typeof feedbackRoutes;

/** The ways of asking at a site. One Query beside the remembered names. */
export const readAsking: UseCase<Routes['readAsking']> = async ({ scope, request, clock }) => {
  const place = await workersPlace(scope, clock, request.parameters.siteId);
  if (!place.ok) return place;
  const { tenant, site, today } = place.value;
  const tablets = await tabletsOf(scope, site.id);
  return succeed({
    body: {
      ...viewPlace(place.value),
      today,
      tablets: tablets.map(({ id, openedAt, ended }) => ({
        id,
        openedAt: formatOffsetDateTime(openedAt, tenant.profile.zone),
        ended: ended ?? false,
      })),
    },
  });
};

/** Makes an invitation to be shown or printed; its secret is shown this once, only the hash is kept. One write. */
export const inviteToFeedback: UseCase<Routes['inviteToFeedback']> = async ({ scope, request, clock }) => {
  const place = await workersPlace(scope, clock, request.parameters.siteId);
  if (!place.ok) return place;
  const { site, today: day } = place.value;
  const { secret } = request.body;
  await putInvitation(scope, { site: site.id, day, secret });
  return succeed({ body: { link: linkOf(scope.tenantId, { site: site.id, of: { day }, secret }) } });
};

/** Opens a tablet; opened again with the same id and secret it is the same. One write. */
export const openFeedbackTablet: UseCase<Routes['openFeedbackTablet']> = async ({
  scope,
  request,
  clock,
}) => {
  const place = await workersPlace(scope, clock, request.parameters.siteId);
  if (!place.ok) return place;
  const { tabletId: tablet, secret } = request.body;
  const site = place.value.site.id;
  const record = {
    kind: 'FEEDBACK_TABLET',
    id: tablet,
    secretHash: hashOf(secret),
    openedAt: currentMinute(clock),
  } as const;
  const done = await putTablet(scope, site, record);
  if (!done.ok && done.error.secretHash !== record.secretHash) return fail(problem('id-already-used'));
  return succeed({ body: { link: linkOf(scope.tenantId, { site, of: { tablet }, secret }) } });
};

/** Ends a tablet: the next press on it is told so. */
export const endFeedbackTablet: UseCase<Routes['endFeedbackTablet']> = async ({ scope, request }) => {
  const { siteId, tabletId } = request.parameters;
  const ended = await endTablet(scope, siteId, tabletId);
  return ended ? succeed({ body: {} }) : fail(problem('not-found'));
};
