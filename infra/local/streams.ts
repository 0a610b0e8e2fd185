import { setTimeout } from 'node:timers/promises';
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
  /** Told of a fault of the stream itself, which is tried again. */
  readonly complain: (eventSource: string, error: unknown) => void;
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
  const followers = parts.sources.map((source) => new Follower(client, source, parts));
  return {
    async drained() {
      const from = Date.now();
      await Promise.all(followers.map((follower) => follower.idleSince(from)));
    },
    async stop() {
      await Promise.all(followers.map((follower) => follower.stop()));
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

/** Follows one stream for one event source mapping. */
class Follower {
  private readonly client: DynamoDBStreamsClient;
  private readonly source: EventSourceBlueprint;
  private readonly parts: PollerParts;
  private readonly ending = new AbortController();
  private readonly shards = new Map<string, ShardState>();
  private readonly ended: Promise<void>;
  private streamArn = '';
  private foundAt = 0;

  constructor(client: DynamoDBStreamsClient, source: EventSourceBlueprint, parts: PollerParts) {
    this.client = client;
    this.source = source;
    this.parts = parts;
    this.ended = this.follow();
  }

  async idleSince(from: number): Promise<void> {
    while (!this.isEnding()) {
      const open = [...this.shards.values()].filter(({ closed }) => !closed);
      if (this.foundAt > 0 && open.length > 0 && open.every(({ emptyAt }) => emptyAt > from)) return;
      await this.pause(20);
    }
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.ended;
  }

  private isEnding(): boolean {
    return this.ending.signal.aborted;
  }

  private async pause(milliseconds: number): Promise<void> {
    await setTimeout(milliseconds, undefined, { signal: this.ending.signal }).catch(() => undefined);
  }

  private async follow(): Promise<void> {
    while (!this.isEnding()) {
      try {
        if (Date.now() - this.foundAt > SHARDS_MILLISECONDS) await this.findShards();
        const delivered = await this.readShards();
        if (delivered === 0) await this.pause(POLL_MILLISECONDS);
      } catch (error) {
        // An iterator that has grown old, a connection that broke: asked anew, from the checkpoint, a little later.
        for (const state of this.shards.values()) state.iterator = undefined;
        if (!this.isEnding()) this.parts.complain(this.source.id, error);
        await this.pause(POLL_MILLISECONDS * 5);
      }
    }
  }

  private async findShards(): Promise<void> {
    const startedAt = Date.now();
    if (this.streamArn === '') this.streamArn = await findStream(this.parts.endpoint, this.source.tableName);
    for (const shard of await listShards(this.client, this.streamArn)) {
      const id = shard.ShardId ?? '';
      if (!this.shards.has(id)) this.shards.set(id, { iterator: undefined, emptyAt: 0, closed: false });
    }
    this.foundAt = startedAt;
  }

  private async readShards(): Promise<number> {
    let delivered = 0;
    // A shard's records follow those of its parent: older shards come first and are read to their end.
    for (const [id, state] of this.shards) {
      if (!state.closed && !this.isEnding()) delivered += await this.readShard(id, state);
    }
    return delivered;
  }

  /** Reads one page of a shard, delivers it and sets the checkpoint; returns how many records there were. */
  private async readShard(shardId: string, state: ShardState): Promise<number> {
    const { checkpoints, host, giveUp } = this.parts;
    const checkpoint = `${this.source.id} ${shardId}`;
    const askedAt = Date.now();
    state.iterator ??= await iteratorFrom(this.client, this.streamArn, shardId, checkpoints.get(checkpoint));
    const page = await this.client.send(
      new GetRecordsCommand({ ShardIterator: state.iterator, Limit: Math.min(this.source.batchSize, 1000) }),
    );
    const records = (page.Records ?? []).map((record) => lambdaRecord(record, this.streamArn));
    const last = records.at(-1)?.dynamodb.SequenceNumber;
    if (last === undefined) state.emptyAt = askedAt;
    else {
      const done = await deliver(this.source, records, host, giveUp, this.ending.signal);
      // Cut short by the end of the stack: the batch comes again after the next start.
      if (!done) return 0;
      checkpoints.set(checkpoint, last);
    }
    state.iterator = page.NextShardIterator;
    state.closed = page.NextShardIterator === undefined;
    return records.length;
  }
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
