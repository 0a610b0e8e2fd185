import { createRequire } from 'node:module';
import type * as MailServerModule from 'aws-ses-v2-local';
import { freePort } from './dynamodb.ts';
import { isFree, type Listening, running } from './http.ts';

/** A message that the house sent. */
export interface Mail {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly {
    readonly name: string;
    readonly mediaType: string;
    readonly content: string;
  }[];
}

export interface MailCatcher extends Listening {
  /** Everything sent since the start, oldest first. */
  mails(): Promise<readonly Mail[]>;
}

interface Store {
  readonly emails: readonly {
    readonly messageId: string;
    readonly from: string;
    readonly destination: { readonly to: readonly string[] };
    readonly subject: string;
    readonly body: { readonly text?: string; readonly html?: string };
    readonly attachments: readonly {
      readonly filename?: string;
      readonly contentType: string;
      readonly content: string;
    }[];
  }[];
}

/**
 * Stands in for Amazon SES: takes messages by the SES v2 API, delivers none, and shows them on its page. On `port` when
 * that is free, else on any.
 */
export async function startMailCatcher(port?: number): Promise<MailCatcher> {
  // The package is CommonJS; its default export is a property there. It does not tell when a port is taken.
  const { default: serve } = createRequire(import.meta.url)('aws-ses-v2-local') as typeof MailServerModule;
  const chosen = port !== undefined && (await isFree(port)) ? port : await freePort();
  const listening = running(await serve({ host: '127.0.0.1', port: chosen }));
  return {
    ...listening,
    async mails() {
      const response = await fetch(`${listening.endpoint}/store`);
      const store = (await response.json()) as Store;
      return store.emails.map((email) => ({
        id: email.messageId,
        from: email.from,
        to: email.destination.to,
        subject: email.subject,
        text: email.body.text ?? '',
        html: email.body.html ?? '',
        attachments: email.attachments.map(({ filename, contentType, content }) => ({
          name: filename ?? '',
          mediaType: contentType,
          content: Buffer.from(content, 'base64').toString('utf8'),
        })),
      }));
    },
  };
}
