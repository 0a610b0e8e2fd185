import { accessibilityId, accessibilityStates, keptFrom } from '@ohjaamo/shared/feedback/accessibility.ts';
import { language } from '@ohjaamo/shared/kernel/i18n.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import * as z from 'zod';
import type { Table } from '../../kernel/table.ts';
import type { Key } from '../../kernel/tenancy/keys.ts';

/** What the sender has been told of by mail. */
export const tellings = ['RECEIVED', 'EXTENDED', 'ANSWERED'] as const;
export type Telling = (typeof tellings)[number];

/** Feedback about accessibility, as a municipality or the service itself keeps it. */
const accessibilityRecord = z.object({
  kind: z.literal('ACCESSIBILITY'),
  id: accessibilityId,
  /** Hashes of the secrets that open it: the page's own, and one for each mail. */
  links: z.array(z.string()),
  language,
  /** Epoch minute. */
  receivedAt: z.int(),
  text: z.string(),
  place: z.string().optional(),
  /** Where the answer is mailed; gone with the mail that tells of it. */
  email: z.string().optional(),
  /** Whether there was an address. */
  mailed: z.boolean(),
  state: z.enum(accessibilityStates),
  extendedTo: plainDate.optional(),
  extension: z.string().optional(),
  answer: z.string().optional(),
  /** Epoch minute. */
  answeredAt: z.int().optional(),
  version: z.int(),
  told: z.array(z.enum(tellings)),
});
export type AccessibilityRecord = z.infer<typeof accessibilityRecord>;

const reminderRecord = z.object({ email: z.string().optional() });

/** Where feedback about accessibility is kept: by one municipality, or by the service. */
export interface Shelf {
  readonly table: Table;
  readonly key: (sk: string) => Key;
  readonly zone: string;
}

/** Behind every id in the order of keys: ids are digits and small letters. */
const BEHIND = '~';
/** Where the address of reminders stands; sorts before every id. */
const REMINDER = '#REMINDER';
/** So many of the newest are listed; a municipality has a few a year, and takes no more than 40 a day. */
const LISTED = 300;
/** Writes of one transaction. */
const AT_ONCE = 100;

/** One piece of feedback, consistently. */
export function readAccessibility(shelf: Shelf, id: string): Promise<AccessibilityRecord | undefined> {
  return shelf.table.get(shelf.key(id), accessibilityRecord);
}

/** Keeps a new piece of feedback; false when one of its id stands there. */
export async function putAccessibility(shelf: Shelf, record: AccessibilityRecord): Promise<boolean> {
  return (await shelf.table.put({ ...shelf.key(record.id), ...record }, true)).ok;
}

/** The newest pieces of feedback: one Query. */
export async function newestAccessibility(shelf: Shelf): Promise<AccessibilityRecord[]> {
  const range = { between: ['2', BEHIND], newestFirst: true, limit: LISTED, consistent: true } as const;
  return (await shelf.table.query(shelf.key('').pk, accessibilityRecord, range)).items;
}

/** What a step writes over the version that was seen. */
export type StepWritten = Pick<
  AccessibilityRecord,
  'state' | 'extendedTo' | 'extension' | 'answer' | 'answeredAt'
>;

/** Takes a step; fails when somebody else was faster. Leaves alone what the mail writes at the same time. */
export async function writeStep(
  shelf: Shelf,
  { id, version }: Pick<AccessibilityRecord, 'id' | 'version'>,
  written: StepWritten,
): Promise<Result<void, 'stale'>> {
  const fields = Object.entries({ ...written, version: version + 1 });
  // A transaction, which DynamoDB knows again: tried once more after a lost answer, a plain update would find its own work and refuse it.
  const Update = {
    TableName: shelf.table.name,
    Key: shelf.key(id),
    UpdateExpression: `SET ${fields.map(([name]) => `#${name} = :${name}`).join(', ')}`,
    ConditionExpression: '#version = :before',
    ExpressionAttributeNames: Object.fromEntries(fields.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ':before': version,
      ...Object.fromEntries(fields.map(([name, value]) => [`:${name}`, value])),
    },
  };
  const done = await shelf.table.transact([{ Update }]);
  return done.ok ? succeed(undefined) : fail('stale');
}

/** Adds the hash of a link that a mail will hold. */
export async function addLink(shelf: Shelf, id: string, hash: string): Promise<void> {
  await shelf.table.update({
    Key: shelf.key(id),
    UpdateExpression: 'SET links = list_append(links, :link)',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':link': [hash] },
  });
}

/** Notes that the sender was told; with the last mail the address goes. */
export async function noteTold(shelf: Shelf, id: string, what: Telling): Promise<void> {
  await shelf.table.update({
    Key: shelf.key(id),
    UpdateExpression: `SET told = list_append(told, :what)${what === 'ANSWERED' ? ' REMOVE email' : ''}`,
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':what': [what] },
  });
}

/** Where the house is reminded, if it has said. */
export async function readReminder(shelf: Shelf): Promise<string | undefined> {
  return (await shelf.table.get(shelf.key(REMINDER), reminderRecord))?.email;
}

/** Sets where the house is reminded. */
export async function putReminder(shelf: Shelf, email: string | undefined): Promise<void> {
  await shelf.table.put({
    ...shelf.key(REMINDER),
    kind: 'ACCESSIBILITY_REMINDER',
    ...(email !== undefined && { email }),
  });
}

/** Erases what was answered and whose term is over; gives how many there were. One Query, one write for each. */
export async function eraseAccessibility(shelf: Shelf, today: string): Promise<number> {
  const between = ['2', keptFrom(today)] as const;
  const { items } = await shelf.table.query(shelf.key('').pk, accessibilityRecord, { between });
  const over = items.filter(({ state }) => state === 'ANSWERED');
  const deletes = over.map(({ id }) => ({
    Delete: { TableName: shelf.table.name, Key: shelf.key(id) },
  }));
  for (let from = 0; from < deletes.length; from += AT_ONCE) {
    await shelf.table.transact(deletes.slice(from, from + AT_ONCE));
  }
  return over.length;
}
