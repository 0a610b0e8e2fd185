import { type ClientId, staffId, trialId, type TrialId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import { benefitPayers, dayMarks, placeKinds, workFields } from '@ohjaamo/shared/employers/codes.ts';
import { trialStates } from '@ohjaamo/shared/employers/trialStates.ts';
import * as z from 'zod';
import { clientStands } from '../kernel/clientStands.ts';
import { openTexts, sealTexts } from '../kernel/sealing.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const head = z.object({
  kind: z.literal('TRIAL'),
  id: trialId,
  version: z.int(),
  state: z.enum(trialStates),
  earlier: z.boolean(),
  start: plainDate,
  end: plainDate,
  hoursPerDay: z.number().optional(),
  daysPerWeek: z.int().optional(),
  payer: z.enum(benefitPayers).optional(),
  directedOn: plainDate.optional(),
  recordedAt: z.string(),
  recordedBy: staffId,
  /** Code of the organisation that recorded it. */
  owner: z.string(),
});
/** Texts of a trial by their names; all of them are sealed. */
const textNames = ['employer', 'supervisor', 'tasks', 'goals', 'reason', 'evaluation'] as const;
type TextName = (typeof textNames)[number];
const trialRow = head.extend({ sealed: z.partialRecord(z.enum(textNames), z.string()) });

const dayRow = z.object({
  kind: z.literal('TRIAL_DAY'),
  trialId,
  version: z.int(),
  date: plainDate,
  mark: z.enum(dayMarks),
  recordedBy: staffId,
  sealed: z.partialRecord(z.enum(['words']), z.string()),
});

const wishesRow = z.object({
  kind: z.literal('WISHES'),
  version: z.int(),
  kinds: z.array(z.enum(placeKinds)),
  fields: z.array(z.enum(workFields)),
  municipality: z.string().optional(),
  hoursMost: z.int().optional(),
  languages: z.array(z.string()),
  unemployedSince: plainDate.optional(),
  recordedBy: staffId,
  recordedAt: z.string(),
  /** Code of the organisation that recorded them first. */
  owner: z.string(),
  sealed: z.partialRecord(z.enum(['words']), z.string()),
});

/** A day of a trial's diary, opened. */
export interface TrialDay extends Omit<z.infer<typeof dayRow>, 'sealed' | 'kind'> {
  readonly words?: string | undefined;
}

/** A work trial, opened. */
export interface Trial {
  readonly head: z.infer<typeof head>;
  readonly texts: Readonly<Partial<Record<TextName, string>>>;
  readonly days: readonly TrialDay[];
}

/** What a client wishes of work, opened. */
export interface WishesRecord extends Omit<z.infer<typeof wishesRow>, 'sealed' | 'kind'> {
  readonly words?: string | undefined;
}

const WISHES = 'WISHES';
const TURN = 'WORKCOUNT';
const turnRow = z.object({ turn: z.int() });
const trialKey = (id: TrialId): string => `TRIAL#${id}`;
const dayKey = (id: TrialId, date: string): string => `TRIALDAY#${id}#${date}`;

/** A client's trials with their diaries, by their first days; one consistent Query, 1 read unit for 4 KB. */
export async function listTrials(scope: TenantScope, client: ClientId): Promise<Trial[]> {
  const row = z.discriminatedUnion('kind', [trialRow, dayRow]);
  const range = { begins: 'TRIAL', consistent: true };
  const { items } = await scope.cases.query(scope.keys.client(client, 'TRIAL').pk, row, range);
  const days = await Promise.all(
    items.filter((item) => item.kind === 'TRIAL_DAY').map((item) => openDay(scope, client, item)),
  );
  const trials = await Promise.all(
    items
      .filter((item) => item.kind === 'TRIAL')
      .map(async ({ sealed, ...rest }) => ({
        head: rest,
        texts: await openTexts<TextName>(scope, { client, sk: trialKey(rest.id) }, sealed),
        days: days.filter((each) => each.trialId === rest.id),
      })),
  );
  return trials.sort((one, other) => one.head.start.localeCompare(other.head.start));
}

async function openDay(
  scope: TenantScope,
  client: ClientId,
  { sealed, kind: _kind, ...day }: z.infer<typeof dayRow>,
): Promise<TrialDay> {
  const place = { client, sk: dayKey(day.trialId, day.date) };
  const { words } = await openTexts<'words'>(scope, place, sealed);
  return { ...day, ...(words !== undefined && { words }) };
}

/**
 * The turn of a client's trials, consistently: it goes up with each new one. It is no count of them, since two clients may have been
 * made one. 1 read unit.
 */
export async function readTurn(scope: TenantScope, client: ClientId): Promise<number> {
  return (await scope.cases.get(scope.keys.client(client, TURN), turnRow))?.turn ?? 0;
}

/**
 * Puts a new trial with `more`. The turn must be what it was before the trials were read, so that two plans made at one time do not
 * go over the longest time together.
 */
export async function putNewTrial(
  scope: TenantScope,
  client: ClientId,
  trial: Trial,
  turn: number,
  more: readonly Write[],
): Promise<Result<void, 'id-already-used' | 'stale-version'>> {
  const done = await scope.cases.transact([
    scope.cases.putWrite(await itemOf(scope, client, trial), true),
    {
      Update: {
        TableName: scope.cases.name,
        Key: scope.keys.client(client, TURN),
        UpdateExpression: 'SET turn = :next, kind = :kind',
        ConditionExpression: turn === 0 ? 'attribute_not_exists(pk)' : 'turn = :turn',
        ExpressionAttributeValues: {
          ':next': turn + 1,
          ':kind': 'WORK_COUNT',
          ...(turn !== 0 && { ':turn': turn }),
        },
      },
    },
    clientStands(scope, client),
    ...more,
  ]);
  if (done.ok) return done;
  return fail(done.error.failures.some(({ index }) => index === 0) ? 'id-already-used' : 'stale-version');
}

/** Puts a changed trial with `more` while the version it was read at stands. */
export async function putTrial(
  scope: TenantScope,
  client: ClientId,
  trial: Trial,
  more: readonly Write[],
): Promise<Result<Trial, 'stale-version'>> {
  const { version } = trial.head;
  const changed = { ...trial, head: { ...trial.head, version: version + 1 } };
  const done = await scope.cases.transact([
    scope.cases.putOverWrite(await itemOf(scope, client, changed), version),
    ...more,
  ]);
  return done.ok ? succeed(changed) : fail('stale-version');
}

/** The write of a day of the diary, in the place of the version before. 1 unit for 1 KB. */
export async function dayWrite(
  scope: TenantScope,
  client: ClientId,
  { words, ...day }: TrialDay,
): Promise<Write> {
  const sk = dayKey(day.trialId, day.date);
  const sealed = await sealTexts(scope, { client, sk }, { words });
  const item = { ...scope.keys.client(client, sk), kind: 'TRIAL_DAY', ...day, sealed };
  return scope.cases.putOverWrite(item, day.version - 1);
}

/** What a client wishes, consistently; 1 read unit. */
export async function readWishes(scope: TenantScope, client: ClientId): Promise<WishesRecord | undefined> {
  const found = await scope.cases.get(scope.keys.client(client, WISHES), wishesRow);
  if (!found) return undefined;
  const { sealed, kind: _kind, ...wishes } = found;
  const { words } = await openTexts<'words'>(scope, { client, sk: WISHES }, sealed);
  return { ...wishes, ...(words !== undefined && { words }) };
}

/** The write of what a client wishes, in the place of the version before. */
export async function wishesWrite(
  scope: TenantScope,
  client: ClientId,
  { words, ...wishes }: WishesRecord,
): Promise<Write> {
  const sealed = await sealTexts(scope, { client, sk: WISHES }, { words });
  const item = { ...scope.keys.client(client, WISHES), kind: 'WISHES', ...wishes, sealed };
  return scope.cases.putOverWrite(item, wishes.version - 1);
}

async function itemOf(scope: TenantScope, client: ClientId, trial: Trial) {
  const sk = trialKey(trial.head.id);
  const sealed = await sealTexts(scope, { client, sk }, trial.texts);
  return { ...scope.keys.client(client, sk), ...trial.head, sealed };
}
