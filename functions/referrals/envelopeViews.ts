import { stepsOpen } from '@ohjaamo/shared/referrals/states.ts';
import type { ReceivedLine, ReceivedView } from '@ohjaamo/shared/referrals/views.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { openEnvelope } from './envelopeRepository.ts';
import { readPackage } from './package.ts';
import { findPerson } from './repository.ts';
import { type Place, workerName } from './place.ts';
import type { EnvelopeRow } from './record.ts';

/** Whose it is, as far as that may be shown: the client's own name after acceptance, before it that of the opened packet. */
async function nameOf(
  scope: TenantScope,
  { clientId, seenAt, recalledAt }: EnvelopeRow,
  carried: () => Promise<string | undefined>,
): Promise<string | undefined> {
  if (clientId !== undefined) return (await findPerson(scope, clientId))?.displayName;
  if (seenAt === undefined || recalledAt !== undefined) return undefined;
  return readPackage(await carried(), false)?.name;
}

/** A line of the list for a referral from another municipality; its name stands sealed, and is opened once somebody has looked. */
export async function viewEnvelopeLine(
  scope: TenantScope,
  row: EnvelopeRow,
  place: Place,
): Promise<ReceivedLine> {
  const { id, state, fromName, wish, warm, sentAt, recalledAt, accepting, acceptedBy = accepting?.by } = row;
  const name = await nameOf(scope, row, async () => (await openEnvelope(scope, row)).package);
  return {
    ...{ id, state, fromName, wish, warm, sentAt, ended: recalledAt !== undefined },
    ...(name !== undefined && { name }),
    ...(acceptedBy && { acceptedBy: workerName(place, acceptedBy) }),
  };
}

/** A referral from another municipality: nothing of the person before it is opened, nor after it was recalled. */
export async function viewEnvelope(
  scope: TenantScope,
  row: EnvelopeRow,
  { place, worker }: { readonly place: Place; readonly worker: string },
): Promise<ReceivedView> {
  const { id, state, wish, warm, sentAt, categories, fromName, seenAt, recalledAt, accepting } = row;
  const acceptedBy = row.acceptedBy ?? accepting?.by;
  const ended = recalledAt !== undefined;
  const texts = !ended && seenAt !== undefined ? await openEnvelope(scope, row) : {};
  const sent = readPackage(texts.package, false);
  const { answer, meeting, outcome, clientId } = row;
  const name = await nameOf(scope, row, () => Promise.resolve(texts.package));
  return {
    ...{ id, state, wish, warm, sentAt, categories, fromName, ended },
    fromElsewhere: true,
    confirming: accepting !== undefined,
    mine: acceptedBy === worker,
    ...(name !== undefined && { name }),
    ...(sent && { sent }),
    ...(clientId && { clientId }),
    ...(seenAt && { seenAt }),
    ...(acceptedBy && { acceptedBy: workerName(place, acceptedBy) }),
    ...(answer && { answer: { ...answer, ...(texts.answer && { text: texts.answer }) } }),
    ...(meeting && { meeting: { ...meeting, ...(texts.place && { place: texts.place }) } }),
    ...(outcome && { outcome }),
    ...(texts.outcome && { outcomeText: texts.outcome }),
    steps: ended || accepting ? [] : stepsOpen(state, 'RECEIVER'),
  };
}
