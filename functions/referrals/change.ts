import type { TimelineKind } from '@ohjaamo/shared/cases/timeline.ts';
import type { CaseTask } from '@ohjaamo/shared/kernel/caseTasks.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { ReferralStep } from '@ohjaamo/shared/referrals/states.ts';
import { joinWrites } from '../cases/index.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type TimelineEntry, timelineWrite } from '../kernel/timeline.ts';
import type { ReferralRow } from './record.ts';
import { isOver } from '@ohjaamo/shared/referrals/states.ts';
import { type Found, readReferrals, receivedWrites, referralWrite } from './repository.ts';

/** What a step changes beside the referral itself. */
export interface Consequences {
  readonly after: ReferralRow;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly step: ReferralStep;
  readonly by?: StaffId | undefined;
  /** The sender's task about this referral from now on; `null` takes it away, absent leaves it. */
  readonly task?: CaseTask | null;
  /** The organisation that has accepted, to whom the policies open the case by consent. */
  readonly receiver?: string;
  /** The worker who joins the team. */
  readonly joins?: StaffId | undefined;
}

const told: Partial<Record<ReferralStep, TimelineKind>> = {
  SEND: 'REFERRAL_SENT',
  ACCEPT: 'REFERRAL_ANSWERED',
  DECLINE: 'REFERRAL_ANSWERED',
  OFFER_ALTERNATIVE: 'REFERRAL_ANSWERED',
  BOOK_MEETING: 'REFERRAL_MEETING',
  KEEP_MEETING: 'REFERRAL_MEETING',
  MISS_MEETING: 'REFERRAL_MEETING',
  CLOSE: 'REFERRAL_CLOSED',
  WITHDRAW: 'REFERRAL_CLOSED',
  GIVE_BACK: 'REFERRAL_CLOSED',
};

/**
 * Writes a step of a referral in one transaction: the referral as it was read, the receiver's line, the client's row (task,
 * receivers, team), the entry of the story and `more`. False when something of it changed in between: read again and judge anew.
 */
export async function putStep(
  scope: TenantScope,
  { person, referral: before }: Found,
  consequences: Consequences,
  more: readonly Write[],
): Promise<boolean> {
  const { after, at, step, by, joins } = consequences;
  const joining = joins !== undefined && !person.team.some(({ staffId }) => staffId === joins);
  const leaves = await leaving(scope, person, after);
  const done = await scope.cases.transact([
    referralWrite(scope, person.id, before, after),
    ...receivedWrites(scope, person.id, after, at),
    ...clientWrites(scope, { person, referral: before }, { ...consequences, leaves }),
    ...(joining ? joinWrites(scope, person.id, joins, at) : []),
    ...storyOf(scope, person.id, after, { step, at, by }),
    ...more,
  ]);
  return done.ok;
}

/** The organisation to which the case is open no longer, when this was its last open referral. A Query when one is over. */
async function leaving(
  scope: TenantScope,
  { id, receivers }: Found['person'],
  { id: referral, to, state }: ReferralRow,
): Promise<string | undefined> {
  if (!isOver(state) || to.kind !== 'ORGANISATION' || !receivers.includes(to.code)) return undefined;
  const kept = (await readReferrals(scope, id)).some(
    (other) =>
      other.id !== referral &&
      other.to.kind === 'ORGANISATION' &&
      other.to.code === to.code &&
      !isOver(other.state) &&
      other.history.some(({ step }) => step === 'ACCEPT'),
  );
  return kept ? undefined : to.code;
}

/** The case's story tells of what happened to others' eyes; drafts and looks are nobody's story. */
function storyOf(
  scope: TenantScope,
  client: Found['person']['id'],
  { id, categories, from }: ReferralRow,
  { step, at, by }: Pick<Consequences, 'step' | 'at' | 'by'>,
): Write[] {
  const what = told[step];
  if (!what) return [];
  // That somebody was sent to a place of help says as much as the most private thing that goes along.
  const category = categories.includes('WELLBEING') ? 'WELLBEING' : (categories[0] ?? 'BASICS');
  const entry: TimelineEntry = {
    ...{ id: `${id}-${step}`, at, what, category, owner: from, record: id },
    ...(by !== undefined && { by }),
  };
  return [timelineWrite(scope, client, entry)];
}

/** The one change of the client's own row, in one update: a transaction touches each row once. */
function clientWrites(
  scope: TenantScope,
  { person, referral }: Found,
  { task, receiver, joins, leaves }: Consequences & { readonly leaves?: string | undefined },
): Write[] {
  const joinsReceivers = receiver !== undefined && !person.receivers.includes(receiver);
  const moves = joinsReceivers || leaves !== undefined;
  const receivers = [
    ...person.receivers.filter((each) => each !== leaves),
    ...(joinsReceivers ? [receiver] : []),
  ];
  const joining = joins !== undefined && !person.team.some(({ staffId }) => staffId === joins);
  const sets = [
    ...(task ? ['tasks.#task = :task'] : []),
    ...(moves ? ['receivers = :receivers'] : []),
    ...(joining ? ['team = :team'] : []),
  ];
  const removes = task === null ? ['tasks.#task'] : [];
  if (sets.length + removes.length === 0) return [];
  return [
    {
      Update: {
        TableName: scope.cases.name,
        Key: scope.keys.client(person.id, 'CLIENT'),
        UpdateExpression: [
          sets.length > 0 ? `SET ${sets.join(', ')}` : '',
          removes.length > 0 ? `REMOVE ${removes.join(', ')}` : '',
        ].join(' '),
        ConditionExpression: [
          'attribute_exists(pk)',
          ...(moves ? ['receivers = :readReceivers'] : []),
          ...(joining ? ['team = :readTeam'] : []),
        ].join(' AND '),
        ...(task !== undefined && { ExpressionAttributeNames: { '#task': taskId(referral) } }),
        ...valuesOf({
          ...(task && { ':task': task }),
          ...(moves && {
            ':receivers': receivers,
            ':readReceivers': person.receivers,
          }),
          ...(joining && {
            ':team': [...person.team, { staffId: joins, part: 'TEAM', throughReferral: true }],
            ':readTeam': person.team,
          }),
        }),
      },
    },
  ];
}

/** DynamoDB takes no empty set of values. */
function valuesOf(values: Readonly<Record<string, unknown>>) {
  return Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {};
}

/** The task of a referral on its client's row. */
export function taskId({ id }: Pick<ReferralRow, 'id'>): string {
  return `REFERRAL#${id}`;
}
