import { routes } from '@ohjaamo/shared/routes.ts';
import type { Settled } from './ids.ts';
import { somebody } from './people.ts';
import { must, type Send } from './send.ts';

/** Two notifications to outreach youth work, both reached; the second one has gone over to the tenant's client. */
export async function reachOut(send: Send, of: Settled): Promise<void> {
  const { clientId, notificationId, agreedNotificationId } = of.ids;
  const actor = somebody('OUTREACH_WORKER', of);
  for (const id of [notificationId, agreedNotificationId]) {
    await must(send, routes.receiveOutreach, {
      actor,
      body: {
        notificationId: id,
        displayName: 'A young person',
        birthDate: '2010-05-01',
        phone: '040 1234567',
        sender: 'DEFENCE_FORCES',
        organisation: 'Brigade',
        by: 'PAPER',
        receivedOn: '2027-01-29',
        toldInAdvance: 'YES',
      },
    });
    await must(send, routes.recordOutreachTry, {
      actor,
      parameters: { notificationId: id },
      body: { eventId: id, means: 'PHONE', reached: true },
    });
  }
  await must(send, routes.agreeOutreach, {
    actor,
    parameters: { clientId, notificationId: agreedNotificationId },
    body: {},
  });
}
