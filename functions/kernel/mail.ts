import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';

/** A plain-text message to one person. Subjects never tell what the matter is about. */
export interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Hands a message to the mail service; rejects when it was not taken. */
export type SendMail = (message: Message) => Promise<void>;

/** Sends through Amazon SES as `from`. */
export function sesMail(from: string): SendMail {
  const client = new SESv2Client({});
  return async ({ to, subject, text }) => {
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: {
            Subject: { Data: subject, Charset: 'UTF-8' },
            Body: { Text: { Data: text, Charset: 'UTF-8' } },
          },
        },
      }),
    );
  };
}
