import { type TenantId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { EVERYTHING } from '@ohjaamo/shared/templates/library.ts';
import type { TemplateKind } from '@ohjaamo/shared/templates/version.ts';
import * as z from 'zod';
import type { Table } from '../kernel/table.ts';
import { networkKeys } from '../kernel/tenancy/keys.ts';
import { userRow } from './rows.ts';
import { openShelf } from './shelf.ts';

/** Cards that are looked at in one Query. */
const AT_ONCE = 200;

/** A template with the municipalities that use it or have used it: since which date, and until which one for the first time. */
export interface TemplateInUse {
  readonly kind: TemplateKind;
  readonly name: string;
  readonly users: readonly { readonly tenant: TenantId; readonly since: string; readonly until?: string }[];
}

const userOfTemplate = z.object({ sk: z.string(), value: userRow });

/** The templates of the library that at least `fewest` municipalities use: a Query for every 200 cards, and one for each template in use. */
export async function* templatesInUse(network: Table, fewest: number): AsyncGenerator<TemplateInUse> {
  const shelf = openShelf(network);
  let after: string | undefined;
  for (;;) {
    const page = await shelf.walk(EVERYTHING, after, AT_ONCE);
    for (const { card } of page) {
      if (card.users < fewest) continue;
      const { kind, name } = card;
      yield { kind, name, users: await usersOf(network, kind, name) };
    }
    after = page.at(-1)?.order;
    if (page.length < AT_ONCE || after === undefined) return;
  }
}

async function usersOf(network: Table, kind: TemplateKind, name: string): Promise<TemplateInUse['users']> {
  const { pk, sk } = networkKeys.lineage(kind, name, 'USER#');
  const { items } = await network.query(pk, userOfTemplate, { begins: sk });
  return items.flatMap(({ sk: key, value: { since, until } }) =>
    since ? [{ tenant: tenantId.parse(key.slice(sk.length)), since, ...(until && { until }) }] : [],
  );
}
