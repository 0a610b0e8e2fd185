import { figuresOf } from '@ohjaamo/shared/figures/facts.ts';
import { openQuarters } from '@ohjaamo/shared/figures/quarters.ts';
import { mayReplace, suppress } from '@ohjaamo/shared/figures/suppress.ts';
import { type Clock, currentMinute, HELSINKI } from '@ohjaamo/shared/kernel/time.ts';
import { log } from '../kernel/log.ts';
import type { Table } from '../kernel/table.ts';
import { publishRow, readPublished, readSubmitted } from './repository.ts';

interface House {
  readonly clock: Clock;
  readonly network: Table;
}

/**
 * Publishes the open quarters: every submitted row through disclosure control, unless the published version of the row
 * is too near for a difference to be told. The only reader of submitted rows.
 */
export async function publishFigures({ clock, network }: House): Promise<void> {
  const at = new Date(clock.now()).toISOString();
  let count = 0;
  for (const quarter of openQuarters(currentMinute(clock), HELSINKI)) {
    const published = new Map(
      (await readPublished(network, quarter)).map(({ row }) => [`${row.tenantSlug}#${row.siteSlug}`, row]),
    );
    for (const {
      siteKind: kind,
      counts,
      persons: _persons,
      tenant: _tenant,
      ...place
    } of await readSubmitted(network, quarter)) {
      const row = { ...place, kind, ...suppress(figuresOf([counts])) };
      const earlier = published.get(`${row.tenantSlug}#${row.siteSlug}`);
      if (earlier && !mayReplace(earlier, row)) continue;
      await publishRow(network, quarter, row, at);
      count++;
    }
  }
  log('JOB_DONE', { job: 'publishFigures', count });
}
