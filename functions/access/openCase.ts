import { relationOf, restsOnReferral, standingPurpose } from '@ohjaamo/shared/access/question.ts';
import type { AccessQuestion, CaseAction, CaseRelation } from '@ohjaamo/shared/access/rules.ts';
import { consentState } from '@ohjaamo/shared/kernel/consents.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { localDate, currentMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { CaseAccess, CasePart, CaseQuestion, OpenCase } from '../kernel/caseAccess.ts';
import { readTenant } from '../tenants/index.ts';
import { type CaseHead, readCaseHead, readPurpose, readWorker } from './repository.ts';
import type { Decide } from './engine.ts';
import { referralStands } from './referralStands.ts';

type Worker = NonNullable<Awaited<ReturnType<typeof readWorker>>>;

/** Everything a decision about one case and one worker is made of, read at one moment. */
interface Circumstances {
  readonly question: CaseQuestion;
  readonly head: CaseHead;
  readonly worker: Worker;
  readonly organisation: string;
  readonly relation: CaseRelation;
  readonly ofController: boolean;
  readonly purpose: AccessQuestion['purpose'];
  /** Those that are in force today in the municipality and open something to the worker's organisation. */
  readonly consents: CaseHead['consents'];
}

/**
 * Opens cases by the policies. Whose case it is, consents, purpose and the worker's organisation are read consistently for
 * each request, so a consent withdrawn a moment ago opens nothing, nor that the person is a client to those who know it by a referral:
 * 3 read units beside the tenant's names, and none more for each further part that is asked about. `load` gives the policies; they are loaded at the first question.
 */
export function caseOpener(load: () => Promise<{ readonly decide: Decide }>): OpenCase {
  return async (question) => {
    const [{ decide }, found] = await Promise.all([load(), readCircumstances(question)]);
    return found ? opened(decide, found) : fail(problem('not-found'));
  };
}

/** What decided about a case that may be known of: its head, and the worker's own row. */
type Known = Pick<Circumstances, 'head' | 'worker'>;

/**
 * Looks whether the policies would open the case once the purpose is told; `undefined` for whoever may not know of it, as for a case
 * that is not there. The same reads.
 */
export function caseKnower(
  load: () => Promise<{ readonly decide: Decide }>,
): (question: CaseQuestion) => Promise<Known | undefined> {
  return async (question) => {
    const [{ decide }, found] = await Promise.all([load(), readCircumstances(question)]);
    const access = found && opened(decide, found);
    return access?.ok || access?.error.type === 'purpose-required' ? found : undefined;
  };
}

function opened(decide: Decide, found: Circumstances): Result<CaseAccess, Problem> {
  const access = accessOf(decide, found);
  const { audit, action, part } = found.question;
  audit.because({
    organisation: found.organisation,
    ...(found.purpose && { purpose: found.purpose }),
    ...consentsOf(found),
  });
  if (access.may(action, part)) return succeed(access);
  // Whoever may not know that the person is a client is told what is told of nobody.
  const purposeStated = accessOf(decide, { ...found, purpose: found.purpose ?? 'GUIDANCE' });
  if (!purposeStated.may('VIEW')) return fail(problem('not-found'));
  return fail(
    problem(purposeStated.may(action, part) && !found.purpose ? 'purpose-required' : 'access-refused'),
  );
}

async function readCircumstances(question: CaseQuestion): Promise<Circumstances | undefined> {
  const { scope, actor, sessionHash, clock, clientId } = question;
  const [head, stated, worker, tenant] = await Promise.all([
    readCaseHead(scope, clientId),
    readPurpose(scope, clientId, { staffId: actor.staffId, sessionHash }),
    readWorker(scope, actor.staffId),
    scope.recently('tenant', () => readTenant(scope)),
  ]);
  if (!head || !worker || !tenant) return undefined;
  const today = localDate(currentMinute(clock), tenant.profile.zone);
  const { organisation } = worker;
  const home = tenant.organisations.find(({ code }) => code === organisation);
  const asking = { staffId: actor.staffId, organisation };
  const { team, receivers } = head.client;
  const stands =
    restsOnReferral(asking, team, receivers) &&
    (await referralStands(scope, head.consents, { clientId, organisation, today }));
  return {
    question,
    head,
    worker,
    organisation,
    relation: relationOf(asking, team, receivers, stands),
    ofController: home?.runsSites === true,
    purpose: standingPurpose(stated, clock.now()),
    consents: head.consents.filter(
      (consent) => consent.to === organisation && consentState(consent, today) === 'IN_FORCE',
    ),
  };
}

function accessOf(decide: Decide, found: Circumstances): CaseAccess {
  const { actor, clientId } = found.question;
  const { client } = found.head;
  const { relation } = found;
  return {
    clientId,
    relation,
    organisation: found.organisation,
    purpose: found.purpose,
    shielded: client.shielded,
    head: found.head.rows,
    may(action: CaseAction, part: CasePart = {}) {
      const category = part.category ?? 'BASICS';
      return decide({
        action,
        category,
        roles: actor.roles,
        ofController: found.ofController,
        relation,
        ownRecord: part.owner === found.organisation,
        consented: found.consents.some(({ categories }) => categories.includes(category)),
        purpose: found.purpose,
        shielded: client.shielded,
        restricted: client.restriction !== undefined,
        widensOwnRights: part.widensOwnRights ?? false,
      }).allowed;
    },
  };
}

/** For the log: the consents that stand behind what a worker of another organisation sees (703/2023 §10, L03). */
function consentsOf({ ofController, consents }: Circumstances): { readonly consents?: readonly string[] } {
  return ofController || consents.length === 0 ? {} : { consents: consents.map(({ id }) => id) };
}
