import { internationalNumber } from '@ohjaamo/shared/kernel/reach.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { handOver } from '../kernel/handOver.ts';
import type { SendMail } from '../kernel/mail.ts';
import type { SendText } from '../kernel/sms.ts';
import { mailText, shortText, type ToldMeeting } from './confirmationText.ts';
import type { Matter } from './messageTexts.ts';

/** The two ways to somebody. */
export interface MessagePorts {
  readonly sendMail: SendMail;
  readonly sendText: SendText;
}

/** How somebody can be reached. */
export interface Reach {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

/**
 * Sends a message by e-mail, else to the number; whoever left neither is not told. What is refused for good counts as told;
 * rejects when the message may be taken later.
 */
export async function sendMessage(
  ports: MessagePorts,
  { email, phone }: Reach,
  matter: Matter,
  told: { readonly meeting: ToldMeeting; readonly tenant: Tenant; readonly address: string },
): Promise<void> {
  const { meeting, tenant, address } = told;
  if (email !== undefined) {
    await handOver(() => ports.sendMail({ to: email, ...mailText(matter, meeting, tenant, address) }));
  } else if (phone !== undefined) {
    const text = shortText(matter, meeting, tenant, address);
    await handOver(() => ports.sendText({ to: internationalNumber(phone), text }));
  }
}
