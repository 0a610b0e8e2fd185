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
import { CfnOutput, Names } from 'aws-cdk-lib';
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

/** What wakes somebody: one topic, to which the operator subscribes an address. */
export class Alarms extends Construct {
  private readonly action: SnsAction;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const topic = this.makeTopic();
    this.action = new SnsAction(topic);
    for (const queue of props.letters) {
      this.raise(
        queue,
        'Letters',
        'Records or runs were given up on; docs/operations.md says how to send them again',
        {
          metric: queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
          above: 0,
        },
      );
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
    }
    for (const table of props.tables) {
      this.raise(table, 'Throttles', `Throttled: ${table.node.path}`, { metric: throttles(table), above: 0 });
    }
  }

  private makeTopic(): Topic {
    const key = new Key(this, 'TopicKey', { description: 'Encrypts alarms', enableKeyRotation: true });
    key.grantEncryptDecrypt(new ServicePrincipal('cloudwatch.amazonaws.com'));
    const topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    new CfnOutput(this, 'TopicArn', { value: topic.topicArn });
    return topic;
  }

  private raise(
    watched: Construct,
    what: string,
    alarmDescription: string,
    { metric, above }: { readonly metric: IMetric; readonly above: number },
  ): void {
    const alarm = new Alarm(this, `${Names.uniqueResourceName(watched, { maxLength: 60 })}${what}`, {
      alarmDescription,
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
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
