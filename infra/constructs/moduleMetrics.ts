import { type AnswerMetric, METRICS_NAMESPACE, MODULE_DIMENSION } from '@ohjaamo/shared/kernel/metrics.ts';
import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';

/** What a module counts of its own answers; CloudWatch reads it from the module's log. The page server and the authorizer count nothing. */
export function moduleMetric(
  module: string,
  metricName: AnswerMetric,
  given: { readonly period: Duration; readonly statistic: string; readonly label?: string },
): Metric {
  return new Metric({
    namespace: METRICS_NAMESPACE,
    metricName,
    dimensionsMap: { [MODULE_DIMENSION]: module },
    ...given,
  });
}
