import { routes } from '@ohjaamo/shared/routes.ts';
import type { Settled } from './ids.ts';
import { somebody } from './people.ts';
import { siteEntrySample } from './samples/catalogue.ts';
import { must, type Send } from './send.ts';

/** What the service catalogue is told of the site, under which organisation, and with which key. */
export async function tell(send: Send, of: Settled): Promise<void> {
  const actor = somebody('TENANT_ADMIN', of);
  const organizationId = '1b7f2a00-0698-4000-8000-000000000698';
  await must(send, routes.changeSiteEntry, {
    actor,
    parameters: { siteId: of.ids.siteId },
    body: { version: 0, entry: siteEntrySample },
  });
  const key = { user: 'api-user', password: 'practice-password' };
  await must(send, routes.changeTelling, {
    actor,
    body: { version: 0, organizationId, mode: 'DRY_RUN', key },
  });
}
