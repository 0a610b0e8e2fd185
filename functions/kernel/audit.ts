import type { IdSource } from '@ohjaamo/shared/kernel/ids.ts';
import type { ProblemType } from '@ohjaamo/shared/kernel/problem.ts';
import type { PersonActor, TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { Write } from './table.ts';
import type { TenantScope } from './tenancy/scope.ts';

export type AuditOutcome = 'DONE' | 'NOT_FOUND' | 'REFUSED';

/** In whose name and why: the worker's organisation, the stated purpose, and the consents that opened what was seen. */
export interface AuditReason {
  readonly organisation: string;
  readonly purpose?: string;
  readonly consents?: readonly string[];
  /** What left the house, and to which organisation: the log of disclosures (703/2023 §10). Never a person's name. */
  readonly disclosed?: {
    readonly record: string;
    readonly categories: readonly string[];
    readonly to: string;
    readonly provision?: string;
  };
}

/** What a consent said, with no words of its own: the log knows it as long as any disclosure that went by it. */
export interface ConsentFacts {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly toName?: Readonly<Record<string, string | undefined>> | undefined;
  readonly categories: readonly string[];
  readonly means: string;
  readonly giver: string;
  readonly judgement?: string | undefined;
  readonly givenAt: string;
  readonly validUntil: string;
  readonly withdrawnAt?: string | undefined;
}

/**
 * The log of use (906/2019 §17) of one request. Rows carry opaque ids, never names. A write that shows or changes
 * personal data takes {@link AuditTrail.writes} into its own transaction; whatever has not been written by the end of
 * the request, the pipeline appends before the answer leaves.
 */
export interface AuditTrail {
  /** Says for all rows of this request in whose name and why it was done (703/2023 §10). */
  because(reason: AuditReason): void;
  /** The rows as transaction writes: one per subject, or one without a subject. Of a consent given or withdrawn they tell what it said. */
  writes(subjects: readonly string[], consent?: ConsentFacts): Write[];
  /** True once {@link writes} was taken. */
  readonly taken: boolean;
  /** Appends the rows now. `why`: the type of the problem that whoever asked was told. */
  append(subjects: readonly string[], outcome: AuditOutcome, why?: ProblemType): Promise<void>;
  /**
   * Notes a look at a live list, which a screen reads again and again: one row per actor, act, list and person shown in a quarter
   * of an hour, there before this returns; one without a subject when the list shows nobody. The row has the time at which the
   * quarter began, so that it stands in its place among the others, until when it holds, and when the first look was. `list` is an
   * opaque id, e.g. of the site. One conditional write a row; a look that is noted already writes nothing.
   */
  watched(list: string, subjects?: readonly string[]): Promise<void>;
}

/** So long one row stands for all looks of one actor at one live list. */
const WATCH_MILLISECONDS = 15 * 60_000;

/** Rows of the trail that fit into one transaction beside what they tell of (DynamoDB allows 100 writes). */
export const SUBJECTS_PER_TRANSACTION = 70;

/** Appends the rows of the subjects for which the transaction of a change had no room: all but the first {@link SUBJECTS_PER_TRANSACTION}. */
export async function appendRest(audit: AuditTrail, subjects: readonly string[]): Promise<void> {
  const rest = subjects.slice(SUBJECTS_PER_TRANSACTION);
  if (rest.length > 0) await audit.append(rest, 'DONE');
}

/** What a row tells beside who did what: what a consent said, and why nothing came of the act. */
interface Beside {
  readonly consent?: ConsentFacts | undefined;
  readonly why?: ProblemType | undefined;
}

/** The audit trail of one act by one actor. */
export function auditTrail(
  scope: TenantScope,
  actor: TenantActor | PersonActor,
  action: string,
  clock: Clock,
  ids: IdSource,
): AuditTrail {
  let taken = false;
  let reason: AuditReason | undefined;

  function rows(subjects: readonly string[], outcome: AuditOutcome, { consent, why }: Beside): Write[] {
    const at = new Date(clock.now()).toISOString();
    return (subjects.length > 0 ? subjects : [undefined]).map((subject) => {
      const order = `${at}#${ids.id(10)}`;
      return scope.audit.putWrite(
        {
          ...scope.keys.auditMonth(at.slice(0, 7), order),
          ...(subject && scope.keys.auditSubject(subject, order)),
          at,
          action,
          outcome,
          ...nameOf(actor),
          ...reason,
          ...(subject && { subject }),
          ...(consent && { consent }),
          ...(why && { why }),
        },
        true,
      );
    });
  }

  return {
    because(told) {
      reason = told;
    },
    writes(subjects, consent) {
      taken = true;
      return rows(subjects, 'DONE', { consent });
    },
    get taken() {
      return taken;
    },
    async append(subjects, outcome, why) {
      for (let from = 0; from === 0 || from < subjects.length; from += SUBJECTS_PER_TRANSACTION) {
        const part = subjects.slice(from, from + SUBJECTS_PER_TRANSACTION);
        const done = await scope.audit.transact(rows(part, outcome, { why }));
        if (!done.ok) throw new Error('An audit row could not be appended');
      }
    },
    async watched(list, subjects = []) {
      taken = true;
      const look = { list, now: clock.now(), ...(reason && { reason }) };
      const rowOf = (subject?: string) => watchRow(scope, actor, action, look, subject);
      if (subjects.length > 0) return putMissing(scope, subjects.map(rowOf));
      // Fails when the row of these 15 minutes stands already: then nothing is left to note.
      await scope.audit.put(rowOf(), true);
    },
  };
}

/** Who did it, as rows say it: a worker by id; the young person oneself is the row's subject already. */
function nameOf(actor: TenantActor | PersonActor): { staffId: string } | { person: true } {
  return actor.realm === 'tenant' ? { staffId: actor.staffId } : { person: true };
}

/** Puts the rows that do not stand yet, as many at once as a transaction takes. */
async function putMissing(scope: TenantScope, rows: readonly WatchRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += SUBJECTS_PER_TRANSACTION) {
    let left = rows.slice(from, from + SUBJECTS_PER_TRANSACTION);
    while (left.length > 0) {
      const done = await scope.audit.transact(left.map((row) => scope.audit.putWrite(row, true)));
      if (done.ok) break;
      const standing = new Set(done.error.failures.map(({ index }) => index));
      left = left.filter((_, index) => !standing.has(index));
    }
  }
}

type WatchRow = ReturnType<typeof watchRow>;

/** The row of all looks of one actor at one live list, or at one person in it, within the quarter of an hour that holds `now`. */
function watchRow(
  scope: TenantScope,
  actor: TenantActor | PersonActor,
  action: string,
  { list, now, reason }: { readonly list: string; readonly now: number; readonly reason?: AuditReason },
  subject?: string,
) {
  const who = actor.realm === 'tenant' ? actor.staffId : 'person';
  const began = now - (now % WATCH_MILLISECONDS);
  const since = new Date(began).toISOString();
  const watched = {
    until: new Date(began + WATCH_MILLISECONDS).toISOString(),
    first: new Date(now).toISOString(),
  };
  const order = `${since}#${who}#${action}#${list}${subject === undefined ? '' : `#${subject}`}`;
  return {
    ...scope.keys.auditMonth(since.slice(0, 7), order),
    ...(subject !== undefined && { ...scope.keys.auditSubject(subject, order), subject }),
    ...{ at: since, action, outcome: 'DONE', ...nameOf(actor), ...reason, watched },
  };
}
