import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { eachRecord } from '../kernel/eachRecord.ts';
import { log } from '../kernel/log.ts';
import type { Table } from '../kernel/table.ts';
import type { OpenScope } from '../kernel/tenancy/scope.ts';
import { codeInNetwork } from '../kernel/tenancy/standing.ts';
import { noteAdoption, tellLesson } from '../templates/index.ts';
import { readLines } from './repository.ts';
import { adoptionOf, lessonOf, openedOf, type Telling, tellingOf } from './streamRepository.ts';
import { readTrials } from './trialRepository.ts';

/** What telling the network reaches. */
interface TellingPorts {
  readonly network: Table;
  readonly platform: Table;
}

/**
 * Tells the network which version of a template a municipality uses. The line of a copy is the outbox: it goes out with the transaction
 * that made or changed the copy, and the note knows how often the copy has gone over to another version, so that a line that comes
 * twice, or late, is counted once. What was done with the lesson that a trial ended as goes out the same way, and knows its turn.
 */
export function tellNetwork(ports: TellingPorts, event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  return eachRecord(event, async (record) => {
    const telling = tellingOf(record);
    if (telling) await tell(ports, telling);
    log('RECORD_APPLIED');
  });
}

/**
 * Tells all that a municipality uses and has learned when it opens: what an export brought was kept back until then. Of one that was
 * made new there is nothing yet. Two Queries, and what each copy and lesson takes.
 */
export function tellOpened(
  ports: TellingPorts & { readonly openScope: OpenScope },
  event: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  return eachRecord(event, async (record) => {
    const tenantId = openedOf(record);
    if (!tenantId) return;
    const scope = ports.openScope(tenantId, 'provisioning');
    for (const line of await readLines(scope)) await tell(ports, { tenantId, adoption: adoptionOf(line) });
    for (const trial of await readTrials(scope)) await tell(ports, { tenantId, lesson: lessonOf(trial) });
  });
}

/** Says it under the municipality's code in the register; nothing of one that is not open yet, or leaves. */
async function tell(
  { network, platform }: TellingPorts,
  { tenantId, adoption, lesson }: Telling,
): Promise<void> {
  if (!adoption && !lesson) return;
  const municipality = await codeInNetwork(platform, tenantId);
  if (municipality === undefined) return;
  if (adoption) await noteAdoption(network, { ...adoption, tenantId, municipality });
  if (lesson) {
    const words = { ...lesson.lesson, municipality };
    await tellLesson(network, { ...lesson, tenantId, lesson: words });
  }
}
