import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { refusing } from './handOver.ts';

/** A text message to one person: it never tells what the matter is about. `to` as in E.164, `+358401234567`. */
export interface TextMessage {
  readonly to: string;
  readonly text: string;
}

/** Hands a text message to the carrier's service; rejects when it was not taken, with `MessageRefused` when it never will be. */
export type SendText = (message: TextMessage) => Promise<void>;

/** Sends through AWS End User Messaging from `sender`: a sender id, a number or a pool. */
export function textMessages(sender: string): SendText {
  const client = new PinpointSMSVoiceV2Client({});
  return async ({ to, text }) => {
    const command = new SendTextMessageCommand({
      DestinationPhoneNumber: to,
      MessageBody: text,
      OriginationIdentity: sender,
      MessageType: 'TRANSACTIONAL',
    });
    await refusing(
      ({ name }) => FOR_GOOD.has(name),
      () => client.send(command),
    );
  };
}

/**
 * Errors of SendTextMessage by which this number gets no message: it is none, its country is closed to the sender, its owner
 * has opted out, or the month's money is spent, which outlasts every repetition.
 */
const FOR_GOOD: ReadonlySet<string> = new Set([
  'ValidationException',
  'ConflictException',
  'ServiceQuotaExceededException',
]);
