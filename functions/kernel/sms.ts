import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';

/** A text message to one person: it never tells what the matter is about. `to` as in E.164, `+358401234567`. */
export interface TextMessage {
  readonly to: string;
  readonly text: string;
}

/** Hands a text message to the carrier's service; rejects when it was not taken. */
export type SendText = (message: TextMessage) => Promise<void>;

/** Sends through AWS End User Messaging from `sender`: a sender id, a number or a pool. */
export function textMessages(sender: string): SendText {
  const client = new PinpointSMSVoiceV2Client({});
  return async ({ to, text }) => {
    await client.send(
      new SendTextMessageCommand({
        DestinationPhoneNumber: to,
        MessageBody: text,
        OriginationIdentity: sender,
        MessageType: 'TRANSACTIONAL',
      }),
    );
  };
}

/** A number as it is dialled abroad (E.164); a number without a country is Finnish. */
export function internationalNumber(phone: string): string {
  if (phone.startsWith('+')) return phone;
  if (phone.startsWith('00')) return `+${phone.slice(2)}`;
  return `+358${phone.replace(/^0/u, '')}`;
}
