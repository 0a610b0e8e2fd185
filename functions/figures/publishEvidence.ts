import {
  evidenceOf,
  FEWEST_MUNICIPALITIES,
  type ShownSite,
  shownSites,
} from '@ohjaamo/shared/figures/evidence.ts';
import { closedQuarter, nextQuarter, previousQuarter } from '@ohjaamo/shared/figures/quarters.ts';
import { type Clock, currentMinute, HELSINKI, quarterOf } from '@ohjaamo/shared/kernel/time.ts';
import { log } from '../kernel/log.ts';
import type { Table } from '../kernel/table.ts';
import type { templatesInUse } from '../templates/index.ts';
import { writeEvidenceRow } from './evidenceRepository.ts';
import { frozenCells } from './frozenCells.ts';
import { readFrozen, readPublication } from './networkRepository.ts';

interface House {
  readonly clock: Clock;
  readonly network: Table;
  readonly templatesInUse: typeof templatesInUse;
}

/**
 * Publishes what changed where templates were adopted (E5), of what the published quarters show. Reads each quarter once, and writes one row
 * of evidence for each template that enough municipalities use. Running twice writes the same.
 */
export async function publishEvidence({ clock, network, templatesInUse: inUse }: House): Promise<void> {
  const closed = closedQuarter(currentMinute(clock), HELSINKI);
  const quarters = new Map<string, readonly ShownSite[]>();
  let count = 0;
  for await (const { kind, name, users } of inUse(network, FEWEST_MUNICIPALITIES)) {
    const asked = users
      .map(({ since }) => quarterOf(since))
      .flatMap((quarter) => [previousQuarter(quarter), nextQuarter(quarter)]);
    for (const quarter of new Set(asked)) {
      if (!quarters.has(quarter)) quarters.set(quarter, await shownIn(network, quarter));
    }
    await writeEvidenceRow(network, kind, name, evidenceOf(users, quarters, closed));
    count++;
  }
  log('JOB_DONE', { job: 'publishEvidence', count });
}

/** What a quarter shows of its sites; nothing while it is not published, or not in its newest version. */
async function shownIn(network: Table, quarter: string): Promise<readonly ShownSite[]> {
  const [frozen, publication] = await Promise.all([
    readFrozen(network, quarter),
    readPublication(network, quarter),
  ]);
  const isPublished = frozen && frozen.versions[0]?.version === publication?.versions[0]?.version;
  return isPublished ? shownSites((cube) => frozenCells(cube, frozen).cells) : [];
}
