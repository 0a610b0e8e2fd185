import { Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { ServiceFunction } from './serviceFunction.ts';

export interface StreamSource {
  readonly table: TableV2;
  readonly key: Key;
}

interface StreamConsumerProps {
  readonly source: StreamSource;
  readonly consumer: ServiceFunction;
  /** Which records reach the function, as event filter patterns; one match is enough. */
  readonly filters: readonly Record<string, unknown>[];
}

/** What a consumer may do with the stream and where it leaves what it could not apply. */
export function streamRights(source: StreamSource, letters: Queue): PolicyStatement[] {
  if (!source.table.tableStreamArn) throw new Error('The table has no stream');
  return [
    new PolicyStatement({
      sid: 'ReadStream',
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      resources: [source.table.tableStreamArn],
    }),
    // Lambda asks for it when the mapping is made; it gives names of streams only.
    new PolicyStatement({ sid: 'ListStreams', actions: ['dynamodb:ListStreams'], resources: ['*'] }),
    new PolicyStatement({ sid: 'DecryptStream', actions: ['kms:Decrypt'], resources: [source.key.keyArn] }),
    letterRight(letters),
  ];
}

/** To leave in a queue what a function gave up on; Lambda does so with the function's own role. */
export function letterRight(letters: Queue): PolicyStatement {
  return new PolicyStatement({
    sid: 'LeaveLetter',
    actions: ['sqs:SendMessage'],
    resources: [letters.queueArn],
  });
}

/** The queue of what a consumer gave up on. Letters name shard and sequence numbers, never content. */
export function deadLetters(scope: Construct, id: string): Queue {
  const queue = new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  acknowledge(queue, 'SQS3', 'This is a dead-letter queue itself.');
  return queue;
}

/**
 * Feeds a table's stream to a function. Our consumers report each record that fails and apply the others of its batch;
 * Lambda delivers again from the first reported record on, ten times, and the shard waits. Then it leaves one letter that
 * spans from that record to the batch's end (the good ones between are applied already) and goes on. When a consumer dies
 * with the whole batch, the batch is cut in halves instead. A stream keeps 24 h; a record older than 22 h is left too, so
 * that nothing is lost without a letter.
 */
export class StreamConsumer extends Construct {
  readonly mapping: EventSourceMapping;

  constructor(scope: Construct, id: string, props: StreamConsumerProps & { readonly letters: Queue }) {
    super(scope, id);
    this.mapping = new EventSourceMapping(this, 'Mapping', {
      target: props.consumer.lambda,
      eventSourceArn: props.source.table.tableStreamArn ?? '',
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(1),
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 10,
      maxRecordAge: Duration.hours(22),
      onFailure: new SqsDlq(props.letters),
      filters: props.filters.map((each) => FilterCriteria.filter(each)),
    });
    this.mapping.node.addDependency(props.consumer.policy);
    acknowledge(
      props.consumer.policy,
      'IAM5[Resource::*]',
      'ListStreams knows no resource; Lambda demands it of every reader of a stream, and it gives names only.',
    );
  }
}
