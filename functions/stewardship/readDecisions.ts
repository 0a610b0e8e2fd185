import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { stewardshipRoutes } from '@ohjaamo/shared/stewardship/contract.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readDecisionRows } from '../templates/index.ts';
import { namesOfAccounts } from '../tenants/index.ts';
import type { StewardshipPorts } from './ports.ts';

/** What stewards decided about a version, who did and when: one Query, and a read for each of them. */
export function readDecisions({
  network,
  platform,
}: StewardshipPorts): UseCase<typeof stewardshipRoutes.readDecisions> {
  return async ({ request }) => {
    const rows = await readDecisionRows(network, request.parameters.address);
    const names = await namesOfAccounts(platform, rows);
    const decisions = rows.map(({ by: subject, ...row }) => {
      const by = names.get(subject);
      return { ...row, ...(by !== undefined && { by }) };
    });
    return succeed({ body: { decisions } });
  };
}
