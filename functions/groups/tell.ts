import { placeOf, promotedBetween } from '@ohjaamo/shared/groups/roll.ts';
import type { IdSource, SignUpId } from '@ohjaamo/shared/kernel/ids.ts';
import { internationalNumber } from '@ohjaamo/shared/kernel/reach.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { hashOf } from '../kernel/hash.ts';
import { handOver } from '../kernel/handOver.ts';
import { eachRecord } from '../kernel/eachRecord.ts';
import { log } from '../kernel/log.ts';
import type { SendMail } from '../kernel/mail.ts';
import type { SendText } from '../kernel/sms.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import { readGroupAndRoll } from './changeRoll.ts';
import { comingMeetings } from './place.ts';
import type { GroupRecord, MeetingRecord, RollRecord, SignUpRecord } from './record.ts';
import { readGroupRecord, readRoll, readSignUpRecord } from './repository.ts';
import { type GroupNews, noteTold, prepareTelling, readNews } from './tellRepository.ts';
import { type Happening, mailText, shortText } from './tellText.ts';

/** What the teller needs. */
export interface TellingPorts {
  readonly openScope: OpenScope;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly sendMail: SendMail;
  readonly sendText: SendText;
  /** The address of the service, `https://…` without a closing slash. */
  readonly origin: string;
}

/**
 * Tells those who left an address of their place in a group, of meetings that are moved, cancelled or taken back, and of a group
 * that meets elsewhere, from the Work table's stream. Each message gets a link with a secret of its own, whose hash is added to the sign-up before it leaves, and is noted
 * after it was taken: somebody is told of one thing once, and twice only if the function dies between the two.
 */
export function tellGroups(ports: TellingPorts, event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  return eachRecord(event, async (streamed) => {
    const news = readNews(streamed);
    if (news) await spread(ports, news);
  });
}

async function spread(ports: TellingPorts, news: GroupNews): Promise<void> {
  const scope = ports.openScope(news.tenantId, 'groupPost');
  if (news.kind === 'SIGN_UP') return tellOfJoining(ports, scope, news.after);
  if (news.kind === 'REMOVAL') return tellOfRemoval(ports, scope, news.after);
  if (news.kind === 'OPENING_ENDED') return tellOfEnd(ports, scope, news.after);
  if (news.kind === 'ROLL') return tellOfPromotion(ports, scope, news.before, news.after);
  await tellOfMeetings(ports, scope, news.before, news.after);
  return tellOfPlace(ports, scope, news.before, news.after);
}

/** Where somebody stands by now is what they are told: a seat that came meanwhile is told once, not twice. */
async function tellOfJoining(ports: TellingPorts, scope: TenantScope, signUp: SignUpRecord): Promise<void> {
  // A text message that only repeats what the screen says is not worth its price.
  if (signUp.email === undefined) return;
  const { siteId: site, groupId: group, meetingId: of } = signUp;
  const found = await readGroupAndRoll(scope, { site, group, of });
  const place = found && placeOf(found.roll, signUp.id);
  if (!found || !place || place.kind === 'OUT') return;
  const kind = place.kind === 'IN' ? 'JOINED' : 'WAITING';
  await tell(ports, scope, signUp.id, found.group, 'JOINED', { kind });
}

async function tellOfRemoval(ports: TellingPorts, scope: TenantScope, signUp: SignUpRecord): Promise<void> {
  const group = await readGroupRecord(scope, signUp.siteId, signUp.groupId);
  if (!group) return;
  await tell(ports, scope, signUp.id, group, `REMOVED#${signUp.removedAt ?? ''}`, { kind: 'REMOVED' });
}

async function tellOfEnd(ports: TellingPorts, scope: TenantScope, signUp: SignUpRecord): Promise<void> {
  const group = await readGroupRecord(scope, signUp.siteId, signUp.groupId);
  if (group) await tell(ports, scope, signUp.id, group, 'OPENING_ENDED', { kind: 'OPENING_ENDED' });
}

async function tellOfPromotion(
  ports: TellingPorts,
  scope: TenantScope,
  before: RollRecord,
  after: RollRecord,
): Promise<void> {
  const promoted = promotedBetween(before, after);
  if (promoted.length === 0) return;
  const group = await readGroupRecord(scope, after.siteId, after.groupId);
  if (!group) return;
  for (const id of promoted) {
    await tell(ports, scope, id, group, `PROMOTED#${String(after.version)}`, { kind: 'PROMOTED' });
  }
}

/** Everybody on a roll is told of all that one change did to their meetings in one message. */
async function tellOfMeetings(
  ports: TellingPorts,
  scope: TenantScope,
  before: GroupRecord,
  after: GroupRecord,
): Promise<void> {
  const changes = after.meetings.flatMap((to) => {
    const from = before.meetings.find(({ id }) => id === to.id);
    return from && from.version !== to.version ? [{ from, to }] : [];
  });
  if (changes.length === 0) return;
  const ofEach = after.joining === 'EACH_MEETING';
  for (const some of ofEach ? changes.map((change) => [change]) : [changes]) {
    const roll = await readRoll(scope, after, ofEach ? some[0]?.to.id : undefined);
    const all = [...roll.members, ...roll.waiting];
    await tellEach(ports, scope, all, after, `MEETINGS#${String(after.version)}`, changed(some));
  }
}

/** Everybody who still has a meeting ahead is told that it is elsewhere; of another address only who sees it. */
async function tellOfPlace(
  ports: TellingPorts,
  scope: TenantScope,
  before: GroupRecord,
  after: GroupRecord,
): Promise<void> {
  const place = placeChange(before, after);
  if (!place || after.joining === 'DROP_IN') return;
  const coming = comingMeetings(after, ports.clock.now() / 60_000).map(({ id }) => id);
  if (coming.length === 0) return;
  for (const of of after.joining === 'EACH_MEETING' ? coming : [undefined]) {
    const roll = await readRoll(scope, after, of);
    const whom = place === 'otherAddress' ? roll.members : [...roll.members, ...roll.waiting];
    await tellEach(ports, scope, whom, after, `PLACE#${String(after.version)}`, { kind: 'PLACE', place });
  }
}

function placeChange(before: GroupRecord, after: GroupRecord) {
  if (before.online !== after.online) return after.online ? 'online' : 'atSite';
  const isOther = after.meetingAddress !== undefined && before.meetingAddress !== after.meetingAddress;
  return after.online && isOther ? 'otherAddress' : undefined;
}

async function tellEach(
  ports: TellingPorts,
  scope: TenantScope,
  whom: RollRecord['members'],
  after: GroupRecord,
  what: string,
  happening: Happening,
): Promise<void> {
  for (const { id, since } of whom) {
    // Whoever came later signed up for the times and the place as they are.
    if (since > after.changedAt) continue;
    await tell(ports, scope, id, after, what, happening);
  }
}

function changed(
  changes: readonly { readonly from: MeetingRecord; readonly to: MeetingRecord }[],
): Happening {
  const planned = changes.filter(({ to }) => to.state === 'PLANNED');
  const stood = planned.filter(({ from }) => from.state === 'PLANNED');
  const hasMoved = ({ from, to }: (typeof changes)[number]) => from.start !== to.start || from.end !== to.end;
  return {
    kind: 'CHANGED',
    cancelled: changes.flatMap(({ to }) => (to.state === 'CANCELLED' ? [to] : [])),
    restored: planned.flatMap(({ from, to }) => (from.state === 'CANCELLED' ? [to] : [])),
    moved: stood.filter(hasMoved),
    elsewhere: stood.filter((change) => !hasMoved(change)).map(({ to }) => to),
  };
}

async function tell(
  ports: TellingPorts,
  scope: TenantScope,
  id: SignUpId,
  group: GroupRecord,
  what: string,
  happening: Happening,
): Promise<void> {
  const signUp = await readSignUpRecord(scope, id);
  if (!signUp || (signUp.email === undefined && signUp.phone === undefined)) return;
  const tenant = await readTenant(scope);
  const site = tenant?.sites.find((each) => each.id === group.siteId);
  if (!tenant || !site) return;
  const secret = ports.ids.secret(128);
  if (!(await prepareTelling(scope, id, what, hashOf(secret)))) {
    log('RECORD_REPEATED');
    return;
  }
  const address = `${ports.origin}/${signUp.language}/g/${scope.tenantId}.${id}.${secret}`;
  const now = ports.clock.now() / 60_000;
  const telling = { signUp, group, tenant, site, happening, address, now };
  const { email, phone } = signUp;
  if (email !== undefined) await handOver(() => ports.sendMail({ to: email, ...mailText(telling) }));
  else if (phone !== undefined) {
    await handOver(() => ports.sendText({ to: internationalNumber(phone), text: shortText(telling) }));
  }
  await noteTold(scope, id, what);
}
