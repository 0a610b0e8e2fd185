import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Aws, CfnOutput, Names } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ServiceFunction } from './serviceFunction.ts';

interface AlarmsProps {
  readonly letters: readonly Queue[];
  readonly functions: readonly ServiceFunction[];
  readonly apis: readonly HttpApi[];
  readonly tables: readonly TableV2[];
}

const period = Duration.minutes(5);

/** What an alarm is about; each kind has its own entry in the runbook. */
export const alarmKinds = [
  'Letters',
  'Errors',
  'Throttles',
  'ServerErrors',
  'SlowAnswers',
  'HotTable',
  'Spending',
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** Where the runbook says what to do. */
export function runbookOf(kind: AlarmKind): string {
  return `docs/operations.md#alarm-${kind.toLowerCase()}`;
}

/** What wakes somebody: one topic, to which the operator subscribes an address. */
export class Alarms extends Construct {
  /** What everything that wakes somebody is told to. */
  readonly topic: Topic;
  private readonly action: SnsAction;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.topic = this.makeTopic();
    this.action = new SnsAction(this.topic);
    for (const queue of props.letters) {
      this.raise(queue, 'Letters', 'Records or runs were given up on', {
        metric: queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
        above: 0,
      });
    }
    for (const { lambda } of props.functions) {
      this.raise(lambda, 'Errors', `Failed: ${lambda.node.path}`, {
        metric: lambda.metricErrors({ period }),
        above: 0,
      });
      this.raise(lambda, 'Throttles', `Throttled: ${lambda.node.path}`, {
        metric: lambda.metricThrottles({ period }),
        above: 0,
      });
    }
    for (const api of props.apis) {
      this.raise(api, 'ServerErrors', 'More than five answers of 5xx in five minutes', {
        metric: api.metricServerError({ period, statistic: 'Sum' }),
        above: 5,
      });
      this.raise(
        api,
        'SlowAnswers',
        'One answer of a hundred takes over three seconds, for a quarter of an hour',
        {
          metric: api.metricLatency({ period, statistic: 'p99' }),
          above: 3000,
          periods: 3,
        },
      );
    }
    for (const table of props.tables) {
      this.raise(table, 'HotTable', `Throttled: ${table.node.path}`, { metric: throttles(table), above: 0 });
    }
  }

  private makeTopic(): Topic {
    const key = new Key(this, 'TopicKey', { description: 'Encrypts alarms', enableKeyRotation: true });
    key.grantEncryptDecrypt(new ServicePrincipal('cloudwatch.amazonaws.com'));
    key.grantEncryptDecrypt(new ServicePrincipal('budgets.amazonaws.com'));
    const topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    topic.grantPublish(
      new ServicePrincipal('budgets.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    new CfnOutput(this, 'TopicArn', { value: topic.topicArn });
    return topic;
  }

  private raise(
    watched: Construct,
    what: AlarmKind,
    sentence: string,
    {
      metric,
      above,
      periods = 1,
    }: { readonly metric: IMetric; readonly above: number; readonly periods?: number },
  ): void {
    const alarm = new Alarm(this, `${Names.uniqueResourceName(watched, { maxLength: 60 })}${what}`, {
      alarmDescription: `${sentence}. ${runbookOf(what)}`,
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(this.action);
  }
}

/** Reads and writes that DynamoDB put off, together. */
function throttles(table: TableV2): IMetric {
  const of = (metricName: string) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: table.tableName },
      statistic: 'Sum',
      period,
    });
  return new MathExpression({
    expression: 'FILL(reads, 0) + FILL(writes, 0)',
    usingMetrics: { reads: of('ReadThrottleEvents'), writes: of('WriteThrottleEvents') },
    period,
  });
}
