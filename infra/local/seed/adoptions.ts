import { adoptKit } from '@ohjaamo/functions/adoptions/index.ts';
import type { Table } from '@ohjaamo/functions/kernel/table.ts';
import type { OpenScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { readVersion } from '@ohjaamo/functions/templates/index.ts';
import { dateOfDay } from '@ohjaamo/shared/kernel/dates.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { shippedTemplates } from '@ohjaamo/shared/templates/shipped.ts';
import { addressOf, templateVersion } from '@ohjaamo/shared/templates/version.ts';
import type { AdoptionRow } from './adoptionRow.ts';
import type { DemoAdoption, DemoTenant } from './demo.ts';
import { adoptionDay } from './past.ts';

/** Finds whoever adopted. */
export function buildAdoption(row: AdoptionRow, staffIdOf: (code: string) => StaffId): DemoAdoption {
  return { kind: row.kind, name: row.name, by: staffIdOf(row.staff), solvedMore: row.solved_more };
}

/**
 * Has the demo's municipalities adopt what they took up in the past, as a municipality that opens adopts its kit: the copies tell the network
 * by the stream. What is adopted already stays as it is.
 *
 * @throws Error when a template is none of the library's
 */
export async function adoptPractice(
  openScope: OpenScope,
  network: Table,
  tenants: readonly DemoTenant[],
  now: number,
): Promise<void> {
  const at = `${dateOfDay(adoptionDay(now))}T07:00:00.000Z`;
  const shipped = shippedTemplates.map((each) => templateVersion.parse(each));
  for (const { tenantId, adoptions } of tenants) {
    for (const { kind, name, by } of adoptions) {
      const version = shipped.find((each) => each.kind === kind && each.name === name);
      const found = version && (await readVersion(network, await addressOf(version)));
      if (!found) throw new Error(`The demo adopts ${name}, which the library does not have`);
      const part = { address: found.address, template: found.template, left: [], inUse: [] };
      await adoptKit(openScope(tenantId, 'adoptions'), network, [part], { by, at });
    }
  }
}
