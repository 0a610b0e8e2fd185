import { siteEntryWrite, tellingWrite } from '@ohjaamo/functions/catalogue/index.ts';
import type { OpenScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { readCatalogueContent } from '../catalogueContent.ts';
import type { DemoTenant } from './demo.ts';

/** Writes what the demo municipalities have said of their sites to the service catalogue: a dry run, without a key. */
export async function writeCatalogue(
  openScope: OpenScope,
  tenants: readonly DemoTenant[],
  askedAt: string,
): Promise<void> {
  const { telling } = readCatalogueContent();
  for (const { tenantId, tenant } of tenants) {
    const said = telling[tenant.profile.slug];
    if (!said) continue;
    const scope = openScope(tenantId, 'catalogue');
    const { organizationId, sites } = said;
    await scope.work.transact([
      tellingWrite(scope, { version: 0, organizationId, mode: 'DRY_RUN', askedAt }),
      ...tenant.sites.flatMap(({ id, slug }) => {
        const entry = sites[slug];
        return entry ? [siteEntryWrite(scope, id, 0, entry)] : [];
      }),
    ]);
  }
}
