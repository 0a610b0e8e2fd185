import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { openingWrites } from '../cases/index.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { traceWrite } from '../kernel/traces.ts';
import { arrivalWrite } from './arrivals.ts';
import { contentAfter, openEnvelope } from './envelopeRepository.ts';
import { readPackage } from './package.ts';
import { changeEnvelope } from './recall.ts';
import type { EnvelopeRow } from './record.ts';
import { readPerson } from './repository.ts';

/**
 * Opens the client whom somebody of the receiving municipality accepts, now that the sender's ground was asked: the client, what arrived
 * with its source (L04), the envelope without its packet, and the trace by which erasing finds that, in one transaction. Done twice it
 * opens one client. Ids that somebody else has used meanwhile undo the wish to accept, so that it can be said again.
 */
export async function openThere(theirs: TenantScope, envelope: EnvelopeRow, clock: Clock): Promise<void> {
  const { accepting, ...rest } = envelope;
  if (envelope.acceptedBy !== undefined || accepting === undefined) return;
  const { at, by, clientId, episodeId } = accepting;
  const text = (await openEnvelope(theirs, envelope)).package;
  const sent = readPackage(text, false);
  if (text === undefined || !sent || (await readPerson(theirs, clientId))) {
    return changeEnvelope(theirs, envelope, rest);
  }
  const asked = {
    ...{ clientId, episodeId, displayName: sent.name, contactLanguage: sent.language },
    identification: 'LIGHT',
    routeIn: 'OTHER',
    mainActivity: 'UNKNOWN',
    ...sent.contact,
  } as const;
  const after: EnvelopeRow = {
    ...rest,
    ...{ state: 'ACCEPTED', changedAt: at, acceptedBy: by, clientId },
    sealed: contentAfter('ACCEPT', envelope, envelope.sealed),
  };
  await changeEnvelope(theirs, envelope, after, [
    ...(await openingWrites({ scope: theirs, clock, worker: by }, asked)),
    await arrivalWrite(theirs, clientId, envelope, text),
    traceWrite(theirs, clientId, theirs.keys.envelope(envelope.id)),
  ]);
}
