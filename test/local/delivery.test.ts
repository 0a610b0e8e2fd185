import { eachRecord } from '@ohjaamo/functions/kernel/eachRecord.ts';
import type { EventSourceBlueprint } from '@ohjaamo/infra/local/blueprint.ts';
import { deliver, type GivenUp } from '@ohjaamo/infra/local/delivery.ts';
import type { FunctionHost } from '@ohjaamo/infra/local/functionHost.ts';
import type { StreamRecord } from '@ohjaamo/infra/local/streamRecord.ts';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const source: EventSourceBlueprint = {
  id: 'follower',
  tableName: 'Work',
  functionArn: 'arn:aws:lambda:eu-north-1:000000000000:function:Follower',
  batchSize: 100,
  bisect: true,
  reportsItemFailures: true,
  retries: 2,
  filters: [],
};
const recordsOf = (...numbers: readonly string[]) =>
  numbers.map((SequenceNumber) => ({ dynamodb: { SequenceNumber } })) as unknown as StreamRecord[];

/** Delivers records of which one cannot be applied; `dies` when the function then takes the whole batch with it. */
async function deliverPoisoned(poison: string, numbers: readonly string[], dies: boolean) {
  const applied = new Set<string>();
  const letters: GivenUp[] = [];
  const apply = ({ dynamodb }: { readonly dynamodb?: { readonly SequenceNumber?: string } }) => {
    const number = dynamodb?.SequenceNumber ?? '';
    if (number === poison) return Promise.reject(new Error('It cannot be applied'));
    applied.add(number);
    return Promise.resolve();
  };
  const host: FunctionHost = {
    names: [],
    stop: () => Promise.resolve(),
    async invoke(_functionArn, event) {
      const batch = event as DynamoDBStreamEvent;
      if (dies && batch.Records.some((each) => each.dynamodb?.SequenceNumber === poison))
        return { ok: false, errorType: 'Runtime.ExitError', errorMessage: 'The function ended its process' };
      return { ok: true, result: await eachRecord(batch, apply) };
    },
  };
  const done = await deliver(
    source,
    recordsOf(...numbers),
    host,
    (letter) => letters.push(letter),
    new AbortController().signal,
  );
  return { done, applied: [...applied].sort(), letters };
}

describe('a record that can never be applied', () => {
  beforeEach(() => vi.spyOn(console, 'error').mockImplementation(() => undefined));
  afterEach(() => vi.restoreAllMocks());

  it.each(['1', '2', '4'])('at place %s keeps none of the others from their turn', async (poison) => {
    const { done, applied, letters } = await deliverPoisoned(poison, ['1', '2', '3', '4'], false);
    expect(done).toBe(true);
    expect(applied).toEqual(['1', '2', '3', '4'].filter((each) => each !== poison));
    // The letter begins with the record and spans the rest of its batch, which is applied already: sent again, it changes nothing.
    expect(letters).toMatchObject([{ firstSequenceNumber: poison, lastSequenceNumber: '4' }]);
  });

  it.each(['1', '2', '4'])(
    'at place %s, when the function dies of it, is left alone in its letter',
    async (poison) => {
      const { done, applied, letters } = await deliverPoisoned(poison, ['1', '2', '3', '4'], true);
      expect(done).toBe(true);
      expect(applied).toEqual(['1', '2', '3', '4'].filter((each) => each !== poison));
      expect(letters).toMatchObject([
        { firstSequenceNumber: poison, lastSequenceNumber: poison, records: 1 },
      ]);
    },
  );
});
