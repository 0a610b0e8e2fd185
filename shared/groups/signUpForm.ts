import * as z from 'zod';
import { language } from '../kernel/i18n.ts';
import { linkSecret, meetingId, signUpId } from '../kernel/ids.ts';
import { email, nickname, phone } from '../kernel/reach.ts';

/** What somebody says who signs up, on the own page or on that of a municipality to which the group is opened. */
export const signUpForm = z.strictObject({
  /** Chosen by the caller: the idempotency key. */
  signUpId,
  /** Chosen by the caller, so that a retry gets the same link; stored as SHA-256 only. */
  secret: linkSecret,
  /** With `EACH_MEETING`: which one. */
  meetingId: meetingId.optional(),
  language,
  nickname: nickname.optional(),
  /** Told of promotion, moves and cancellations; without it, they are seen on the link. */
  email: email.optional(),
  /** Told by a text message when there is no e-mail address. */
  phone: phone.optional(),
  /** True: when the last seat has gone meanwhile, wait for one. */
  readyToWait: z.boolean(),
});

/** Why a sign-up is refused. */
export const signUpProblems = [
  'not-found',
  'group-full',
  'id-already-used',
  'state-conflict',
  'cap-reached',
] as const;
