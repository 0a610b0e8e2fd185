import { type CaseRules, caseRules, defaultCaseRules } from '@ohjaamo/shared/cases/retention.ts';
import { termsDecision, type TermsDecision } from '@ohjaamo/shared/cases/datedTerms.ts';
import { followUpMonths, followUpOn, followUpTask } from '@ohjaamo/shared/cases/episode.ts';
import type { CaseTask } from '@ohjaamo/shared/kernel/caseTasks.ts';
import { type ClientId, clientId, type EpisodeId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import * as z from 'zod';
import { CLIENT_STANDS, clientStands } from '../../kernel/clientStands.ts';
import type { Sealed } from '../../kernel/sealing.ts';
import type { ConditionFailure, Write } from '../../kernel/table.ts';
import { indexes } from '../../kernel/tenancy/keys.ts';
import type { TenantScope } from '../../kernel/tenancy/scope.ts';
import type { ClientRow, EpisodeClosing, EpisodeRow } from '../rows.ts';
import {
  courseKeys,
  type FollowUpRow,
  followUpRow,
  type HandoverRow,
  handoverRow,
  type HoldRow,
  holdRow,
} from './rows.ts';

const rulesRow = z.lazy(() =>
  z.object({
    /** What held before anything was decided from a day on. */
    rules: caseRules.default(defaultCaseRules),
    decisions: z.array(termsDecision).default([]),
    version: z.int(),
  }),
);

/** The municipality's terms with everything that was decided about them; version 0 = what everybody begins with. */
export interface CaseTerms {
  readonly rules: CaseRules;
  readonly decisions: readonly TermsDecision[];
  readonly version: number;
}

/** Reads it, consistently. 1 read unit. */
export async function readCaseTerms(scope: TenantScope): Promise<CaseTerms> {
  const own = await scope.cases.get(scope.keys.caseRules('CASES'), rulesRow);
  return own ?? { rules: defaultCaseRules, decisions: [], version: 0 };
}

/** Puts other decisions in place of those that were read, together with `more`. */
export function putCaseTerms(
  scope: TenantScope,
  { rules, decisions, version }: CaseTerms,
  more: readonly Write[],
): Promise<Result<void, ConditionFailure>> {
  const key = scope.keys.caseRules('CASES');
  const item = { ...key, kind: 'RULES', rules, decisions, version: version + 1 };
  return scope.cases.transact([scope.cases.putOverWrite(item, version), ...more]);
}

/** What a case has of follow-ups, handovers and holds: three Queries of the partition, of a few rows each. */
export async function readCourseRows(
  scope: TenantScope,
  client: ClientId,
): Promise<{ followUps: FollowUpRow[]; handovers: HandoverRow[]; holds: HoldRow[] }> {
  const of = <S extends z.ZodType>(begins: string, schema: S) =>
    scope.cases.query(scope.keys.client(client, '').pk, schema, { begins, consistent: true });
  const [followUps, handovers, holds] = await Promise.all([
    of('FOLLOW_UP#', followUpRow),
    of('HANDOVER#', handoverRow),
    of('HOLD#', holdRow),
  ]);
  return { followUps: followUps.items, handovers: handovers.items, holds: holds.items };
}

/** An episode as it is closed: what is written beside it is the caller's. */
export interface Closing {
  readonly episode: EpisodeId;
  readonly closing: EpisodeClosing;
  readonly sealed?: Sealed;
}

/** The id of a follow-up's task. */
export function followUpTaskId(episode: string, months: (typeof followUpMonths)[number]): string {
  return `${followUpTask[months]}#${episode}`;
}

/** Tasks that an open episode alone needs. */
const OPEN_TASKS = ['CLOSE_INACTIVE', 'AGEING_OUT_6_MONTHS', 'AGEING_OUT_3_MONTHS'] as const;

/**
 * Closes an open episode with its follow-ups, while it is open, together with `more`. Every other task of the case stays, so that
 * nothing that was under way is lost. About 3 units and those of `more`.
 */
export function putClosing(
  scope: TenantScope,
  client: ClientId,
  { episode, closing, sealed }: Closing,
  more: readonly Write[],
): Promise<Result<void, ConditionFailure>> {
  const tasks = closing.followUp ? followUpMonths : [];
  const names: Record<string, string> = Object.fromEntries([
    ...OPEN_TASKS.map((id, index): [string, string] => [`#open${String(index)}`, id]),
    ...tasks.map((months): [string, string] => [`#after${String(months)}`, followUpTaskId(episode, months)]),
  ]);
  const values: Record<string, CaseTask> = Object.fromEntries(
    tasks.map((months): [string, CaseTask] => [
      `:after${String(months)}`,
      { kind: followUpTask[months], dueOn: followUpOn(closing.on, months), record: episode },
    ]),
  );
  const sets = tasks.map((months) => `, tasks.#after${String(months)} = :after${String(months)}`).join('');
  return scope.cases.transact([
    {
      Update: {
        TableName: scope.cases.name,
        Key: scope.keys.client(client, `EPISODE#${episode}`),
        UpdateExpression: 'SET #state = :closed, closing = :closing, sealed = :sealed',
        ConditionExpression: '#state = :open',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':closed': 'CLOSED',
          ':open': 'OPEN',
          ':closing': closing,
          ':sealed': sealed ?? {},
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    {
      Update: {
        TableName: scope.cases.name,
        Key: scope.keys.client(client, 'CLIENT'),
        UpdateExpression:
          `SET closedOn = :on, workerPk = :duePk, workerSk = :dueSk${sets} ` +
          `REMOVE closesOn, ${OPEN_TASKS.map((_, index) => `tasks.#open${String(index)}`).join(', ')}`,
        ConditionExpression: CLIENT_STANDS,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: { ':on': closing.on, ...dueValues(scope, client, closing.on), ...values },
      },
    },
    ...more,
  ]);
}

/** Begins a new episode of a client whose last one is closed, together with `more`. */
export function putReopening(
  scope: TenantScope,
  client: ClientId,
  episode: EpisodeRow,
  more: readonly Write[],
): Promise<Result<void, ConditionFailure>> {
  return scope.cases.transact([
    scope.cases.putWrite({ ...scope.keys.client(client, `EPISODE#${episode.id}`), ...episode }, true),
    {
      Update: {
        TableName: scope.cases.name,
        Key: scope.keys.client(client, 'CLIENT'),
        UpdateExpression:
          'SET episodeOpenedOn = :on, workerPk = :duePk, workerSk = :dueSk REMOVE closedOn, closesOn, erasureAsked, applied',
        ConditionExpression: `${CLIENT_STANDS} AND attribute_exists(closedOn)`,
        ExpressionAttributeValues: { ':on': episode.openedOn, ...dueValues(scope, client, episode.openedOn) },
      },
    },
    ...more,
  ]);
}

/** Where the night finds a case: for an update of the client's row that sets `workerPk = :duePk, workerSk = :dueSk`. */
export function dueValues(scope: TenantScope, client: ClientId, on: string) {
  const { workerPk, workerSk } = scope.keys.due(on, client);
  return { ':duePk': workerPk, ':dueSk': workerSk };
}

/** The write that asks an administrator to erase a client, or takes that back; the coming night has the case on its list. 1 unit. */
export function erasureAskWrite(
  scope: TenantScope,
  client: ClientId,
  asked: ClientRow['erasureAsked'],
  today: string,
): Write {
  return {
    Update: {
      TableName: scope.cases.name,
      Key: scope.keys.client(client, 'CLIENT'),
      UpdateExpression: `SET workerPk = :duePk, workerSk = :dueSk${asked ? ', erasureAsked = :asked' : ' REMOVE erasureAsked'}`,
      ConditionExpression: CLIENT_STANDS,
      ExpressionAttributeValues: { ...dueValues(scope, client, today), ...(asked && { ':asked': asked }) },
    },
  };
}

/** Records a follow-up once, and takes its task away, together with `more`; fails with what stands. */
export async function putFollowUp(
  scope: TenantScope,
  client: ClientId,
  row: FollowUpRow,
  more: readonly Write[],
): Promise<Result<void, FollowUpRow | undefined>> {
  const done = await scope.cases.transact([
    scope.cases.putWrite(
      { ...scope.keys.client(client, courseKeys.followUp(row.episode, row.months)), ...row },
      true,
    ),
    ...more,
  ]);
  if (done.ok) return succeed(undefined);
  const standing = followUpRow.safeParse(done.error.failures.find(({ index }) => index === 0)?.item);
  return fail(standing.data);
}

/** Records a handover once, together with `more`; fails with what stands, or with nothing when there is no such client any more. */
export async function putHandover(
  scope: TenantScope,
  client: ClientId,
  row: HandoverRow,
  more: readonly Write[],
): Promise<Result<void, HandoverRow | undefined>> {
  const done = await scope.cases.transact([
    scope.cases.putWrite({ ...scope.keys.client(client, courseKeys.handover(row.id)), ...row }, true),
    clientStands(scope, client),
    ...more,
  ]);
  if (done.ok) return succeed(undefined);
  const standing = handoverRow.safeParse(done.error.failures.find(({ index }) => index === 0)?.item);
  return fail(standing.data);
}

/** Sets or ends a legal hold, together with `more`; fails when it is so already, or there is no such client. */
export function putHold(
  scope: TenantScope,
  client: ClientId,
  row: HoldRow,
  more: readonly Write[],
): Promise<Result<void, ConditionFailure>> {
  return scope.cases.transact([
    {
      Update: {
        TableName: scope.cases.name,
        Key: scope.keys.client(client, 'CLIENT'),
        UpdateExpression: `${row.held ? 'SET held = :held,' : 'SET'} workerPk = :duePk, workerSk = :dueSk${row.held ? '' : ' REMOVE held'}`,
        ConditionExpression: row.held
          ? 'attribute_exists(pk) AND attribute_not_exists(held)'
          : 'attribute_exists(held)',
        ExpressionAttributeValues: {
          ...(row.held && { ':held': true }),
          ...dueValues(scope, client, row.on),
        },
      },
    },
    scope.cases.putWrite({ ...scope.keys.client(client, courseKeys.hold(row.at)), ...row }),
    ...more,
  ]);
}

/** A case that a night looks at, or an erasure that it ends. */
export const dueCase = z.object({ kind: z.enum(['CLIENT', 'ERASURE']), id: clientId });

/**
 * The cases that a night looks at by a date, each still to be read as {@link dueCase}: one that is broken hides none of the others.
 * One Query of the index, eventually consistent. 1 read unit for about 8 cases.
 */
export async function listDue(scope: TenantScope, until: string): Promise<unknown[]> {
  const { workerPk } = scope.keys.due(until, '');
  // `~` sorts after `#`.
  const { items } = await scope.cases.query(
    workerPk,
    z.unknown(),
    { between: ['0', `${until}~`] },
    indexes.cases,
  );
  return items;
}
