import type { deskGroup, groupLine } from '@ohjaamo/shared/groups/contract.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import type * as z from 'zod';
import type { SiteOfTenant } from './place.ts';
import type { AttendanceRecord, GroupRecord, MeetingFact, MeetingRecord, RollRecord } from './record.ts';
import { unheldOf } from './unheld.ts';

type DeskGroup = z.infer<typeof deskGroup>;

/** What is known of a group beside its row; nothing of it right after it was made. */
export interface Beside {
  /** Epoch minutes. */
  readonly now: number;
  readonly rolls?: readonly RollRecord[];
  readonly facts?: readonly MeetingFact[];
}

/** A group as the people who run it see it. */
export function viewGroup(group: GroupRecord, place: SiteOfTenant, beside: Beside): DeskGroup {
  const { tenant, site } = place;
  const { id, version, name, description, joining, seats, spokenLanguage, ages, online } = group;
  const series = beside.rolls?.find(({ meetingId }) => meetingId === undefined);
  return {
    id,
    version,
    name,
    description,
    joining,
    seats,
    spokenLanguage,
    ages,
    online,
    ...(group.meetingAddress !== undefined && { meetingAddress: group.meetingAddress }),
    site: { id: site.id, slug: site.slug, name: site.name },
    tenant: { slug: tenant.profile.slug, name: tenant.profile.name },
    leaders: viewLeaders(group.leaders, place),
    ...viewRoom(group.room, place),
    meetings: group.meetings.map((meeting) => viewDeskMeeting(meeting, group, place, beside)),
    ...(joining === 'WHOLE_SERIES' && { roll: viewRoll(series, place) }),
  };
}

/** One meeting as staff sees it. */
export function viewDeskMeeting(
  meeting: MeetingRecord,
  { joining }: Pick<GroupRecord, 'joining'>,
  place: SiteOfTenant,
  { now, rolls = [], facts = [] }: Beside,
): DeskGroup['meetings'][number] {
  const { zone } = place.tenant.profile;
  const roll = rolls.find(({ meetingId }) => meetingId === meeting.id);
  const fact = facts.find(({ id }) => id === meeting.id);
  return {
    id: meeting.id,
    version: meeting.version,
    state: meeting.state,
    start: formatOffsetDateTime(meeting.start, zone),
    end: formatOffsetDateTime(meeting.end, zone),
    leaders: viewLeaders(meeting.leaders, place),
    ...viewRoom(meeting.room, place),
    begun: meeting.start <= now,
    over: meeting.end <= now,
    ...(joining === 'EACH_MEETING' && {
      signedUp: roll?.members.length ?? 0,
      waiting: roll?.waiting.length ?? 0,
    }),
    ...(fact && { attendance: viewNumbers(fact, place) }),
  };
}

/** The numbers of one record of who came. */
export function viewNumbers(
  { revision, signedUp, heads, recordedAt, recordedBy }: Omit<AttendanceRecord, 'kind' | 'came'>,
  place: SiteOfTenant,
) {
  return {
    revision,
    signedUp,
    heads,
    recordedAt: zoned(recordedAt, place),
    recordedBy: viewLeaders([recordedBy], place)[0]?.name ?? '',
  };
}

/** Everybody on a roll, without what they can be reached by. */
export function viewRoll(roll: RollRecord | undefined, place: SiteOfTenant): NonNullable<DeskGroup['roll']> {
  const line = ({ id, nickname, since, from }: RollRecord['members'][number]) => ({
    id,
    ...(nickname !== undefined && { nickname }),
    since: zoned(since, place),
    ...(from && { fromMunicipality: from.name }),
  });
  return { members: (roll?.members ?? []).map(line), waiting: (roll?.waiting ?? []).map(line) };
}

/** Leaders by name; whoever has left the municipality since has none. */
export function viewLeaders(leaders: readonly StaffId[], { tenant }: SiteOfTenant) {
  return leaders.map((id) => ({ id, name: tenant.staff.find((each) => each.id === id)?.name ?? '' }));
}

function viewRoom(room: GroupRecord['room'], { site }: SiteOfTenant) {
  const found = site.rooms.find(({ id }) => id === room);
  return found && { room: { id: found.id, name: found.name } };
}

function zoned(instant: string, { tenant }: SiteOfTenant): string {
  return formatOffsetDateTime(Math.floor(Date.parse(instant) / 60_000), tenant.profile.zone);
}

/**
 * A group in the list; `unrecorded` are its held meetings that nobody has counted, `plan` says which of those to come cannot be
 * held. `now` in epoch minutes.
 */
export function viewLine(
  group: GroupRecord,
  place: SiteOfTenant,
  plan: SitePlan,
  unrecorded: readonly MeetingRecord[],
  who: StaffId,
  now: number,
): z.infer<typeof groupLine> {
  const { zone } = place.tenant.profile;
  const next = group.meetings.find(({ state, end }) => state === 'PLANNED' && end > now);
  return {
    id: group.id,
    name: group.name,
    joining: group.joining,
    leaders: viewLeaders(group.leaders, place),
    seats: group.seats,
    ...(next && {
      next: {
        start: formatOffsetDateTime(next.start, zone),
        end: formatOffsetDateTime(next.end, zone),
      },
    }),
    unrecorded: unrecorded.map(({ id, start }) => ({ id, start: formatOffsetDateTime(start, zone) })),
    unheld: group.meetings.flatMap((meeting) => {
      const reason = unheldOf(meeting, plan, zone, now);
      return reason ? [{ id: meeting.id, start: formatOffsetDateTime(meeting.start, zone), reason }] : [];
    }),
    mine: group.leaders.includes(who),
  };
}
