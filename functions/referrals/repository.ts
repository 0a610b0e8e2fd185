import {
  type ClientId,
  clientId,
  code,
  type ReferralId,
  type StaffId,
  staffId,
} from '@ohjaamo/shared/kernel/ids.ts';
import { language } from '@ohjaamo/shared/kernel/i18n.ts';
import { standingRestriction } from '@ohjaamo/shared/kernel/restriction.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import { wasSent } from '@ohjaamo/shared/referrals/states.ts';
import { staffMember } from '@ohjaamo/shared/tenants/profile.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import { teamPlace } from '../kernel/teamPlace.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { traceWrite } from '../kernel/traces.ts';
import { type ReceivedRow, receivedRow, type ReferralRow, referralRow } from './record.ts';

/** The client's own row, as far as a referral needs it. */
const personRow = z.object({
  id: clientId,
  displayName: z.string(),
  contactLanguage: language,
  birthDate: plainDate.optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
  createdBy: staffId,
  team: z.array(teamPlace),
  receivers: z.array(code),
  shielded: z.boolean(),
  restriction: standingRestriction.optional(),
  guardianProhibitedAt: z.string().optional(),
  mergedInto: clientId.optional(),
});
export type PersonRow = z.infer<typeof personRow>;

/** So many records may have been taken one into the other. */
const MOST_MERGES = 5;

export function readPerson(scope: TenantScope, client: ClientId): Promise<PersonRow | undefined> {
  return scope.cases.get(scope.keys.client(client, 'CLIENT'), personRow);
}

/** The people of several referrals, consistently: 1 read unit each. */
export function readPeople(scope: TenantScope, clients: readonly ClientId[]): Promise<PersonRow[]> {
  const keys = [...new Set(clients)].map((client) => scope.keys.client(client, 'CLIENT'));
  return keys.length === 0 ? Promise.resolve([]) : scope.cases.batchGet(keys, personRow, true);
}

/** The place of a referral among its client's rows. */
export function referralKey(referral: ReferralId): string {
  return `REFERRAL#${referral}`;
}

export function readReferral(
  scope: TenantScope,
  client: ClientId,
  referral: ReferralId,
): Promise<ReferralRow | undefined> {
  return scope.cases.get(scope.keys.client(client, referralKey(referral)), referralRow);
}

/** A referral with the person whom it is about now. */
export interface Found {
  readonly person: PersonRow;
  readonly referral: ReferralRow;
}

/** The person of a record, wherever it has gone since; `undefined` when it is erased. 1 read, and 1 for each merge. */
export async function findPerson(scope: TenantScope, client: ClientId): Promise<PersonRow | undefined> {
  let person = await readPerson(scope, client);
  for (let merges = 1; merges < MOST_MERGES && person?.mergedInto; merges++) {
    person = await readPerson(scope, person.mergedInto);
  }
  return person?.mergedInto ? undefined : person;
}

/** Finds a referral by the client that a row outside the case names, wherever the client's record has gone since. 2 reads. */
export async function findReferral(
  scope: TenantScope,
  client: ClientId,
  referral: ReferralId,
): Promise<Found | undefined> {
  let at = client;
  for (let merges = 0; merges < MOST_MERGES; merges++) {
    const [person, found] = await Promise.all([readPerson(scope, at), readReferral(scope, at, referral)]);
    if (person && !person.mergedInto) return found && { person, referral: found };
    if (!person?.mergedInto) return undefined;
    at = person.mergedInto;
  }
  return undefined;
}

/** All referrals of a client in one Query, newest first. */
export async function readReferrals(scope: TenantScope, client: ClientId): Promise<ReferralRow[]> {
  const { items } = await scope.cases.query(scope.keys.client(client, '').pk, referralRow, {
    begins: 'REFERRAL#',
    consistent: true,
  });
  return items.toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
}

/** The list of an organisation, in no order. About 1 read unit for 20 referrals. */
export async function readReceivedRows(scope: TenantScope, organisation: string): Promise<ReceivedRow[]> {
  const { items } = await scope.cases.query(scope.keys.received(organisation, '').pk, receivedRow, {
    consistent: true,
  });
  return items;
}

export function readReceivedRow(
  scope: TenantScope,
  organisation: string,
  referral: ReferralId,
): Promise<ReceivedRow | undefined> {
  return scope.cases.get(scope.keys.received(organisation, referral), receivedRow);
}

const memberRow = z.object({ value: staffMember });

/** Whoever asks, read consistently: a worker who has changed organisation sees nothing of the former one's. */
export async function readMember(scope: TenantScope, worker: StaffId) {
  return (await scope.work.get(scope.keys.tenant(`STAFF#${worker}`), memberRow))?.value;
}

/** The write of a changed referral while the one that was read still stands. */
export function referralWrite(
  scope: TenantScope,
  client: ClientId,
  before: ReferralRow,
  after: ReferralRow,
): Write {
  const key = scope.keys.client(client, referralKey(after.id));
  return scope.cases.putOverWrite({ ...key, ...after, version: before.version + 1 }, before.version);
}

/** The write of a new referral. */
export function draftWrite(scope: TenantScope, client: ClientId, referral: ReferralRow): Write {
  return scope.cases.putWrite({ ...scope.keys.client(client, referralKey(referral.id)), ...referral }, true);
}

/** The receiver's line beside a sent referral, and its trace; none for receivers who have no workers here. */
export function receivedWrites(
  scope: TenantScope,
  client: ClientId,
  referral: ReferralRow,
  at: string,
): Write[] {
  const { to, sentAt, ground } = referral;
  if (to.kind !== 'ORGANISATION' || !wasSent(referral.state) || sentAt === undefined) return [];
  const key = scope.keys.received(to.code, referral.id);
  const line: ReceivedRow = {
    kind: 'RECEIVED',
    id: referral.id,
    clientId: client,
    state: referral.state,
    from: referral.from,
    wish: referral.wish,
    warm: referral.warm,
    sentAt,
    changedAt: at,
    seen: referral.seenAt !== undefined,
    openedBy: referral.openedBy,
    ...(referral.acceptedBy && { acceptedBy: referral.acceptedBy }),
    ...(ground && 'consentId' in ground && { consentId: ground.consentId }),
  };
  return [scope.cases.putWrite({ ...key, ...line }), traceWrite(scope, client, key)];
}
