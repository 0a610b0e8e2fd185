import { stepsByTerms, type TermsFrom } from '@ohjaamo/shared/cases/datedTerms.ts';
import {
  type CaseFacts,
  closesOn,
  type CourseStep,
  dueSteps,
  nextLook,
} from '@ohjaamo/shared/cases/retention.ts';
import type { CaseTask } from '@ohjaamo/shared/kernel/caseTasks.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { localDate } from '@ohjaamo/shared/kernel/time.ts';
import * as z from 'zod';
import type { TenantScope } from '../../kernel/tenancy/scope.ts';
import { STORY, timelineWrite } from '../../kernel/timeline.ts';
import type { ClientFile } from '../repository.ts';
import { readClientFile } from '../repository.ts';
import type { ClientRow } from '../rows.ts';
import { closedOnOf } from './closedOn.ts';
import { beginErasure, type PersonGone, readErasure } from './erasure.ts';
import { dueValues, putClosing } from './repository.ts';

/** One night in one municipality. */
export interface Night {
  readonly scope: TenantScope;
  /** The terms that hold today, and those that will. */
  readonly terms: readonly TermsFrom[];
  readonly zone: string;
  /** The date in the tenant's zone. */
  readonly today: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  /** Code of the organisation that keeps the register. */
  readonly owner: string;
  readonly personGone: PersonGone;
}

const latestRow = z.object({ sk: z.string() });

/**
 * What the calendar's steps of a case depend on. The newest entry of the story and the newest contact say when something last
 * happened: 2 reads of 1 row.
 */
export async function readFacts(
  { scope, zone }: Pick<Night, 'scope' | 'zone'>,
  file: Pick<ClientFile, 'client' | 'episodes'>,
): Promise<CaseFacts> {
  const { client } = file;
  const newest = { newestFirst: true, limit: 1, consistent: true };
  // What was taken into this record was contact with the same person.
  const met = [client.id, ...(client.mergedFrom ?? [])].map((id) =>
    scope.cases.query(scope.keys.contacts(id, '').pk, latestRow, newest),
  );
  const [entries, ...contacts] = await Promise.all([
    scope.cases.query(scope.keys.client(client.id, '').pk, latestRow, { begins: STORY, ...newest }),
    ...met,
  ]);
  const instants = [entries.items[0]?.sk.slice(STORY.length), ...contacts.map(({ items }) => items[0]?.sk)];
  const days = instants.flatMap((sk) =>
    sk === undefined ? [] : [localDate(Math.floor(Date.parse(sk.split('#')[0] ?? '') / 60_000), zone)],
  );
  return {
    lastActiveOn: [client.episodeOpenedOn, ...days].reduce((one, other) => (other > one ? other : one)),
    closedOn: closedOnOf(file),
    birthDate: client.birthDate,
    held: client.held === true || client.restriction !== undefined,
  };
}

/**
 * Does what is due of one case on this day and says when to look again. What it does a second time on the same day changes
 * nothing. Gives the number of things done. About 4 reads, and 1 write when nothing is due.
 */
export async function lookAt(night: Night, id: ClientId): Promise<number> {
  const { scope, terms, today } = night;
  const file = await readClientFile(scope, id);
  if (!file) return 0;
  if (file.client.mergedInto) return lookAtMerged(night, file, file.client.mergedInto);
  // What is restricted is kept, and changed by nobody but whoever guides: the calendar waits (GDPR article 18(2)).
  if (file.client.restriction) return restUntil(night, file.client, [], nextLook([], true, today));
  const steps = stepsByTerms(await readFacts(night, file), terms);
  const due = dueSteps(steps, file.client.applied ?? {}, today);
  if (due.some(({ what }) => what === 'ERASE')) return erase(night, file);
  const warning = steps.find(({ what }) => what === 'WARN_INACTIVE');
  const isInactive = warning !== undefined && warning.on <= today;
  const { closesOn: told } = file.client;
  if (isInactive && told !== undefined && told <= today) return closeInactive(night, file);
  return note(night, file.client, { steps, due, isInactive });
}

/** What was taken into another record goes with that one; left behind by one that is gone, it goes by itself. 2 reads. */
async function lookAtMerged(night: Night, file: ClientFile, into: ClientId): Promise<number> {
  const { scope, today } = night;
  const [stays, going] = await Promise.all([
    scope.cases.get(scope.keys.client(into, 'CLIENT'), z.unknown()),
    readErasure(scope, into),
  ]);
  if (stays === undefined && !going) return erase(night, file, into);
  return restUntil(night, file.client, [], nextLook([], false, today));
}

/** The term has come: the client's row goes; what else there is of the case goes with the erasures of this night. */
async function erase(
  { scope, today, at, personGone }: Night,
  { client }: ClientFile,
  leftBy?: ClientId,
): Promise<number> {
  const beginning = { ground: 'TERM', on: today, at, ...(leftBy !== undefined && { leftBy }) } as const;
  const done = await beginErasure(scope, client, beginning, await personGone(scope, client.id));
  // A hold that was set in this moment keeps the record.
  return done.ok ? 1 : 0;
}

async function closeInactive(night: Night, { client, episodes }: ClientFile): Promise<number> {
  const { scope, today, at, owner } = night;
  const open = episodes.find(({ state }) => state === 'OPEN');
  if (!open) return 0;
  const closing = {
    on: today,
    destination: 'UNKNOWN',
    reason: 'INACTIVE',
    owner,
    followUp: false,
  } as const;
  const entry = {
    id: open.id,
    at,
    what: 'EPISODE_CLOSED',
    category: 'BASICS',
    owner,
    record: open.id,
  } as const;
  const done = await putClosing(scope, client.id, { episode: open.id, closing }, [
    timelineWrite(scope, client.id, entry),
  ]);
  return done.ok ? 1 : 0;
}

interface Looked {
  readonly steps: readonly CourseStep[];
  readonly due: readonly CourseStep[];
  readonly isInactive: boolean;
}

/** Sets the tasks that are due and takes back a warning that something has happened since; then the case rests. */
async function note(night: Night, client: ClientRow, { steps, due, isInactive }: Looked): Promise<number> {
  const { today } = night;
  const closing = steps.find(({ what }) => what === 'CLOSE_INACTIVE');
  const tasks: [string, CaseTask | undefined][] = due.flatMap(({ what, on }) =>
    what === 'AGEING_OUT_3_MONTHS' || what === 'AGEING_OUT_6_MONTHS'
      ? [[what, { kind: what, dueOn: on }] satisfies [string, CaseTask]]
      : [],
  );
  let told = client.closesOn;
  if (isInactive && closing && told === undefined) {
    told = closesOn(closing.on, today);
    tasks.push(['CLOSE_INACTIVE', { kind: 'CLOSE_INACTIVE', dueOn: told }]);
  } else if (!isInactive && told !== undefined) {
    told = undefined;
    tasks.push(['CLOSE_INACTIVE', undefined]);
  }
  const isWatched = told !== undefined || client.held === true || client.erasureAsked !== undefined;
  const closed = told === undefined ? [] : [{ what: 'CLOSE_INACTIVE' as const, on: told }];
  const look = nextLook([...steps, ...closed], isWatched, today);
  const applied = { ...client.applied, ...Object.fromEntries(due.map(({ what, on }) => [what, on])) };
  await restUntil(night, { ...client, applied, closesOn: told }, tasks, look);
  return tasks.length;
}

/** Writes what was noted and the day of the next look. */
async function restUntil(
  { scope }: Night,
  { id, applied = {}, closesOn: told }: ClientRow,
  tasks: readonly (readonly [string, CaseTask | undefined])[],
  look: string,
): Promise<number> {
  const set = tasks.filter(([, task]) => task !== undefined);
  const removed = tasks.filter(([, task]) => task === undefined);
  const sets = [
    'workerPk = :duePk',
    'workerSk = :dueSk',
    'applied = :applied',
    ...(told === undefined ? [] : ['closesOn = :told']),
    ...set.map((_, index) => `tasks.#set${String(index)} = :set${String(index)}`),
  ];
  const removes = [
    ...(told === undefined ? ['closesOn'] : []),
    ...removed.map((_, index) => `tasks.#removed${String(index)}`),
  ];
  const names: Record<string, string> = Object.fromEntries([
    ...set.map(([name], index): [string, string] => [`#set${String(index)}`, name]),
    ...removed.map(([name], index): [string, string] => [`#removed${String(index)}`, name]),
  ]);
  const values: Record<string, unknown> = Object.fromEntries(
    set.map(([, task], index) => [`:set${String(index)}`, task]),
  );
  await scope.cases.update({
    Key: scope.keys.client(id, 'CLIENT'),
    UpdateExpression: `SET ${sets.join(', ')}${removes.length > 0 ? ` REMOVE ${removes.join(', ')}` : ''}`,
    ConditionExpression: 'attribute_exists(pk)',
    ...(tasks.length > 0 && { ExpressionAttributeNames: names }),
    ExpressionAttributeValues: {
      ...dueValues(scope, id, look),
      ':applied': applied,
      ...(told !== undefined && { ':told': told }),
      ...values,
    },
  });
  return 0;
}
