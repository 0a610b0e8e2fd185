import type { EventSourceBlueprint } from './blueprint.ts';
import { fitsPattern } from './eventFilter.ts';
import type { FunctionHost, InvocationResult } from './functionHost.ts';
import type { StreamRecord } from './streamRecord.ts';

/** What a dead-letter queue gets of records that failed too often: where they stand in the stream, never what is in them. */
export interface GivenUp {
  readonly eventSource: string;
  readonly functionArn: string;
  readonly firstSequenceNumber: string;
  readonly lastSequenceNumber: string;
  readonly records: number;
}

/** Milliseconds before the first retry; each further one waits twice as long, up to the second number. */
const RETRY_FIRST = 100;
const RETRY_LONGEST = 5000;

/**
 * Hands records to the function until all are done or given up, in order: a failed batch is halved when the mapping says
 * so, a partial answer moves on to the first failed record. What is given up is, as with Lambda, all from the failed record
 * to the end of the batch. False when `signal` ended it before that.
 */
export async function deliver(
  source: EventSourceBlueprint,
  records: readonly StreamRecord[],
  host: FunctionHost,
  giveUp: (given: GivenUp) => void,
  signal: AbortSignal,
): Promise<boolean> {
  const isEnding = (): boolean => signal.aborted;
  const wanted = records.filter(
    (record) => source.filters.length === 0 || source.filters.some((filter) => fitsPattern(filter, record)),
  );
  const batches: { records: readonly StreamRecord[]; tried: number }[] =
    wanted.length > 0 ? [{ records: wanted, tried: 0 }] : [];
  for (let batch = batches.shift(); batch; batch = batches.shift()) {
    if (isEnding()) return false;
    if (batch.tried > 0) await waitBeforeRetry(batch.tried);
    const outcome = await host.invoke(source.functionArn, { Records: batch.records });
    const left = failedPart(source, batch.records, outcome);
    if (left.length === 0) continue;
    if (isEnding()) return false;
    // Progress starts the count anew: what is left has been tried once.
    const tried = left.length < batch.records.length ? 1 : batch.tried + 1;
    if (source.bisect && !outcome.ok && left.length > 1) {
      const middle = Math.ceil(left.length / 2);
      batches.unshift({ records: left.slice(0, middle), tried }, { records: left.slice(middle), tried });
    } else if (source.retries >= 0 && tried > source.retries) {
      giveUp(given(source, left));
    } else {
      batches.unshift({ records: left, tried });
    }
  }
  return true;
}

/** What is still to be done of a batch: all of it after an error, else from the first reported failure on. */
function failedPart(
  source: EventSourceBlueprint,
  records: readonly StreamRecord[],
  outcome: InvocationResult,
): readonly StreamRecord[] {
  if (!outcome.ok) return records;
  if (!source.reportsItemFailures) return [];
  const reported = (
    outcome.result as { readonly batchItemFailures?: readonly { itemIdentifier: string }[] } | null
  )?.batchItemFailures;
  const positions = (reported ?? []).map(({ itemIdentifier }) =>
    records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier),
  );
  // An identifier that is none of the batch's fails the whole batch, as Lambda has it.
  return positions.length === 0 ? [] : records.slice(Math.max(0, Math.min(...positions)));
}

function given(source: EventSourceBlueprint, records: readonly StreamRecord[]): GivenUp {
  return {
    eventSource: source.id,
    functionArn: source.functionArn,
    firstSequenceNumber: records[0]?.dynamodb.SequenceNumber ?? '',
    lastSequenceNumber: records.at(-1)?.dynamodb.SequenceNumber ?? '',
    records: records.length,
  };
}

function waitBeforeRetry(tried: number): Promise<void> {
  const milliseconds = Math.min(RETRY_LONGEST, RETRY_FIRST * 2 ** (tried - 1));
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
