import { withdrawal } from '@ohjaamo/shared/cases/consent.ts';
import { consentState } from '@ohjaamo/shared/kernel/consents.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import { factsOf, putWithdrawal, readClientFile, readConsent } from '../cases/index.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { mapsOf } from '../maps/index.ts';
import { planOf } from '../plans/index.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import { consentsElsewhere } from '../referrals/index.ts';
import { readLooks } from './logRepository.ts';
import { clearedPersonCookie } from './personCookie.ts';
import { organisationName, readPlace, registerOf, workerOf } from './place.ts';
import { viewOwnMaps, viewOwnPlan } from './planAndMaps.ts';
import type { RightsPorts } from './ports.ts';
import { readRequests } from './requestRepository.ts';
import { recordAsked } from './requests.ts';
import { deletePersonSession } from './sessionRepository.ts';
import { stillTheirs } from './stillTheirs.ts';
import { readNewestRestriction } from './restrictionRepository.ts';
import { viewConsents, viewRequests, viewRestriction } from './views.ts';

/** The person's own page. Whose it is comes from the session alone; a client who is gone is a session that is over. */
export const readMe: UseCase<typeof rightsRoutes.readMe> = async ({ scope, actor, clock }) => {
  const theirs = await stillTheirs(scope, actor);
  if (!theirs.ok) return theirs;
  const { clientId } = actor;
  const place = await readPlace(scope, clock);
  const [file, requests, restriction, plan, maps, elsewhere] = await Promise.all([
    readClientFile(scope, clientId),
    readRequests(scope, clientId),
    readNewestRestriction(scope, clientId),
    planOf(scope, clientId),
    mapsOf(scope, clientId),
    consentsElsewhere(scope, clientId),
  ]);
  // A record that was taken into another one is looked up anew, by signing in again.
  if (!file || file.client.mergedInto) return fail(problem('session-required'));
  const { displayName, identification, team } = file.client;
  const { slug, name } = place.tenant.profile;
  const worker = workerOf(place, team.find(({ part }) => part === 'NAMED')?.staffId);
  return succeed({
    body: {
      ...{ tenantSlug: slug, tenantName: name, displayName, identification },
      ...(worker && { guide: { ...worker, organisation: organisationName(place, worker.organisation) } }),
      consents: viewConsents(file.consents, elsewhere, place),
      requests: await viewRequests(scope, clientId, requests, place),
      ...(restriction && { restriction: await viewRestriction(scope, clientId, restriction, place) }),
      ...(plan && { plan: viewOwnPlan(plan, place) }),
      maps: viewOwnMaps(maps),
    },
  });
};

/** Who has looked at the person's data, newest first. */
export const readMyLog: UseCase<typeof rightsRoutes.readMyLog> = async ({ scope, actor, clock, request }) => {
  const theirs = await stillTheirs(scope, actor);
  if (!theirs.ok) return theirs;
  const place = await readPlace(scope, clock);
  return succeed({ body: await readLooks(scope, theirs.value, place, request.query.cursor) });
};

/** Withdraws a consent by the rule of the cases, with effect from this moment. */
export const withdrawMyConsent: UseCase<typeof rightsRoutes.withdrawMyConsent> = async (context) => {
  const { scope, actor, clock, request, audit } = context;
  const theirs = await stillTheirs(scope, actor);
  if (!theirs.ok) return theirs;
  const { clientId } = actor;
  const [place, file, consent] = await Promise.all([
    readPlace(scope, clock),
    readClientFile(scope, clientId),
    readConsent(scope, clientId, request.parameters.consentId),
  ]);
  // The consent is on its way to the record that this one was taken into, and is withdrawn there.
  if (!file || file.client.mergedInto) return fail(problem('session-required'));
  if (!consent) return fail(problem('not-found'));
  const step = withdrawal[consentState(consent, place.today)];
  if (step === 'REFUSE') return fail(problem('state-conflict'));
  if (step === 'ALREADY_DONE') return succeed({ body: {} });
  const at = new Date(clock.now()).toISOString();
  const done = await putWithdrawal(scope, clientId, consent, at, [
    timelineWrite(scope, clientId, {
      ...{
        id: `${consent.id}-W`,
        at,
        what: 'CONSENT_WITHDRAWN',
        category: consent.categories[0] ?? 'GUIDANCE',
        owner: registerOf(place),
      },
      record: consent.id,
    }),
    ...audit.writes([clientId], factsOf({ ...consent, withdrawnAt: at })),
  ]);
  // Somebody else withdrew it in between: the same withdrawal.
  if (!done.ok) await audit.append([clientId], 'DONE');
  return succeed({ body: {} });
};

/** Asks for a correction, or to sign the plan off. */
export const askMyRequest: UseCase<typeof rightsRoutes.askMyRequest> = async (context) => {
  const { scope, actor, clock, request, audit } = context;
  const theirs = await stillTheirs(scope, actor);
  if (!theirs.ok) return theirs;
  const place = await readPlace(scope, clock);
  const asking = { scope, client: actor.clientId, audit, now: clock.now(), place };
  const done = await recordAsked(request.body, asking);
  if (done.ok) return succeed({ body: {} });
  // The client is gone, and with it whose session this was.
  return fail(done.error.type === 'not-found' ? problem('session-required') : done.error);
};

/** Ends the session on the server and in the browser. */
export function endMySession({ platform }: RightsPorts): UseCase<typeof rightsRoutes.endMySession> {
  return async ({ sessionHash = '' }) => {
    await deletePersonSession(platform, sessionHash);
    return succeed({ body: {}, cookies: [clearedPersonCookie] });
  };
}
