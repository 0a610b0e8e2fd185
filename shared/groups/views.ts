import * as z from 'zod';
import { language, localizedText } from '../kernel/i18n.ts';
import { groupId, meetingId, roomId, signUpId, siteId, slug, staffId } from '../kernel/ids.ts';
import { offsetDateTime, plainDate, plainTime } from '../kernel/time.ts';
import { ages, attendanceNumbers, groupFields, joining, meetingState, spokenLanguage } from './fields.ts';

/** When a series meets, see `SeriesRule`. One meeting is a series of one. */
export const seriesRule = z.strictObject({
  first: plainDate,
  start: plainTime,
  end: plainTime,
  everyWeeks: z.int().min(1).max(8),
  times: z.int().min(1).max(40),
  skip: z.array(plainDate).max(60),
});

const namedStaff = z.strictObject({ id: staffId, name: z.string() });

/** One meeting as the street sees it. */
export const streetMeeting = z.strictObject({
  id: meetingId,
  state: meetingState,
  start: offsetDateTime,
  end: offsetDateTime,
  /** Name of the room. */
  room: z.string().optional(),
  /** With `EACH_MEETING`: seats that are free now, and how many wait. */
  seatsLeft: z.int().optional(),
  waiting: z.int().optional(),
});

/** A group as the street sees it, with the meetings that are still to come. */
export const streetGroup = z.strictObject({
  id: groupId,
  name: localizedText,
  description: localizedText,
  joining,
  leaders: z.array(z.string()),
  spokenLanguage,
  ages,
  online: z.boolean(),
  seats: z.int(),
  /** With `WHOLE_SERIES`: seats that are free now, and how many wait. */
  seatsLeft: z.int().optional(),
  waiting: z.int().optional(),
  meetings: z.array(streetMeeting),
});

/** Where a group meets, as pages name it. */
export const placeFields = {
  tenant: z.strictObject({ slug, name: localizedText }),
  site: z.strictObject({ slug, name: localizedText, address: z.string() }),
} as const;

/** What the holder of a sign-up's link sees. */
export const signUpView = z.strictObject({
  id: signUpId,
  /** `OVER` when the last meeting has been. */
  state: z.enum(['IN', 'WAITING', 'LEFT', 'OVER']),
  /** With `WAITING`: how many wait before this one. */
  ahead: z.int().optional(),
  group: z.strictObject({ id: groupId, name: localizedText, joining, online: z.boolean() }),
  meetings: z.array(streetMeeting.omit({ seatsLeft: true, waiting: true })),
  meetingAddress: z.string().optional(),
  ...placeFields,
  language,
  nickname: z.string().optional(),
  /** True when changes are told to an address or a number that was given. */
  told: z.boolean(),
  mayLeave: z.boolean(),
  mayRejoin: z.boolean(),
});

/** Why a date cannot be had. */
export const meetingConflict = z.enum([
  'LEADER_BUSY',
  'LEADER_ABSENT',
  'ROOM_BUSY',
  /** There are more seats than people who may be in the room. */
  'ROOM_TOO_SMALL',
  /** A day on which the house is closed: a new series leaves it out, a meeting that is moved or taken back cannot. */
  'CLOSED',
  'TIME_DOES_NOT_EXIST',
  'PAST',
  'CROSSES_WEEK',
]);

/** A series before it is made: its dates with what stands in their way, and the dates on which the house is closed. */
export const seriesPreview = z.strictObject({
  meetings: z.array(
    z.strictObject({
      date: plainDate,
      start: offsetDateTime.optional(),
      end: offsetDateTime.optional(),
      conflicts: z.array(
        z.strictObject({ reason: meetingConflict, staff: staffId.optional(), room: roomId.optional() }),
      ),
    }),
  ),
  closed: z.array(plainDate),
  /** Meetings that can be made at one time with these leaders and this room. */
  longest: z.int(),
});

/** Somebody on a roll as staff sees them: no address, no number. */
const rollLine = z.strictObject({
  id: signUpId,
  nickname: z.string().optional(),
  since: offsetDateTime,
  /** Of another municipality, to whose young people the group is opened. */
  fromMunicipality: localizedText.optional(),
});

/** Everybody signed up for one meeting, or for the series. */
const rollView = z.strictObject({ members: z.array(rollLine), waiting: z.array(rollLine) });

/** One meeting as staff sees it. */
const deskMeeting = z.strictObject({
  id: meetingId,
  version: z.int(),
  state: meetingState,
  start: offsetDateTime,
  end: offsetDateTime,
  leaders: z.array(namedStaff),
  room: z.strictObject({ id: roomId, name: z.string() }).optional(),
  /** True from its start on, and from its end on. */
  begun: z.boolean(),
  over: z.boolean(),
  /** With `EACH_MEETING`. */
  signedUp: z.int().optional(),
  waiting: z.int().optional(),
  attendance: attendanceNumbers.optional(),
});

/** What the forms offer. */
const programme = z.strictObject({
  name: z.string(),
  title: localizedText,
  group: z.strictObject({
    ...{ name: localizedText, description: localizedText, seats: groupFields.seats },
    ...{ spokenLanguage, ages, online: z.boolean(), joining },
  }),
  series: z.strictObject({ everyWeeks: z.int(), times: z.int(), minutes: z.int() }),
  /** What to have at hand, and what happens in each meeting. */
  needed: z.array(localizedText),
  meetings: z.array(z.strictObject({ title: localizedText, course: localizedText })),
});
export type Programme = z.infer<typeof programme>;

export const groupChoices = z.strictObject({
  site: z.strictObject({ id: siteId, slug, name: localizedText }),
  /** The languages in which a group must be described. */
  languages: z.array(language),
  staff: z.array(namedStaff),
  rooms: z.array(z.strictObject({ id: roomId, name: z.string(), capacity: z.int() })),
  /** Programmes in use, from which a group can begin. */
  programmes: z.array(z.lazy(() => programme)),
});

/** A group in the list. */
export const groupLine = z.strictObject({
  id: groupId,
  name: localizedText,
  joining,
  leaders: z.array(namedStaff),
  seats: z.int(),
  next: z.strictObject({ start: offsetDateTime, end: offsetDateTime }).optional(),
  /** Held meetings of the last two weeks whose attendance is not recorded yet. */
  unrecorded: z.array(z.strictObject({ id: meetingId, start: offsetDateTime })),
  /** Meetings to come that cannot be held as they are planned: the house is closed, or all leaders are away. */
  unheld: z.array(
    z.strictObject({
      id: meetingId,
      start: offsetDateTime,
      reason: z.enum(['CLOSED', 'LEADERS_ABSENT']),
    }),
  ),
  mine: z.boolean(),
});

/** A group as the people who run it see it. */
export const deskGroup = z.strictObject({
  id: groupId,
  version: z.int(),
  ...groupFields,
  joining,
  site: z.strictObject({ id: siteId, slug, name: localizedText }),
  tenant: z.strictObject({ slug, name: localizedText }),
  leaders: z.array(namedStaff),
  room: z.strictObject({ id: roomId, name: z.string() }).optional(),
  meetings: z.array(deskMeeting),
  /** With `WHOLE_SERIES`. */
  roll: rollView.optional(),
});

/** One meeting with everybody who signed up for it and every record of who came. */
export const meetingSheet = z.strictObject({
  group: z.strictObject({ id: groupId, name: localizedText, joining, seats: z.int() }),
  site: z.strictObject({ id: siteId, slug, name: localizedText }),
  meeting: deskMeeting,
  /** Who is signed up; `came` as last recorded, absent before. */
  members: z.array(
    rollLine.extend({
      /** Absent for who came and has left the roll since. */
      since: offsetDateTime.optional(),
      came: z.boolean().optional(),
    }),
  ),
  waiting: z.int(),
  heads: z.int(),
  /** True once the meeting has begun and is not cancelled. */
  mayRecord: z.boolean(),
  history: z.array(attendanceNumbers),
});
