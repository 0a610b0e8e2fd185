import { SendEmailCommand, type SendEmailCommandInput, SESv2Client } from '@aws-sdk/client-sesv2';
import { refusing } from './handOver.ts';

/** A plain-text message to one person. Subjects never tell what the matter is about. */
export interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same as a calendar message (RFC 6047), for programs that understand it. */
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string };
}

/** Hands a message to the mail service; rejects when it was not taken, with `MessageRefused` when it never will be. */
export type SendMail = (message: Message) => Promise<void>;

/** Sends through Amazon SES as `from`. */
export function sesMail(from: string): SendMail {
  const client = new SESv2Client({});
  return async (message) => {
    const command = new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [message.to] },
      Content: message.calendar ? { Raw: { Data: mimeMessage(from, message) } } : plainContent(message),
    });
    await refusing(isForGood, () => client.send(command));
  };
}

/** Errors of SendEmail (SES API v2). A sender that is not verified yet is the operator's to mend: then it is tried again. */
function isForGood({ name, message }: Error): boolean {
  return name === 'BadRequestException' || (name === 'MessageRejected' && !message.includes('not verified'));
}

function plainContent({ subject, text }: Message): SendEmailCommandInput['Content'] {
  return {
    Simple: {
      Subject: { Data: subject, Charset: 'UTF-8' },
      Body: { Text: { Data: text, Charset: 'UTF-8' } },
    },
  };
}

/**
 * A message of two alternatives, text and calendar (RFC 2045, RFC 2046 §5.1.4, RFC 6047 §2.4). The method stands in the
 * content type as well, because calendar programs look there; both parts are base64, so that no relay breaks their lines.
 */
export function mimeMessage(from: string, { to, subject, text, calendar }: Message): Uint8Array {
  // Base64 never begins a line with two hyphens, so no part can hold the boundary.
  const boundary = '=_alternative';
  const part = (type: string, body: string): string[] => [
    `--${boundary}`,
    `Content-Type: ${type}`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(body)
      .toString('base64')
      .match(/.{1,76}/gu) ?? []),
  ];
  const lines = [
    `From: ${headerText(from)}`,
    `To: ${headerText(to)}`,
    `Subject: =?UTF-8?B?${Buffer.from(subject).toString('base64')}?=`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    ...part('text/plain; charset=UTF-8', text),
    ...(calendar
      ? part(`text/calendar; method=${calendar.method}; charset=UTF-8; component=VEVENT`, calendar.content)
      : []),
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** A line break in an address would begin a header of somebody else's choice. */
function headerText(address: string): string {
  if (/[\r\n]/u.test(address)) throw new Error('An address with a line break');
  return address;
}
