import { writeCube, writePublication } from '@ohjaamo/functions/figures/networkRepository.ts';
import { networkTable } from '@ohjaamo/functions/kernel/house.ts';
import { slug } from '@ohjaamo/shared/kernel/ids.ts';
import { isolationTables } from './tables.ts';

/** A quarter of the network that is open to everybody, whichever town is set up first. */
export const OPEN_CUBE = { quarter: '2026-Q4', cube: 'channels' } as const;

/** Publishes a cube of one site. */
export async function publishesFigures(): Promise<void> {
  const network = networkTable(isolationTables);
  const versions = [{ version: 1, publishedAt: '2027-01-11T03:00:00.000Z' }];
  await writePublication(network, { quarter: OPEN_CUBE.quarter, versions });
  await writeCube(network, {
    ...{ ...OPEN_CUBE, versions },
    measures: [{ id: 'CONTACTS', metric: 'M01', unit: 'COUNT', coverage: false }],
    municipalities: [],
    sites: [
      {
        ...{ tenantSlug: slug.parse('kaukokunta'), tenantName: { fi: 'Kaukokunta' } },
        ...{ siteSlug: slug.parse('keskusta'), siteName: { fi: 'Keskusta' }, kind: 'MAIN_SITE' },
        cells: [35],
      },
    ],
  });
}
