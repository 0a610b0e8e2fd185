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
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Names } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ServiceFunction } from './serviceFunction.ts';
import { stageOf } from './stages.ts';

interface AlarmsProps {
  readonly letters: readonly Queue[];
  readonly functions: readonly ServiceFunction[];
  readonly apis: readonly HttpApi[];
  readonly tables: readonly TableV2[];
  /** What everything is told to. */
  readonly topic: Topic;
}

const period = Duration.minutes(5);

/** What an alarm is about; each kind has its own entry in the runbook. */
export const alarmKinds = [
  'Letters',
  'Errors',
  'Throttles',
  'ServerErrors',
  'SlowAnswers',
  'Failing',
  'HotTable',
  'Spending',
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** Where the runbook says what to do. */
export function runbookOf(kind: AlarmKind): string {
  return `docs/operations.md#alarm-${kind.toLowerCase()}`;
}

/** What wakes somebody, but for the alarms that a release looks at. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { topic } = props;
    for (const queue of props.letters) {
      raise(this, topic, queue, 'Letters', 'Records or runs were given up on', {
        metric: queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
        above: 0,
      });
    }
    for (const { lambda } of props.functions) {
      raise(this, topic, lambda, 'Errors', `Failed: ${lambda.node.path}`, {
        metric: lambda.metricErrors({ period }),
        above: 0,
      });
      raise(this, topic, lambda, 'Throttles', `Throttled: ${lambda.node.path}`, {
        metric: lambda.metricThrottles({ period }),
        above: 0,
      });
    }
    for (const api of props.apis) {
      raise(this, topic, api, 'ServerErrors', 'More than five answers of 5xx in five minutes', {
        metric: api.metricServerError({ period, statistic: 'Sum' }),
        above: 5,
      });
      raise(
        this,
        topic,
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
      raise(this, topic, table, 'HotTable', `Throttled: ${table.node.path}`, {
        metric: throttles(table),
        above: 0,
      });
    }
  }
}

/** An alarm that tells the topic, on a stage that wakes somebody, and says in its description where the runbook has it. */
export function raise(
  scope: Construct,
  topic: Topic,
  watched: Construct,
  what: AlarmKind,
  sentence: string,
  {
    metric,
    above,
    periods = 1,
  }: { readonly metric: IMetric; readonly above: number; readonly periods?: number },
): Alarm {
  const alarm = new Alarm(scope, `${Names.uniqueResourceName(watched, { maxLength: 60 })}${what}`, {
    alarmDescription: `${sentence}. ${runbookOf(what)}`,
    metric,
    threshold: above,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: periods,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  if (stageOf(scope).wakes) alarm.addAlarmAction(new SnsAction(topic));
  return alarm;
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
