import { CreateTableCommand, DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { EventSourceBlueprint } from '@ohjaamo/infra/local/blueprint.ts';
import { type Checkpoints, openCheckpoints } from '@ohjaamo/infra/local/checkpoints.ts';
import type { GivenUp } from '@ohjaamo/infra/local/delivery.ts';
import { localClient } from '@ohjaamo/infra/local/dynamodb.ts';
import type { FunctionHost, InvocationResult } from '@ohjaamo/infra/local/functionHost.ts';
import { pollStreams, type StreamPoller } from '@ohjaamo/infra/local/streams.ts';
import { afterEach, describe, expect, inject, it } from 'vitest';

const endpoint = inject('dynamoDbEndpoint');
const client = localClient(endpoint);
const pollers: StreamPoller[] = [];

afterEach(async () => {
  for (const poller of pollers.splice(0)) await poller.stop();
});

interface Change {
  readonly eventName: string;
  readonly eventSource: string;
  readonly eventSourceARN: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    readonly ApproximateCreationDateTime: number;
    readonly Keys: { readonly pk: { readonly S: string } };
    readonly NewImage?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
}

const keysOf = (changes: readonly Change[]) => changes.map(({ dynamodb }) => dynamodb.Keys.pk.S);

/** A table of its own with a stream, and a function made of what a test says it answers. */
async function follow(
  answer: (changes: readonly Change[], call: number) => InvocationResult,
  mapping: Partial<EventSourceBlueprint> = {},
) {
  const table = `Follow${crypto.randomUUID()}`;
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
  const calls: (readonly Change[])[] = [];
  const givenUp: GivenUp[] = [];
  const source: EventSourceBlueprint = {
    id: 'mapping',
    tableName: table,
    functionArn: 'follower',
    batchSize: 10,
    bisect: false,
    reportsItemFailures: false,
    retries: 2,
    filters: [],
    ...mapping,
  };
  const host: Pick<FunctionHost, 'invoke'> = {
    invoke(_arn, event) {
      const changes = (event as { readonly Records: readonly Change[] }).Records;
      calls.push(changes);
      return Promise.resolve(answer(changes, calls.length));
    },
  };
  return {
    calls,
    givenUp,
    put: (pk: string, extra: Record<string, { S: string } | { B: Uint8Array }> = {}) =>
      client.send(new PutItemCommand({ TableName: table, Item: { pk: { S: pk }, ...extra } })),
    remove: (pk: string) => client.send(new DeleteItemCommand({ TableName: table, Key: { pk: { S: pk } } })),
    start: (checkpoints: Checkpoints = openCheckpoints()): StreamPoller => {
      const poller = pollStreams({
        endpoint,
        sources: [source],
        host: { names: [], stop: () => Promise.resolve(), ...host },
        checkpoints,
        giveUp: (given) => givenUp.push(given),
        complain: (_source, error) => {
          throw error;
        },
      });
      pollers.push(poller);
      return poller;
    },
  };
}

const done: InvocationResult = { ok: true, result: null };
const failed: InvocationResult = { ok: false, errorType: 'Error', errorMessage: 'no' };
const batchItemFailures = (...changes: readonly (Change | undefined)[]): InvocationResult => ({
  ok: true,
  result: {
    batchItemFailures: changes.map((change) => ({ itemIdentifier: change?.dynamodb.SequenceNumber ?? '' })),
  },
});

describe('following a stream', () => {
  it('delivers every change once, in order, in the form that Lambda gives', async () => {
    const { calls, put, remove, start } = await follow(() => done, { batchSize: 2 });
    await put('one', { packed: { B: Uint8Array.of(1, 255) } });
    await put('two');
    await remove('one');
    await start().drained();
    const changes = calls.flat();
    expect(changes.map(({ eventName }) => eventName)).toEqual(['INSERT', 'INSERT', 'REMOVE']);
    expect(keysOf(changes)).toEqual(['one', 'two', 'one']);
    expect(changes[0]).toMatchObject({
      eventSource: 'aws:dynamodb',
      dynamodb: { NewImage: { pk: { S: 'one' }, packed: { B: 'Af8=' } } },
    });
    expect(Number.isInteger(changes[0]?.dynamodb.ApproximateCreationDateTime)).toBe(true);
  });

  it('goes on after a restart where it was', async () => {
    const { calls, put, start } = await follow(() => done);
    const checkpoints = openCheckpoints();
    await put('before');
    const first = start(checkpoints);
    await first.drained();
    await first.stop();
    await put('after');
    await start(checkpoints).drained();
    expect(keysOf(calls.flat())).toEqual(['before', 'after']);
  });

  it('leaves out what no filter wants', async () => {
    const wanted = { dynamodb: { NewImage: { kind: { S: ['CONTACT'] } } } };
    const { calls, put, start } = await follow(() => done, { filters: [wanted] });
    await put('contact', { kind: { S: 'CONTACT' } });
    await put('booking', { kind: { S: 'BOOKING' } });
    await put('bare');
    await start().drained();
    expect(keysOf(calls.flat())).toEqual(['contact']);
  });

  it('tries a failed batch again', async () => {
    const { calls, givenUp, put, start } = await follow((_changes, call) => (call === 1 ? failed : done));
    await put('one');
    await start().drained();
    expect(calls.map(keysOf)).toEqual([['one'], ['one']]);
    expect(givenUp).toEqual([]);
  });

  it('goes on from the first failed record of a partial answer', async () => {
    const { calls, put, start } = await follow(
      (changes, call) => (call === 1 ? batchItemFailures(changes[1]) : done),
      { reportsItemFailures: true },
    );
    for (const key of ['one', 'two', 'three']) await put(key);
    await start().drained();
    expect(calls.map(keysOf)).toEqual([
      ['one', 'two', 'three'],
      ['two', 'three'],
    ]);
  });

  it('gives a record up after the retries, halving the batch down to it, and goes on with the others', async () => {
    const { calls, givenUp, put, start } = await follow(
      (changes) => (keysOf(changes).includes('bad') ? failed : done),
      { bisect: true, retries: 3 },
    );
    for (const key of ['one', 'bad', 'three', 'four']) await put(key);
    await start().drained();
    const whole = calls.filter((changes) => !keysOf(changes).includes('bad'));
    expect(whole.flatMap(keysOf)).toEqual(['one', 'three', 'four']);
    expect(givenUp).toEqual([expect.objectContaining({ eventSource: 'mapping', records: 1 })]);
    expect(JSON.stringify(givenUp)).not.toContain('bad');
  });
});
