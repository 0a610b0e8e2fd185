import { prepareInvitation } from '@ohjaamo/functions/calendars/invitationRepository.ts';
import { hashOf } from '@ohjaamo/functions/kernel/hash.ts';
import { tenantClients } from '@ohjaamo/functions/kernel/tenancy/clients.ts';
import { scopes } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { bookingId, staffId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Ids, Settled } from './ids.ts';
import { somebody } from './people.ts';
import type { Send } from './send.ts';
import { isolationTables } from './tables.ts';

/** The start of the tenant's own booking: see `LATER` in settling.ts. */
export const INVITED_START = '2027-02-01T11:30+02:00';

/** Two single times after the hours of the tenant's own rules. */
export const lentTime = {
  service: '',
  start: '15:00',
  end: '15:30',
  recurrence: 'ONCE',
  to: '2028-12-31',
} as const;
const LENT_DATE = '2028-02-07';
export const ANOTHER_LENT_DATE = '2028-02-14';

/** A lender's published time and own feed, and the invitation to the tenant's booking, under the secret of all links. */
export async function lend(send: Send, of: Settled, secret: string): Promise<Pick<Ids, 'feedLink'>> {
  const { tenantId: tenant, ids } = of;
  const actor = somebody('PARTNER_WORKER', of);
  const published = await send(routes.lendTime, {
    actor,
    body: {
      ...lentTime,
      ruleId: ids.lentRuleId,
      site: ids.siteId,
      service: ids.service,
      from: LENT_DATE,
    },
  });
  const opened = await send(routes.openMyFeed, { actor, body: { secret } });
  for (const { status, text } of [published, opened]) {
    if (status !== 201) throw new Error(`Not lent: ${text}`);
  }
  const tables = { work: isolationTables.WORK_TABLE };
  const clients = tenantClients(tables, { inviter: 'arn:local:inviter' });
  const scope = scopes(clients, tables)(tenantId.parse(tenant), 'inviter');
  const invited = { staffId: staffId.parse(ids.staffId), sequence: 1 };
  await prepareInvitation(scope, bookingId.parse(ids.bookingId), invited, hashOf(secret));
  return { feedLink: `${tenant}.${ids.staffId}.${secret}` };
}
