import type { SignUpView, StreetGroup, StreetMeeting } from '@ohjaamo/shared/groups/contract.ts';
import { freeSeats, type Place, placeOf } from '@ohjaamo/shared/groups/roll.ts';
import { formatOffsetDateTime, type EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { GroupAndRoll } from './changeRoll.ts';
import { comingMeetings, type SiteOfTenant } from './place.ts';
import type { GroupRecord, MeetingRecord, RollRecord, SignUpRecord } from './record.ts';

/** Tenant and site as the street names them. */
export function viewPlace({ tenant, site }: SiteOfTenant) {
  return {
    tenant: { slug: tenant.profile.slug, name: tenant.profile.name },
    site: { slug: site.slug, name: site.name, address: site.address },
  };
}

/** A group as the street sees it: the meetings that are not over, cancelled ones too, with what is free. */
export function viewStreetGroup(
  group: GroupRecord,
  rolls: readonly RollRecord[],
  place: SiteOfTenant,
  now: EpochMinute,
): StreetGroup {
  const { tenant } = place;
  const rollOf = (meeting?: MeetingRecord) => rolls.find(({ meetingId }) => meetingId === meeting?.id);
  const seatsOf = (roll: RollRecord | undefined) => ({
    seatsLeft: roll ? freeSeats(roll, group.seats) : group.seats,
    waiting: roll?.waiting.length ?? 0,
  });
  return {
    id: group.id,
    name: group.name,
    description: group.description,
    joining: group.joining,
    leaders: tenant.staff.filter(({ id }) => group.leaders.includes(id)).map(({ name }) => name),
    spokenLanguage: group.spokenLanguage,
    ages: group.ages,
    online: group.online,
    seats: group.seats,
    ...(group.joining === 'WHOLE_SERIES' && seatsOf(rollOf())),
    meetings: group.meetings
      .filter(({ end }) => end > now)
      .map((meeting) => ({
        ...viewMeeting(meeting, place),
        ...(group.joining === 'EACH_MEETING' && seatsOf(rollOf(meeting))),
      })),
  };
}

function viewMeeting(meeting: MeetingRecord, { tenant, site }: SiteOfTenant): StreetMeeting {
  const { zone } = tenant.profile;
  const room = site.rooms.find(({ id }) => id === meeting.room)?.name;
  return {
    id: meeting.id,
    state: meeting.state,
    start: formatOffsetDateTime(meeting.start, zone),
    end: formatOffsetDateTime(meeting.end, zone),
    ...(room !== undefined && { room }),
  };
}

/** The meetings that a sign-up is about: the one it names, or all of the series from the day of signing up on. */
export function meetingsOf(signUp: SignUpRecord, group: GroupRecord): MeetingRecord[] {
  const since = Date.parse(signUp.createdAt) / 60_000;
  return group.meetings.filter(({ id, end }) =>
    signUp.meetingId === undefined ? end > since : id === signUp.meetingId,
  );
}

/** Whether there still is a meeting to come to. */
export function isOpenFor(signUp: Pick<SignUpRecord, 'meetingId'>, group: GroupRecord, now: number): boolean {
  return comingMeetings(group, now).some(
    ({ id }) => signUp.meetingId === undefined || signUp.meetingId === id,
  );
}

/** A sign-up as the holder of its link sees it. `now` in epoch minutes. */
export function viewSignUp(
  signUp: SignUpRecord,
  { group, roll }: GroupAndRoll,
  at: SiteOfTenant,
  now: number,
): SignUpView {
  const place = placeOf(roll, signUp.id);
  const meetings = meetingsOf(signUp, group);
  const isOver = meetings.every(({ end }) => end <= now);
  const mayAct = isOpenFor(signUp, group, now);
  return {
    id: signUp.id,
    state: stateOf(place, isOver),
    ...(place.kind === 'WAITING' && { ahead: place.ahead }),
    group: { id: group.id, name: group.name, joining: group.joining, online: group.online },
    meetings: meetings.map((meeting) => viewMeeting(meeting, at)),
    ...(place.kind === 'IN' && group.meetingAddress && { meetingAddress: group.meetingAddress }),
    ...viewPlace(at),
    language: signUp.language,
    ...(signUp.nickname !== undefined && { nickname: signUp.nickname }),
    told: signUp.email !== undefined || signUp.phone !== undefined,
    mayLeave: mayAct && place.kind !== 'OUT',
    mayRejoin: mayAct && place.kind === 'OUT',
  };
}

function stateOf(place: Place, isOver: boolean): SignUpView['state'] {
  if (place.kind === 'OUT') return 'LEFT';
  return isOver ? 'OVER' : place.kind;
}
