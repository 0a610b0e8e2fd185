import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Dashboard, GraphWidget, type IWidget, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { moduleMetric } from './moduleMetrics.ts';
import type { ServiceFunction } from './serviceFunction.ts';

interface DashboardsProps {
  /** The functions that answer visitors, by their name. */
  readonly modules: Readonly<Record<string, ServiceFunction>>;
  /** Those of them that count their own answers. */
  readonly counting: readonly string[];
  /** What runs without a visitor, by the function's name. */
  readonly background: Readonly<Record<string, ServiceFunction>>;
  readonly apis: readonly HttpApi[];
  readonly tables: readonly TableV2[];
  readonly letters: readonly Queue[];
}

const period = Duration.minutes(5);
const HALF = 12;
const THIRD = 8;

/**
 * Three dashboards, as many as AWS gives free: the service as its visitors meet it, the modules, and what runs by itself. They are
 * made of the metrics that Lambda, API Gateway, DynamoDB and SQS keep anyway, and of what each module counts of its answers: Lambda knows
 * nothing of an answer of 500 that a function gives itself. No metric has a tenant in it.
 */
export class Dashboards extends Construct {
  constructor(scope: Construct, id: string, props: DashboardsProps) {
    super(scope, id);
    new Dashboard(this, 'Service', { widgets: serviceRows(props) });
    new Dashboard(this, 'Modules', {
      widgets: functionRows(props.modules, (name) =>
        props.counting.includes(name) ? [answersOf(name)] : [],
      ),
    });
    new Dashboard(this, 'Background', { widgets: functionRows(props.background) });
  }
}

function serviceRows({ apis, tables, letters }: DashboardsProps): IWidget[][] {
  return [
    ...apis.map((api) => [
      new GraphWidget({
        title: `${api.node.path}: requests and refusals`,
        width: HALF,
        left: [
          api.metricCount({ period }),
          api.metricClientError({ period }),
          api.metricServerError({ period }),
        ],
      }),
      new GraphWidget({
        title: `${api.node.path}: time of an answer, ms`,
        width: HALF,
        left: ['p50', 'p99'].map((statistic) => api.metricLatency({ period, statistic, label: statistic })),
      }),
    ]),
    [
      new GraphWidget({
        title: 'Read units of the tables',
        width: HALF,
        left: tables.map((table) => table.metricConsumedReadCapacityUnits({ period, label: table.node.id })),
      }),
      new GraphWidget({
        title: 'Write units of the tables',
        width: HALF,
        left: tables.map((table) => table.metricConsumedWriteCapacityUnits({ period, label: table.node.id })),
      }),
    ],
    [
      new GraphWidget({
        title: 'Letters that wait',
        width: 2 * HALF,
        left: letters.map((queue) =>
          queue.metricApproximateNumberOfMessagesVisible({ period, label: queue.node.id }),
        ),
      }),
    ],
  ];
}

/** How long a module takes for an answer, and how many of them were 5xx. */
function answersOf(module: string): IWidget {
  return new GraphWidget({
    title: 'Answers: ms, and how many were 5xx',
    width: THIRD,
    height: 4,
    left: ['p50', 'p99'].map((statistic) =>
      moduleMetric(module, 'Milliseconds', { period, statistic, label: statistic }),
    ),
    right: [moduleMetric(module, 'ServerErrors', { period, statistic: 'Sum', label: '5xx' })],
  });
}

/** A row for each function; `more` gives widgets of its own for some. */
function functionRows(
  functions: Readonly<Record<string, ServiceFunction>>,
  more: (name: string) => IWidget[] = () => [],
): IWidget[][] {
  return Object.entries(functions).flatMap(([name, { lambda }]) => [
    [new TextWidget({ markdown: `## ${name}`, width: 2 * HALF, height: 1 })],
    [
      new GraphWidget({
        title: 'Calls, errors, throttles',
        width: THIRD,
        height: 4,
        left: [
          lambda.metricInvocations({ period }),
          lambda.metricErrors({ period }),
          lambda.metricThrottles({ period }),
        ],
      }),
      new GraphWidget({
        title: 'Time, ms',
        width: THIRD,
        height: 4,
        left: ['p50', 'p99'].map((statistic) =>
          lambda.metricDuration({ period, statistic, label: statistic }),
        ),
      }),
      ...more(name),
    ],
  ]);
}
