import { siteId, type SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result } from '@ohjaamo/shared/kernel/result.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import * as z from 'zod';
import { hashOf } from '../kernel/hash.ts';
import type { Write } from '../kernel/table.ts';
import type { Key } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/** An invitation: that somebody was asked on that day. Whom, and after which visit, stands nowhere. */
const invitationRecord = z.object({
  kind: z.literal('FEEDBACK_INVITATION'),
  /** Hash of the link's secret. */
  id: z.string(),
  /** 1 when made, 2 when its message never left; that it was answered is no revision, because it changes no count of invitations. */
  revision: z.int().min(1),
  site: siteId,
  date: plainDate,
  state: z.enum(['MADE', 'VOID']),
  answered: z.literal(true).optional(),
});
export type InvitationRecord = z.infer<typeof invitationRecord>;

const tabletRecord = z.object({
  kind: z.literal('FEEDBACK_TABLET'),
  id: z.string(),
  secretHash: z.string(),
  /** Epoch minute. */
  openedAt: z.int(),
  ended: z.literal(true).optional(),
});
export type TabletRecord = z.infer<typeof tabletRecord>;

/** One invitation by what its link holds. */
export interface InvitationPlace {
  readonly site: SiteId;
  readonly day: string;
  readonly secret: string;
}

/** The word in the place of an invitation's day. */
const TABLETS = 'TABLETS';

function placeOf(scope: TenantScope, { site, day, secret }: InvitationPlace): Key {
  return scope.keys.feedbackLink(site, day, hashOf(secret));
}

/** The invitation of a link, consistently; the hash of its secret is the key, so a wrong one finds nothing. */
export function readInvitation(
  scope: TenantScope,
  named: InvitationPlace,
): Promise<InvitationRecord | undefined> {
  return scope.work.get(placeOf(scope, named), invitationRecord);
}

/** Makes an invitation; made again with the same secret on the same day it is the same. */
export async function putInvitation(scope: TenantScope, named: InvitationPlace): Promise<void> {
  const record: InvitationRecord = {
    kind: 'FEEDBACK_INVITATION',
    id: hashOf(named.secret),
    revision: 1,
    site: named.site,
    date: named.day,
    state: 'MADE',
  };
  await scope.work.put({ ...placeOf(scope, named), ...record }, true);
}

/** Takes an invitation out of the count: nobody ever got it. */
export async function voidInvitation(scope: TenantScope, named: InvitationPlace): Promise<void> {
  await scope.work.update({
    Key: placeOf(scope, named),
    UpdateExpression: 'SET #state = :void, revision = :second',
    ConditionExpression: 'revision = :first',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':void': 'VOID', ':first': 1, ':second': 2 },
  });
}

/** The write by which an invitation is answered once. */
export function answeredWrite(scope: TenantScope, named: InvitationPlace): Write {
  return {
    Update: {
      TableName: scope.work.name,
      Key: placeOf(scope, named),
      UpdateExpression: 'SET answered = :yes',
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(answered)',
      ExpressionAttributeValues: { ':yes': true },
    },
  };
}

/** The invitations that were made at a site on a date: one Query. */
export async function invitationsOfDay(
  scope: TenantScope,
  site: SiteId,
  date: string,
): Promise<InvitationRecord[]> {
  const { pk } = scope.keys.feedbackLink(site, date, '');
  return (await scope.work.query(pk, invitationRecord, { consistent: true })).items;
}

/** One tablet, consistently. */
export function readTablet(scope: TenantScope, site: SiteId, id: string): Promise<TabletRecord | undefined> {
  return scope.work.get(scope.keys.feedbackLink(site, TABLETS, id), tabletRecord);
}

/** Opens a tablet, or gives the one that has its id. */
export async function putTablet(
  scope: TenantScope,
  site: SiteId,
  tablet: TabletRecord,
): Promise<Result<void, TabletRecord>> {
  const done = await scope.work.put(
    { ...scope.keys.feedbackLink(site, TABLETS, tablet.id), ...tablet },
    true,
  );
  return done.ok ? done : fail(tabletRecord.parse(done.error.failures[0]?.item));
}

/** The tablets of a site, ended ones too, the newest first: one Query. */
export async function tabletsOf(scope: TenantScope, site: SiteId): Promise<TabletRecord[]> {
  const { pk } = scope.keys.feedbackLink(site, TABLETS, '');
  const { items } = await scope.work.query(pk, tabletRecord, { consistent: true });
  return items.sort((one, other) => other.openedAt - one.openedAt);
}

/** Ends a tablet; false when there is none of the id. Ended twice is ended. */
export async function endTablet(scope: TenantScope, site: SiteId, id: string): Promise<boolean> {
  const done = await scope.work.update({
    Key: scope.keys.feedbackLink(site, TABLETS, id),
    UpdateExpression: 'SET ended = :yes',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':yes': true },
  });
  return done.ok;
}
