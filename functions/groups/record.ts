import type { Roll } from '@ohjaamo/shared/groups/roll.ts';
import { attendanceNumbers, groupFields, joining, meetingState } from '@ohjaamo/shared/groups/fields.ts';
import { language, localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import {
  groupId,
  meetingId,
  openingId,
  type ResourceId,
  roomId,
  signUpId,
  siteId,
  staffId,
} from '@ohjaamo/shared/kernel/ids.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import * as z from 'zod';

/** A calendar sheet that a meeting keeps busy; the home is kept, because the worker may have left when it is given back. */
const heldResource = z.object({
  home: siteId,
  id: z.string().transform((id) => id as ResourceId),
});

/** One meeting inside its group's row. Times are epoch minutes. */
export const meetingRecord = z.object({
  id: meetingId,
  /** Grows by one with every move and with cancelling and taking back: RFC 5545 SEQUENCE, and what tells that somebody is to be told. */
  version: z.int(),
  state: meetingState,
  start: z.int(),
  end: z.int(),
  leaders: z.array(staffId),
  room: roomId.optional(),
  /** The sheets in which the meeting stands. */
  resources: z.array(heldResource),
});
export type MeetingRecord = z.infer<typeof meetingRecord>;

/** A group with its meetings: one row, so that a change of the series is one conditional write. */
export const groupRecord = z.object({
  kind: z.literal('GROUP'),
  id: groupId,
  siteId,
  /** Condition of the next write; every sign-up is conditional on it too, because it holds the seats. */
  version: z.int(),
  ...groupFields,
  joining,
  leaders: z.array(staffId),
  room: roomId.optional(),
  /** By start; those that have been stay for a while. */
  meetings: z.array(meetingRecord),
  /** What the group was made of, so that asking again is told from asking for something else. */
  contentHash: z.string(),
  createdAt: z.string(),
  changedAt: z.string(),
});
export type GroupRecord = z.infer<typeof groupRecord>;

const from = z.object({ opening: openingId, name: localizedText });
const member = z.object({
  id: signUpId,
  nickname: z.string().optional(),
  since: z.string(),
  from: from.optional(),
});

/** Who is in and who waits, of a series or of one meeting (see `shared/groups/roll.ts`). */
export const rollRecord = z.object({
  kind: z.literal('ROLL'),
  groupId,
  siteId,
  meetingId: meetingId.optional(),
  version: z.int(),
  members: z.array(member),
  waiting: z.array(member),
  /** Sign-ups of one date by keyed hash of the address, for the cap; the next date's first sign-up replaces them. */
  day: z.object({ date: plainDate, signUps: z.record(z.string(), z.int()) }).optional(),
  /** When the table lets the row go: a year after the last meeting that was known when it was written. */
  expiresAtSeconds: z.int().optional(),
});
export type RollRecord = Omit<z.infer<typeof rollRecord>, keyof Roll> & Roll;

/** What somebody told of themselves when they signed up; where they stand is on the roll alone. */
export const signUpRecord = z.object({
  kind: z.literal('SIGN_UP'),
  id: signUpId,
  siteId,
  groupId,
  /** Absent: the whole series. */
  meetingId: meetingId.optional(),
  language,
  nickname: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  /**
   * What another municipality's opening says to whoever signed up by way of it: whose it is, how many of theirs a roll takes, and since
   * when it is over.
   */
  through: from.extend({ places: z.int(), endedAt: z.string().optional() }).optional(),
  secretHash: z.string(),
  contentHash: z.string(),
  createdAt: z.string(),
  /** When a worker last took this person off the roll, RFC 3339 in UTC. */
  removedAt: z.string().optional(),
  /** Hashes of the links that were mailed. */
  mailedHashes: z.set(z.string()).default(new Set<string>()),
  /** What this person has been told of, each once. */
  told: z.set(z.string()).default(new Set<string>()),
  /** When the table lets the row go, as its roll. */
  expiresAtSeconds: z.int().optional(),
});
export type SignUpRecord = z.infer<typeof signUpRecord>;

/**
 * A held meeting: the fact from which the figures of group activity (M04) are made, without anybody's name. `attendances` are
 * the signed-up people who came and the heads together. Every revision replaces the numbers of the one before.
 */
export const meetingFact = z.object({
  kind: z.literal('MEETING'),
  id: meetingId,
  groupId,
  site: siteId,
  /** Calendar date of the start in the tenant's zone. */
  date: plainDate,
  start: z.int(),
  end: z.int(),
  leaders: z.array(staffId),
  sessions: z.literal(1),
  attendances: z.int(),
  signedUp: z.int(),
  heads: z.int(),
  revision: z.int(),
  recordedBy: staffId,
  recordedAt: z.string(),
});
export type MeetingFact = z.infer<typeof meetingFact>;

/** Names and addresses are kept for a year after the last meeting; the numbers of who came stay. Seconds since 1970. */
export function expiryOf(group: Pick<GroupRecord, 'meetings'>): { expiresAtSeconds?: number } {
  if (group.meetings.length === 0) return {};
  return { expiresAtSeconds: (Math.max(...group.meetings.map(({ end }) => end)) + YEAR_OF_MINUTES) * 60 };
}

const YEAR_OF_MINUTES = 365 * 24 * 60;

/** One revision of who came; all of them stay. */
export const attendanceRecord = z.object({
  kind: z.literal('ATTENDANCE'),
  came: z.array(signUpId),
  ...attendanceNumbers.omit({ recordedBy: true, recordedAt: true }).shape,
  recordedBy: staffId,
  recordedAt: z.string(),
});
export type AttendanceRecord = z.infer<typeof attendanceRecord>;
