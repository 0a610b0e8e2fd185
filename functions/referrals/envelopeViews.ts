import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { receiverSteps } from '@ohjaamo/shared/referrals/states.ts';
import type { ReceivedLine, ReceivedView } from '@ohjaamo/shared/referrals/views.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { openEnvelope } from './envelopeRepository.ts';
import { readPackage } from './package.ts';
import { findPerson, type PersonRow } from './repository.ts';
import { standingOf } from './standing.ts';
import { type Place, workerName } from './place.ts';
import type { EnvelopeRow } from './record.ts';
import { resultsOf } from './views.ts';

/** Who looks at it, where and when. */
interface Looking {
  readonly place: Place;
  readonly worker: StaffId;
}

/** The client whom accepting opened. */
export async function acceptedPerson(
  scope: TenantScope,
  { clientId }: EnvelopeRow,
): Promise<PersonRow | undefined> {
  return clientId && (await findPerson(scope, clientId));
}

/** Whose it is, as far as that may be shown: the client's own name after acceptance, before it that of the opened packet. */
async function nameOf(
  { clientId, seenAt, recalledAt }: EnvelopeRow,
  person: PersonRow | undefined,
  carried: () => Promise<string | undefined>,
): Promise<string | undefined> {
  if (clientId !== undefined) return person?.displayName;
  if (seenAt === undefined || recalledAt !== undefined) return undefined;
  return readPackage(await carried(), false)?.name;
}

/** A line of the list for a referral from another municipality; its name stands sealed, and is opened for who has looked. */
export async function viewEnvelopeLine(
  scope: TenantScope,
  row: EnvelopeRow,
  { place, worker }: Looking,
): Promise<ReceivedLine> {
  const { id, state, fromName, wish, warm, sentAt, recalledAt, accepting, acceptedBy = accepting?.by } = row;
  const person = await acceptedPerson(scope, row);
  const { knows } = standingOf(worker, row, person?.team);
  const name = knows
    ? await nameOf(row, person, async () => (await openEnvelope(scope, row)).package)
    : undefined;
  return {
    ...{ id, state, fromName, wish, warm, sentAt, ended: recalledAt !== undefined },
    ...(name !== undefined && { name }),
    ...(acceptedBy && { acceptedBy: workerName(place, acceptedBy) }),
  };
}

/** A referral from another municipality: nothing of the person before the worker has opened it, nor after it was recalled. */
export async function viewEnvelope(
  scope: TenantScope,
  row: EnvelopeRow,
  { place, worker }: Looking,
): Promise<ReceivedView> {
  const { id, state, wish, warm, sentAt, categories, fromName, seenAt, recalledAt, accepting } = row;
  const acceptedBy = row.acceptedBy ?? accepting?.by;
  const ended = recalledAt !== undefined;
  const person = await acceptedPerson(scope, row);
  const standing = standingOf(worker, row, person?.team);
  const open = !ended && seenAt !== undefined && standing.knows;
  const texts = open ? await openEnvelope(scope, row) : {};
  const sent = readPackage(texts.package, false);
  const { clientId } = row;
  const name = standing.knows ? await nameOf(row, person, () => Promise.resolve(texts.package)) : undefined;
  return {
    ...{ id, state, wish, warm, sentAt, categories, fromName, ended },
    fromElsewhere: true,
    confirming: accepting !== undefined,
    mine: acceptedBy === worker,
    ...(name !== undefined && { name }),
    ...(sent && { sent }),
    ...(clientId && standing.knows && { clientId }),
    ...(seenAt && { seenAt }),
    ...(acceptedBy && { acceptedBy: workerName(place, acceptedBy) }),
    ...(standing.knows && resultsOf(row, texts)),
    steps: ended || accepting ? [] : receiverSteps(state, standing),
  };
}
