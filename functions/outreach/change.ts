import type { NotificationId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { outreachRoutes } from '@ohjaamo/shared/outreach/contract.ts';
import type { NotificationView } from '@ohjaamo/shared/outreach/views.ts';
import { disclosureFaults } from '@ohjaamo/shared/outreach/disclosure.ts';
import { isKept, stepOf } from '@ohjaamo/shared/outreach/states.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { NotificationContent, NotificationRecord } from './record.ts';
import { putChanged, readNotification } from './repository.ts';
import { type Place, readPlace } from '../tenants/index.ts';
import { viewOf } from './views.ts';

/** A change: the record as it becomes, the same record when it was done before, or why not. */
type Change = (record: NotificationRecord, place: Place) => Result<NotificationRecord, Problem>;
type Asking = Pick<ContextOf<typeof outreachRoutes.reviewOutreach>, 'scope' | 'audit' | 'clock'>;

/** So often a change is tried again on what a colleague has just written: each adds something, none replaces. */
const TRIES = 4;

/** Changes one notification; what was done before is answered again. 1 read, 1 sealed text, 2 writes and the trail's. */
async function change(
  { scope, audit, clock }: Asking,
  id: NotificationId,
  apply: Change,
): Promise<Result<{ readonly body: NotificationView }, Problem>> {
  const place = await readPlace(scope, clock);
  for (let tried = 1; tried <= TRIES; tried++) {
    const record = await readNotification(scope, id);
    if (!record) return fail(problem('not-found'));
    const changed = apply(record, place);
    if (!changed.ok) return changed;
    if (changed.value === record) {
      await audit.append([id], 'DONE');
      return succeed({ body: viewOf(record, place) });
    }
    const done = await putChanged(scope, changed.value, audit.writes([id]));
    if (done.ok) return succeed({ body: viewOf(done.value, place) });
  }
  return fail(problem('stale-version'));
}

/**
 * Adds an entry of one kind unless it is there: the same record when it says the same (who and when is not part of the asking),
 * refused when another stands under its id.
 */
function added<Name extends 'tries' | 'measures' | 'disclosures'>(
  record: NotificationRecord,
  name: Name,
  entry: NotificationContent[Name][number],
): Result<NotificationRecord, Problem> {
  const entries: readonly NotificationContent[Name][number][] = record.content[name];
  const standing = entries.find(({ id }) => id === entry.id);
  if (standing) {
    const asked = { ...entry, at: standing.at, by: standing.by };
    return sameFields(standing, asked) ? succeed(record) : fail(problem('id-already-used'));
  }
  return succeed({ ...record, content: { ...record.content, [name]: [...entries, entry] } });
}

function sameFields(one: object, other: object): boolean {
  const sorted = (of: object) =>
    JSON.stringify(
      Object.entries(of)
        .filter(([, value]) => value !== undefined)
        .sort(([a], [b]) => a.localeCompare(b)),
    );
  return sorted(one) === sorted(other);
}

/** Notes a try to reach the young person. */
export const recordOutreachTry: UseCase<typeof outreachRoutes.recordOutreachTry> = (context) => {
  const { eventId: id, means, reached } = context.request.body;
  const at = new Date(context.clock.now()).toISOString();
  return change(context, context.request.parameters.notificationId, (record, { today }) => {
    const entry = { id, at, by: context.actor.staffId, means, reached };
    const result = added(record, 'tries', entry);
    if (!result.ok || result.value === record) return result;
    const state = stepOf(record.head.state, reached ? 'REACH' : 'TRY');
    if (!state || !isKept(state)) return fail(problem('state-conflict'));
    return succeed({ ...result.value, head: { ...record.head, state, triedOn: today } });
  });
};

/** Writes down what was decided to be done (1285/2016 §12). */
export const decideOutreachMeasure: UseCase<typeof outreachRoutes.decideOutreachMeasure> = (context) => {
  const { eventId: id, measure, words } = context.request.body;
  const at = new Date(context.clock.now()).toISOString();
  return change(context, context.request.parameters.notificationId, (record) =>
    added(record, 'measures', { id, at, by: context.actor.staffId, measure, ...(words && { words }) }),
  );
};

/** Writes down what was given on; whom nobody has reached has consented to nothing. */
export const discloseOutreach: UseCase<typeof outreachRoutes.discloseOutreach> = (context) => {
  const { eventId: id, to, data, consented, minorBasis, minorReason } = context.request.body;
  const at = new Date(context.clock.now()).toISOString();
  return change(context, context.request.parameters.notificationId, (record, { today }) => {
    const faults = disclosureFaults({ consented, minorBasis, minorReason }, record.content.birthDate, today);
    if (faults.length > 0) {
      const errors = faults.map(({ field, code }) => ({ pointer: `/body/${field}`, code }));
      return fail(problem('invalid-request', { errors }));
    }
    if (record.head.state !== 'REACHED') return fail(problem('state-conflict'));
    const entry = { id, at, by: context.actor.staffId, to, data: [...new Set(data)] };
    return added(record, 'disclosures', {
      ...entry,
      ...(minorBasis && { minorBasis }),
      ...(minorReason && { minorReason }),
    });
  });
};

/** Notes that a notification is still needed today. */
export const reviewOutreach: UseCase<typeof outreachRoutes.reviewOutreach> = (context) =>
  change(context, context.request.parameters.notificationId, (record, { today }) =>
    succeed(
      record.head.reviewedOn === today ? record : { ...record, head: { ...record.head, reviewedOn: today } },
    ),
  );
