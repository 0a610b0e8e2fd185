import type { ReferralId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import { consentGap } from '@ohjaamo/shared/referrals/ground.ts';
import { isOver } from '@ohjaamo/shared/referrals/states.ts';
import { consentRow } from '../cases/index.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readEnvelope, readEnvelopes } from './envelopeRepository.ts';
import { viewEnvelope, viewEnvelopeLine } from './envelopeViews.ts';
import { consentsOf, mayBeGiven } from './grounds.ts';
import { daysFrom, type Place, readPlace } from './place.ts';
import type { ReceivedRow } from './record.ts';
import {
  findReferral,
  type Found,
  type PersonRow,
  readMember,
  readPeople,
  readReceivedRow,
  readReceivedRows,
} from './repository.ts';
import { viewLine, viewReceived } from './views.ts';

/** Days that what is over stays in the list. */
const LISTED_DAYS = 90;

/** Whose list it is: the worker's own organisation, and whether that one also receives what other municipalities send. */
export interface Receiving {
  readonly organisation: string;
  readonly fromElsewhere: boolean;
}

/** Where the worker receives. Referrals from elsewhere go to those of the register's organisation who guide. */
export async function receivingOf(
  { scope, actor }: Pick<ContextOf<typeof referralsRoutes.readReceived>, 'scope' | 'actor'>,
  { tenant }: Place,
): Promise<Receiving | undefined> {
  const member = await readMember(scope, actor.staffId);
  if (!member) return undefined;
  const home = tenant.organisations.find(({ code }) => code === member.organisation);
  const guides = actor.roles.some((role) => role === 'COUNSELLOR' || role === 'OUTREACH_WORKER');
  return { organisation: member.organisation, fromElsewhere: guides && home?.runsSites === true };
}

/**
 * What was sent to the worker's organisation. Before the worker has opened it a line says who sent it, when and what is wished; a name
 * it has only afterwards, and only while what it rests on holds. Each name shown is a row of the log.
 */
export const listReceived: UseCase<typeof referralsRoutes.listReceived> = async (context) => {
  const { scope, clock, audit, actor } = context;
  const place = await readPlace(scope, clock);
  const receiving = await receivingOf(context, place);
  if (!receiving) return succeed({ body: { referrals: [] }, subjects: [] });
  const [rows, envelopes] = await Promise.all([
    readReceivedRows(scope, receiving.organisation),
    receiving.fromElsewhere ? readEnvelopes(scope) : Promise.resolve([]),
  ]);
  const since = daysFrom(place.at, -LISTED_DAYS);
  const listed = rows.filter(({ state, changedAt }) => !isOver(state) || changedAt >= since);
  const { staffId: worker } = actor;
  const [holding, people] = await Promise.all([
    holdingNow(scope, listed, place, receiving.organisation),
    peopleOf(scope, listed),
  ]);
  const lines = listed.map((row) => ({
    row,
    line: viewLine(row, place, { holds: holding.has(row.id), worker, person: people.get(row.clientId) }),
  }));
  audit.because({ organisation: receiving.organisation, purpose: 'REFERRAL' });
  const elsewhere = envelopes
    .filter(({ state, changedAt }) => (!isOver(state) && state !== 'DECLINED') || changedAt >= since)
    .map(async (row) => ({ row, line: await viewEnvelopeLine(scope, row, { place, worker }) }));
  const arrived = await Promise.all(elsewhere);
  const referrals = [...lines, ...arrived].map(({ line }) => line);
  return succeed({
    body: { referrals: referrals.toSorted((one, other) => other.sentAt.localeCompare(one.sentAt)) },
    subjects: [
      ...lines.flatMap(({ row, line }) => (line.name === undefined ? [] : [row.clientId])),
      ...arrived.flatMap(({ row, line }) => (line.name === undefined ? [] : [row.clientId ?? row.id])),
    ],
  });
};

/** The referrals whose consent holds at this moment, or that rest on a provision of law. 1 read unit for each consent. */
async function holdingNow(
  scope: TenantScope,
  rows: readonly ReceivedRow[],
  { today }: Place,
  to: string,
): Promise<Set<ReferralId>> {
  const keys = rows.flatMap(({ clientId, consentId }) =>
    consentId ? [scope.keys.client(clientId, `CONSENT#${consentId}`)] : [],
  );
  const unique = [...new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key])).values()];
  const consents = unique.length === 0 ? [] : await scope.cases.batchGet(unique, consentRow, true);
  const inForce = new Set(
    consents
      .filter((each) => !consentGap(each, { from: each.from, to, categories: [] }, today))
      .map(({ id }) => id),
  );
  return new Set(rows.filter(({ consentId }) => !consentId || inForce.has(consentId)).map(({ id }) => id));
}

/** Those whose referral somebody of the organisation has opened. */
async function peopleOf(
  scope: TenantScope,
  rows: readonly ReceivedRow[],
): Promise<ReadonlyMap<string, PersonRow>> {
  const people = await readPeople(
    scope,
    rows.filter(({ seen }) => seen).map(({ clientId }) => clientId),
  );
  const open = people.filter(({ restriction }) => restriction === undefined);
  return new Map(open.map((person) => [person.id, person]));
}

/** A referral in the list of the worker's organisation; `undefined` for one of another organisation, as for nobody's. */
export async function findReceived(
  scope: TenantScope,
  { organisation }: Receiving,
  referral: ReferralId,
): Promise<Found | undefined> {
  const row = await readReceivedRow(scope, organisation, referral);
  const found = row && (await findReferral(scope, row.clientId, row.id));
  const { to } = found?.referral ?? {};
  return to?.kind === 'ORGANISATION' && to.code === organisation ? found : undefined;
}

/** Shows a received referral; whether what it rests on holds is asked at every look. The row of the log names the consent. */
export const readReceived: UseCase<typeof referralsRoutes.readReceived> = async (context) => {
  const { scope, request, clock, audit, actor } = context;
  const place = await readPlace(scope, clock);
  const receiving = await receivingOf(context, place);
  const { referralId } = request.parameters;
  const found = receiving && (await findReceived(scope, receiving, referralId));
  if (receiving && found) {
    const holds = await mayBeGiven(scope, found, place);
    audit.because({
      organisation: receiving.organisation,
      purpose: 'REFERRAL',
      ...consentsOf(found.referral),
    });
    const body = await viewReceived(scope, found, { place, holds, worker: actor.staffId });
    return succeed({ body, subjects: [found.person.id] });
  }
  const envelope = receiving?.fromElsewhere ? await readEnvelope(scope, referralId) : undefined;
  if (!envelope) return fail(problem('not-found'));
  audit.because({
    organisation: receiving?.organisation ?? '',
    purpose: 'REFERRAL',
    ...(envelope.consentId && { consents: [envelope.consentId] }),
  });
  return succeed({
    body: await viewEnvelope(scope, envelope, { place, worker: actor.staffId }),
    subjects: [envelope.clientId ?? envelope.id],
  });
};
