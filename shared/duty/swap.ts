import * as z from 'zod';
import { staffId, type StaffId } from '../kernel/ids.ts';
import { fail, type Result, succeed } from '../kernel/result.ts';
import { isoWeek } from '../kernel/time.ts';
import { placeId } from './rota.ts';

export const swapId = z
  .string()
  .regex(/^[0-9a-z]{20}$/u)
  .brand<'SwapId'>();
export type SwapId = z.infer<typeof swapId>;

const placeInWeek = z.strictObject({ week: isoWeek, place: placeId });

export const swapStates = ['PROPOSED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN'] as const;
export const swapAnswer = z.enum(['ACCEPT', 'DECLINE', 'WITHDRAW']);
export type SwapAnswer = z.infer<typeof swapAnswer>;

/** A worker offers a published place to a colleague: for one of the colleague's, or for nothing. */
export const swap = z.strictObject({
  id: swapId,
  from: staffId,
  to: staffId,
  give: placeInWeek,
  take: placeInWeek.optional(),
  state: z.enum(swapStates),
});
export type Swap = z.infer<typeof swap>;

const events: Readonly<Record<SwapAnswer, { by: 'from' | 'to'; to: Swap['state'] }>> = {
  ACCEPT: { by: 'to', to: 'ACCEPTED' },
  DECLINE: { by: 'to', to: 'DECLINED' },
  WITHDRAW: { by: 'from', to: 'WITHDRAWN' },
};

/**
 * The state after an answer. Only the two whom it concerns see a swap: to anybody else it is not found. The same answer again
 * changes nothing; another one comes too late.
 */
export function answerSwap(
  { state, ...swapped }: Swap,
  answer: SwapAnswer,
  by: StaffId,
): Result<Swap['state'], 'not-found' | 'state-conflict'> {
  const event = events[answer];
  if (by !== swapped.from && by !== swapped.to) return fail('not-found');
  if (by !== swapped[event.by]) return fail('state-conflict');
  return state === 'PROPOSED' || state === event.to ? succeed(event.to) : fail('state-conflict');
}
