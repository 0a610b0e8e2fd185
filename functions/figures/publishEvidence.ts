import { type Counts, sumCounts } from '@ohjaamo/shared/figures/counters.ts';
import { evidenceOf, FEWEST_MUNICIPALITIES, mayReplaceEvidence } from '@ohjaamo/shared/figures/evidence.ts';
import { nextQuarter, openQuarters, previousQuarter } from '@ohjaamo/shared/figures/quarters.ts';
import { type Clock, currentMinute, HELSINKI, quarterOf } from '@ohjaamo/shared/kernel/time.ts';
import { log } from '../kernel/log.ts';
import type { Table } from '../kernel/table.ts';
import type { templatesInUse } from '../templates/index.ts';
import { readEvidenceRow, writeEvidenceRow } from './evidenceRepository.ts';
import { readSubmitted } from './repository.ts';

interface House {
  readonly clock: Clock;
  readonly network: Table;
  readonly templatesInUse: typeof templatesInUse;
}

/**
 * Publishes what changed where templates were adopted (E5), from the quarters that no late entry changes any more. Reads each quarter's
 * submitted rows once, and one row of evidence for each template that enough municipalities use. Running twice writes the same.
 */
export async function publishEvidence({ clock, network, templatesInUse: inUse }: House): Promise<void> {
  const closed = previousQuarter(openQuarters(currentMinute(clock), HELSINKI).at(-1) ?? '');
  const quarters = new Map<string, ReadonlyMap<string, Counts>>();
  let count = 0;
  for await (const { kind, name, users } of inUse(network, FEWEST_MUNICIPALITIES)) {
    const asked = users
      .map(({ since }) => quarterOf(since))
      .flatMap((quarter) => [previousQuarter(quarter), nextQuarter(quarter)]);
    await readQuarters(network, quarters, asked);
    const standing = await readEvidenceRow(network, kind, name);
    const next = evidenceOf(users, quarters, closed).map((each) => {
      const published = standing.find(({ evidence }) => evidence.metric === each.evidence.metric);
      return published && !mayReplaceEvidence(published, each) ? published : each;
    });
    await writeEvidenceRow(network, kind, name, next);
    count++;
  }
  log('JOB_DONE', { job: 'publishEvidence', count });
}

async function readQuarters(
  network: Table,
  known: Map<string, ReadonlyMap<string, Counts>>,
  asked: readonly string[],
): Promise<void> {
  for (const quarter of new Set(asked)) {
    if (!known.has(quarter)) known.set(quarter, await municipalities(network, quarter));
  }
}

/** The counts of a quarter by municipality, its sites together. */
async function municipalities(network: Table, quarter: string): Promise<ReadonlyMap<string, Counts>> {
  const bySite = Map.groupBy(await readSubmitted(network, quarter), ({ tenant }) => tenant);
  return new Map([...bySite].map(([tenant, rows]) => [tenant, sumCounts(rows.map(({ counts }) => counts))]));
}
