import type { casesRoutes, RetentionView } from '@ohjaamo/shared/cases/contract.ts';
import { stepsByTerms, termsAhead, type TermsFrom } from '@ohjaamo/shared/cases/datedTerms.ts';
import type { CourseStep } from '@ohjaamo/shared/cases/retention.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { Temporal } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../../kernel/http/context.ts';
import { openTexts, sealTexts } from '../../kernel/sealing.ts';
import type { TenantScope } from '../../kernel/tenancy/scope.ts';
import { outreachDue } from '../../outreach/index.ts';
import { readPlace } from '../place.ts';
import { readClientFile } from '../repository.ts';
import { person, type ViewPlace } from '../views.ts';
import { readFacts } from './night.ts';
import { dueCase, listDue, putHold, readCaseTerms, readCourseRows } from './repository.ts';
import { decisionViews } from './changeTerms.ts';
import { courseKeys, type HoldRow } from './rows.ts';

/** Days that the list looks ahead. */
const DAYS_AHEAD = 90;
type Row = RetentionView['rows'][number];

/**
 * What the calendar does with which case in the next 90 days, reckoned as the night will, and nothing is done. It shows ids, never
 * names. One Query of the index and 4 reads of each case in it, one more of a case under a hold.
 */
export const readRetention: UseCase<typeof casesRoutes.readRetention> = async ({ scope, clock }) => {
  const [place, { version, decisions, rules }] = await Promise.all([
    readPlace(scope, clock),
    readCaseTerms(scope),
  ]);
  const terms = termsAhead(rules, decisions, place.today);
  const until = Temporal.PlainDate.from(place.today).add({ days: DAYS_AHEAD }).toString();
  const [due, outreach] = await Promise.all([listDue(scope, until), outreachDue(scope, until)]);
  const read = due.map(async (row): Promise<Row | undefined> => {
    const { kind, id } = dueCase.parse(row);
    return kind === 'ERASURE' ? { client: id, state: 'ERASING' } : rowOf(scope, id, { terms, until, place });
  });
  const rows = (await Promise.all(read)).flatMap((row) => (row ? [row] : []));
  const on = ({ next, asked }: Row): string => (asked ? '' : (next?.on ?? '9'));
  return succeed({
    body: {
      ...{ today: place.today, until, rules: terms[0].rules, version },
      decisions: decisionViews(decisions, place),
      rows: rows.sort((one, other) => (on(one) < on(other) ? -1 : 1)),
      outreach: outreach.map(({ id, why, dueOn }) => ({ id, why, dueOn })),
    },
    subjects: rows.map(({ client }) => client),
  });
};

async function rowOf(
  scope: TenantScope,
  id: ClientId,
  {
    terms,
    until,
    place,
  }: { readonly terms: readonly TermsFrom[]; readonly until: string; readonly place: ViewPlace },
): Promise<Row | undefined> {
  const file = await readClientFile(scope, id);
  if (!file || file.client.mergedInto) return undefined;
  const { client } = file;
  const facts = await readFacts({ scope, zone: place.tenant.profile.zone }, file);
  const next = nextStep(stepsByTerms(facts, terms), client.closesOn, place.today);
  const held = client.held && (await standingHold(scope, id, place));
  const { erasureAsked: asked } = client;
  if (!held && !asked && (!next || next.on > until)) return undefined;
  return {
    client: id,
    state: facts.closedOn === undefined ? 'OPEN' : 'CLOSED',
    ...(next && next.on <= until && { next: { what: next.what, on: next.on } }),
    ...(held && { held }),
    ...(asked && { asked: { on: asked.on, ground: asked.ground, by: person(place.tenant, asked.by) } }),
  };
}

/** The first step that is not behind; of an inactive case the closing of which its worker was told. */
function nextStep(
  steps: readonly CourseStep[],
  told: string | undefined,
  today: string,
): CourseStep | undefined {
  if (told !== undefined) return { what: 'CLOSE_INACTIVE', on: told };
  return steps.find(({ on, what }) => on >= today || what === 'ERASE' || what === 'WARN_INACTIVE');
}

async function standingHold(scope: TenantScope, id: ClientId, place: ViewPlace): Promise<Row['held']> {
  const { holds } = await readCourseRows(scope, id);
  const row = holds.toSorted((one, other) => (one.at < other.at ? 1 : -1)).find(({ held }) => held);
  if (!row) return undefined;
  const { reason = '' } = await openTexts<'reason'>(
    scope,
    { client: id, sk: courseKeys.hold(row.at) },
    row.sealed,
  );
  return { since: row.on, reason, by: person(place.tenant, row.by) };
}

/** Sets a legal hold, under which nothing of the client is erased, or ends it; the reason is sealed. 2 writes and the trail's. */
export const holdClient: UseCase<typeof casesRoutes.holdClient> = async ({
  scope,
  request,
  actor,
  audit,
  clock,
}) => {
  const { clientId } = request.parameters;
  const { held, reason } = request.body;
  const [{ today }, file] = await Promise.all([readPlace(scope, clock), readClientFile(scope, clientId)]);
  if (!file) return fail(problem('not-found'));
  if ((file.client.held ?? false) === held) return succeed({ body: { held } });
  const at = new Date(clock.now()).toISOString();
  const sealed = await sealTexts(scope, { client: clientId, sk: courseKeys.hold(at) }, { reason });
  const row: HoldRow = { kind: 'HOLD', held, at, on: today, by: actor.staffId, sealed };
  const done = await putHold(scope, clientId, row, audit.writes([clientId]));
  return done.ok ? succeed({ body: { held } }) : fail(problem('state-conflict'));
};
