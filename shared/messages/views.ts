import * as z from 'zod';
import { language, localizedText } from '../kernel/i18n.ts';
import { callId, messageId, siteId, staffId, threadId } from '../kernel/ids.ts';
import { offsetDateTime, plainDate } from '../kernel/time.ts';

/** Longest text of one message, in UTF-16 code units as every browser counts them. */
export const MESSAGE_LENGTH = 2_000;

/**
 * A text of several lines. Control characters and those that turn the direction of writing are refused, as in
 * `singleLine`; line breaks and tabulators are not.
 */
export const writtenText = z
  .string()
  .trim()
  .min(1)
  .max(MESSAGE_LENGTH)
  .regex(/^(?:[\n\r\t\u{200C}\u{200D}]|[^\p{C}])*$/u);

/** Whether somebody answers right now: the chat's hours, and whether a worker has the inbox open. */
export const chatState = z.strictObject({
  /** False where the site keeps no hours for chatting. */
  offered: z.boolean(),
  openNow: z.boolean(),
  closesAt: offsetDateTime.optional(),
  opensAt: offsetDateTime.optional(),
  /** True only in opening hours. */
  somebodyHere: z.boolean(),
});

export const messageView = z.strictObject({
  id: messageId,
  number: z.int(),
  from: z.enum(['YOUTH', 'STAFF']),
  /** The worker's name; absent for the young person, and for a worker who has left. */
  staffName: z.string().optional(),
  text: z.string(),
  at: offsetDateTime,
});

/** A thread as the young person sees it. */
export const writersThread = z.strictObject({
  site: z.strictObject({ name: localizedText }),
  now: offsetDateTime,
  /** What `readThreadVersion` answers as long as nothing here differs. */
  version: z.string(),
  state: z.enum(['WAITING', 'ANSWERED', 'CLOSED']),
  messages: z.array(messageView),
  /** True while a worker writes an answer. */
  beingAnswered: z.boolean(),
  chat: chatState,
  /** When the thread goes, unless somebody writes. */
  endsAt: offsetDateTime,
  /** True when it was opened on a computer that others use too. */
  shared: z.boolean(),
});

/** A worker with the name that colleagues know. */
/** `answers`: of the house, so that a thread may be given to them. */
const namedWorker = z.strictObject({ id: staffId, name: z.string(), answers: z.boolean() });

/** A thread as the inbox lists it: no text of it. */
export const threadRow = z.strictObject({
  id: threadId,
  state: z.enum(['WAITING', 'ANSWERED', 'CLOSED']),
  language,
  messages: z.int(),
  startedAt: offsetDateTime,
  lastAt: offsetDateTime,
  waitingSince: offsetDateTime.optional(),
  assignedTo: staffId.optional(),
  answeringBy: staffId.optional(),
});

/** A thread as the worker who answers it sees it. */
export const staffThread = z.strictObject({
  ...threadRow.shape,
  site: siteId,
  now: offsetDateTime,
  version: z.string(),
  thread: z.array(messageView),
  /** Everybody whom the thread can be given to, and who may have answered. */
  staff: z.array(namedWorker),
  endsAt: offsetDateTime,
});

export const inbox = z.strictObject({
  now: offsetDateTime,
  version: z.string(),
  site: z.strictObject({ id: siteId, name: localizedText }),
  /** Open threads, whoever has waited longest first; the closed ones of the last two weeks when those are asked for. */
  threads: z.array(threadRow),
  /** Who has this inbox open. */
  present: z.array(staffId),
  /** The workers whose ids stand in the lines. */
  staff: z.array(namedWorker),
});

export const callBackView = z.strictObject({
  id: callId,
  askedAt: offsetDateTime,
  /** Asked for on the web, or a missed call that a worker wrote down. */
  from: z.enum(['WEB', 'PHONE']),
  language: language.optional(),
  /** Absent once it was removed. */
  number: z.string().optional(),
  nickname: z.string().optional(),
  /** When a call suits, in the person's own words. */
  times: z.string().optional(),
  /** The language for which an interpreter is needed. */
  interpreter: z.string().optional(),
  claimedBy: staffId.optional(),
  tries: z.array(z.strictObject({ at: offsetDateTime, staffId, outcome: z.enum(['NOT_REACHED', 'DONE']) })),
  doneAt: offsetDateTime.optional(),
});

export const callList = z.strictObject({
  now: offsetDateTime,
  site: z.strictObject({ id: siteId, name: localizedText }),
  /** Who waits for a call, oldest first. */
  waiting: z.array(callBackView),
  /** What was done in the last week, latest first. */
  done: z.array(callBackView),
  staff: z.array(namedWorker),
  /** Calls answered at once in the last 28 days, by day; days without a call are left out. */
  share: z.strictObject({
    from: plainDate,
    to: plainDate,
    calls: z.int(),
    answered: z.int(),
    days: z.array(z.strictObject({ date: plainDate, calls: z.int(), answered: z.int() })),
  }),
});

export type ChatState = z.infer<typeof chatState>;
export type MessageView = z.infer<typeof messageView>;
export type WritersThread = z.infer<typeof writersThread>;
export type ThreadRow = z.infer<typeof threadRow>;
export type Inbox = z.infer<typeof inbox>;
export type StaffThread = z.infer<typeof staffThread>;
export type CallBackView = z.infer<typeof callBackView>;
export type CallList = z.infer<typeof callList>;
