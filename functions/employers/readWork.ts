import type { employersRoutes } from '@ohjaamo/shared/employers/contract.ts';
import { matchPlaces } from '@ohjaamo/shared/employers/match.ts';
import { allowanceOf } from '@ohjaamo/shared/employers/workTrial.ts';
import type { WorkView } from '@ohjaamo/shared/employers/workRoutes.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { clientFileOf } from '../cases/index.ts';
import type { CaseAccess } from '../kernel/caseAccess.ts';
import { clientStands } from '../kernel/clientStands.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type Place, readPlace } from '../tenants/index.ts';
import { listRegister } from './registerRepository.ts';
import { listTrials, readWishes, type WishesRecord, wishesWrite } from './trialRepository.ts';
import {
  CATEGORY,
  countedPeriods,
  recordsWork,
  seesAllWork,
  seesWorkOf,
  viewTrial,
  viewWishes,
} from './views.ts';

type Routes = typeof employersRoutes;

/** So many fitting places are shown. */
const MATCHES_SHOWN = 20;

/**
 * Work on a case as far as the policies open it: wishes, the places that fit them, trials, and what is left of the longest time. What
 * another organisation recorded is left out when it may not be seen, and then what is left too, since it would tell of it. 4 reads.
 */
export const readWork: UseCase<Routes['readWork']> = async ({ scope, request, clock, case: access }) => {
  const place = await readPlace(scope, clock);
  return succeed({ body: await workOf(scope, request.parameters.clientId, place, access) });
};

/**
 * Writes down what the young person wishes of work, in the place of the version that was seen; `stale-version` when it is another one
 * by now. The same again is the same. Whoever recorded them first stays their owner: changing them gives no organisation the rest.
 */
export const recordWishes: UseCase<Routes['recordWishes']> = async (context) => {
  const { scope, request, actor, audit, clock, case: access } = context;
  const { clientId } = request.parameters;
  if (!recordsWork(access)) return fail(problem('access-refused'));
  const place = await readPlace(scope, clock);
  const { version, ...said } = request.body;
  const { unemployedSince } = said;
  if (unemployedSince !== undefined && unemployedSince > place.today) {
    const errors = [{ pointer: '/body/unemployedSince', code: 'in_the_future' }];
    return fail(problem('invalid-request', { errors }));
  }
  const standing = await readWishes(scope, clientId);
  if (standing && !seesWorkOf(access, standing.owner)) return fail(problem('access-refused'));
  if (standing?.version === version + 1 && isSame(standing, said)) {
    return succeed({ body: await workOf(scope, clientId, place, access) });
  }
  const wishes: WishesRecord = {
    ...{ ...said, version: version + 1 },
    ...{ recordedBy: actor.staffId, owner: standing?.owner ?? access.organisation },
    recordedAt: new Date(clock.now()).toISOString(),
  };
  const write = await wishesWrite(scope, clientId, wishes);
  const done = await scope.cases.transact([
    write,
    clientStands(scope, clientId),
    ...audit.writes([clientId]),
  ]);
  if (!done.ok) return fail(problem('stale-version'));
  return succeed({ body: await workOf(scope, clientId, place, access) });
};

type Said = Omit<WishesRecord, 'version' | 'recordedBy' | 'recordedAt' | 'owner'>;

function isSame(standing: Said, asked: Said): boolean {
  const told = ({ kinds, fields, languages, municipality, hoursMost, unemployedSince, words }: Said) =>
    JSON.stringify([kinds, fields, languages, municipality, hoursMost, unemployedSince, words]);
  return told(standing) === told(asked);
}

async function workOf(
  scope: TenantScope,
  client: ClientId,
  place: Place,
  access: CaseAccess,
): Promise<WorkView> {
  const [wishes, trials] = await Promise.all([readWishes(scope, client), listTrials(scope, client)]);
  const seen = trials.filter(({ head }) => seesWorkOf(access, head.owner));
  const known = wishes && seesWorkOf(access, wishes.owner) ? wishes : undefined;
  const past = {
    periods: countedPeriods(trials),
    birthDate: clientFileOf(access.head)?.client.birthDate,
    unemployedSince: wishes?.unemployedSince,
  };
  return {
    today: place.today,
    ...(known && { wishes: viewWishes(known) }),
    matches: known ? await matchesFor(scope, known, place.today) : [],
    trials: seen.map((trial) => viewTrial(trial, place)),
    ...(seesAllWork(access) && { allowance: allowanceOf(past, place.today, place.today) }),
    mayRecord: recordsWork(access),
    mayTakeCopy: access.may('TAKE_COPY', { category: CATEGORY, owner: access.organisation }),
    withheld: seen.length < trials.length || (wishes !== undefined && known === undefined),
  };
}

async function matchesFor(scope: TenantScope, wishes: WishesRecord, today: string) {
  const register = await listRegister(scope);
  const places = register.flatMap(({ id, name, places: offered }) =>
    offered.map((place) => ({ ...place, employer: { id, name } })),
  );
  return matchPlaces(places, wishes, today)
    .slice(0, MATCHES_SHOWN)
    .map(({ place: { employer, ...place }, reasons }) => ({ employer, place, reasons: [...reasons] }));
}
