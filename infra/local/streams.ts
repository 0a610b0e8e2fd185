import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
} from '@aws-sdk/client-dynamodb-streams';
import type { EventSourceBlueprint } from './blueprint.ts';
import type { Checkpoints } from './checkpoints.ts';
import { deliver, type GivenUp } from './delivery.ts';
import { LOCAL_CREDENTIALS, LOCAL_REGION, localClient } from './dynamodb.ts';
import type { FunctionHost } from './functionHost.ts';
import { lambdaRecord } from './streamRecord.ts';

/** Milliseconds between two looks at a shard that had nothing new. */
const POLL_MILLISECONDS = 200;
/** Milliseconds between two looks for new shards. */
const SHARDS_MILLISECONDS = 5000;

export interface StreamPoller {
  /** Resolves when every change made before the call has been delivered or given up. */
  drained(): Promise<void>;
  /** Ends after the batches in hand. */
  stop(): Promise<void>;
}

interface PollerParts {
  readonly endpoint: string;
  readonly sources: readonly EventSourceBlueprint[];
  readonly host: FunctionHost;
  readonly checkpoints: Checkpoints;
  /** Called with what was tried too often, as the dead-letter queue would get it. */
  readonly giveUp: (given: GivenUp) => void;
}

/**
 * Follows the tables' streams for every event source mapping of the templates: each shard from its oldest record, in
 * order, in batches, with a checkpoint after each batch. A restart may deliver a batch again; to apply each record once
 * is the function's own duty, here as in the cloud.
 */
export function pollStreams(parts: PollerParts): StreamPoller {
  const client = new DynamoDBStreamsClient({
    endpoint: parts.endpoint,
    region: LOCAL_REGION,
    credentials: LOCAL_CREDENTIALS,
    maxAttempts: 2,
  });
  const ending = new AbortController();
  const followers = parts.sources.map((source) => followSource(client, source, parts, ending.signal));
  return {
    async drained() {
      const from = Date.now();
      await Promise.all(followers.map((follower) => follower.idleSince(from)));
    },
    async stop() {
      ending.abort();
      await Promise.all(followers.map((follower) => follower.ended));
      client.destroy();
    },
  };
}

interface ShardState {
  iterator: string | undefined;
  /** When the shard was last asked and had nothing new. */
  emptyAt: number;
  closed: boolean;
}

function followSource(
  client: DynamoDBStreamsClient,
  source: EventSourceBlueprint,
  parts: PollerParts,
  signal: AbortSignal,
) {
  const shards = new Map<string, ShardState>();
  let foundAt = 0;

  async function findShards(streamArn: string): Promise<void> {
    const startedAt = Date.now();
    for (const shard of await listShards(client, streamArn)) {
      const id = shard.ShardId ?? '';
      if (!shards.has(id)) shards.set(id, { iterator: undefined, emptyAt: 0, closed: false });
    }
    foundAt = startedAt;
  }

  async function follow(): Promise<void> {
    const streamArn = await findStream(parts.endpoint, source.tableName);
    while (!signal.aborted) {
      try {
        if (Date.now() - foundAt > SHARDS_MILLISECONDS) await findShards(streamArn);
        let delivered = 0;
        for (const [id, state] of shards) {
          // A shard's records follow those of its parent: older shards come first in the list and are read to their end.
          if (!state.closed && !signal.aborted)
            delivered += await readShard(client, source, parts, streamArn, id, state, signal);
        }
        if (delivered === 0) await pause(POLL_MILLISECONDS, signal);
      } catch (error) {
        if (signal.aborted) return;
        for (const state of shards.values()) state.iterator = undefined;
        await pause(POLL_MILLISECONDS * 5, signal);
        if (!isPassing(error)) throw error;
      }
    }
  }

  const ended = follow();
  return {
    ended,
    async idleSince(from: number): Promise<void> {
      while (!signal.aborted) {
        const open = [...shards.values()].filter(({ closed }) => !closed);
        if (foundAt > 0 && open.length > 0 && open.every(({ emptyAt }) => emptyAt > from)) return;
        await pause(20, signal);
      }
    },
  };
}

/** Reads one page of a shard, delivers it and sets the checkpoint; returns how many records there were. */
async function readShard(
  client: DynamoDBStreamsClient,
  source: EventSourceBlueprint,
  parts: PollerParts,
  streamArn: string,
  shardId: string,
  state: ShardState,
  signal: AbortSignal,
): Promise<number> {
  const checkpoint = `${source.id} ${shardId}`;
  const askedAt = Date.now();
  state.iterator ??= await iteratorFrom(client, streamArn, shardId, parts.checkpoints.get(checkpoint));
  const page = await client.send(
    new GetRecordsCommand({ ShardIterator: state.iterator, Limit: Math.min(source.batchSize, 1000) }),
  );
  const records = (page.Records ?? []).map((record) => lambdaRecord(record, streamArn));
  const last = records.at(-1)?.dynamodb.SequenceNumber;
  if (last !== undefined) {
    const done = await deliver(source, records, parts.host, parts.giveUp, signal);
    // Cut short by the end of the stack: the batch comes again after the next start.
    if (!done) return 0;
    parts.checkpoints.set(checkpoint, last);
  } else {
    state.emptyAt = askedAt;
  }
  state.iterator = page.NextShardIterator;
  state.closed = page.NextShardIterator === undefined;
  return records.length;
}

async function iteratorFrom(
  client: DynamoDBStreamsClient,
  streamArn: string,
  shardId: string,
  after: string | undefined,
): Promise<string | undefined> {
  const shard = { StreamArn: streamArn, ShardId: shardId };
  if (after !== undefined) {
    const resumed = await client
      .send(
        new GetShardIteratorCommand({
          ...shard,
          ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
          SequenceNumber: after,
        }),
      )
      // The stream has forgotten that record: then the oldest it still has is the next one.
      .catch(() => undefined);
    if (resumed) return resumed.ShardIterator;
  }
  const oldest = await client.send(
    new GetShardIteratorCommand({ ...shard, ShardIteratorType: 'TRIM_HORIZON' }),
  );
  return oldest.ShardIterator;
}

async function listShards(client: DynamoDBStreamsClient, streamArn: string): Promise<Shard[]> {
  const shards: Shard[] = [];
  let from: string | undefined;
  do {
    const page = await client.send(
      new DescribeStreamCommand({ StreamArn: streamArn, ExclusiveStartShardId: from }),
    );
    shards.push(...(page.StreamDescription?.Shards ?? []));
    from = page.StreamDescription?.LastEvaluatedShardId;
  } while (from !== undefined);
  return shards.sort((one, other) => ((one.ShardId ?? '') < (other.ShardId ?? '') ? -1 : 1));
}

async function findStream(endpoint: string, tableName: string): Promise<string> {
  const client = localClient(endpoint);
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  client.destroy();
  if (Table?.LatestStreamArn === undefined) throw new Error(`The table ${tableName} has no stream`);
  return Table.LatestStreamArn;
}

/** Faults that another try mends: an iterator that has grown old, a connection that broke. */
function isPassing(error: unknown): boolean {
  const name = error instanceof Error ? error.name : '';
  const code = (error as { readonly code?: string }).code ?? '';
  return (
    [
      'ExpiredIteratorException',
      'TrimmedDataAccessException',
      'InternalFailure',
      'InternalServerError',
      'TimeoutError',
    ].includes(name) || ['ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes(code)
  );
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}
