import { topic } from '@ohjaamo/shared/kernel/codes.ts';
import { language } from '@ohjaamo/shared/kernel/i18n.ts';
import { type CallId, callId, type SiteId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import { numberEnd } from '@ohjaamo/shared/messages/calls.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/** Somebody to call back, in the site's inbox until the number goes. */
const callBackRecord = z.object({
  kind: z.literal('CALL_BACK'),
  id: callId,
  from: z.enum(['WEB', 'PHONE']),
  askedAt: z.int(),
  language: language.optional(),
  number: z.string().optional(),
  nickname: z.string().optional(),
  times: z.string().optional(),
  interpreter: z.string().optional(),
  claimedBy: staffId.optional(),
  tries: z.array(z.object({ id: callId, at: z.int(), staffId, outcome: z.enum(['NOT_REACHED', 'DONE']) })),
  version: z.int(),
});

/** One call for the figures: nobody's number, nobody's name. */
const callRecord = z.object({
  kind: z.literal('CALL'),
  id: callId,
  date: plainDate,
  at: z.int(),
  answered: z.boolean(),
  topics: z.array(topic),
  recordedBy: staffId,
});

export type CallBackRecord = z.infer<typeof callBackRecord>;
export type CallRecord = z.infer<typeof callRecord>;

const CALL_BACK = 'CALL_BACK#';

/** The call-backs of a site whose numbers are still kept: one Query, eventually consistent. */
export async function readCallBacks(
  scope: TenantScope,
  site: SiteId,
  now: number,
): Promise<CallBackRecord[]> {
  const { items } = await scope.work.query(scope.keys.inbox(site, '').pk, callBackRecord, {
    begins: CALL_BACK,
  });
  return items.filter((task) => now < numberEnd(task));
}

/** One call-back, consistently; gone once its number is. */
export async function readCallBack(
  scope: TenantScope,
  site: SiteId,
  id: CallId,
  now: number,
): Promise<CallBackRecord | undefined> {
  const task = await scope.work.get(scope.keys.inbox(site, `${CALL_BACK}${id}`), callBackRecord);
  return task && now < numberEnd(task) ? task : undefined;
}

/** The write of a call-back that is new, or that still is as `before`. */
function callBackWrite(
  scope: TenantScope,
  site: SiteId,
  task: CallBackRecord,
  before?: CallBackRecord,
): Write {
  const expiresAtSeconds = Math.ceil(numberEnd(task) / 1000);
  const item = { ...scope.keys.inbox(site, `${CALL_BACK}${task.id}`), ...task, expiresAtSeconds };
  return scope.work.putOverWrite(item, before?.version ?? 0);
}

/** Writes a call-back with `more`: 2 write units each. False when it changed meanwhile, or its id is in use. */
export async function putCallBack(
  scope: TenantScope,
  site: SiteId,
  task: CallBackRecord,
  before: CallBackRecord | undefined,
  more: readonly Write[],
): Promise<boolean> {
  return (await scope.work.transact([callBackWrite(scope, site, task, before), ...more])).ok;
}

/** Writes a call, with the task that a missed one leaves and `more`; fails when the id is in use, with the call that stands when it is a call's. */
export async function putCall(
  scope: TenantScope,
  site: SiteId,
  call: CallRecord,
  task: CallBackRecord | undefined,
  more: readonly Write[],
): Promise<Result<void, { readonly standing: CallRecord | undefined }>> {
  const key = scope.keys.call(site, call.date.slice(0, 7), `${call.date}#${call.id}`);
  const done = await scope.work.transact([
    scope.work.putWrite({ ...key, ...call }, true),
    ...(task ? [callBackWrite(scope, site, task)] : []),
    ...more,
  ]);
  if (done.ok) return succeed(undefined);
  const standing = done.error.failures.find(({ index }) => index === 0)?.item;
  return fail({ standing: standing && callRecord.parse(standing) });
}

/** The calls of a site from one date to another, both inclusive: one Query for each month. */
export async function readCalls(
  scope: TenantScope,
  site: SiteId,
  from: string,
  to: string,
): Promise<CallRecord[]> {
  const months = [...new Set([from.slice(0, 7), to.slice(0, 7)])];
  const pages = await Promise.all(
    months.map((month) =>
      // `~` sorts after every id of the last date.
      scope.work.query(scope.keys.call(site, month, '').pk, callRecord, { between: [from, `${to}#~`] }),
    ),
  );
  return pages.flatMap(({ items }) => items);
}
