/** The namespace in CloudWatch of what the service counts itself. */
export const METRICS_NAMESPACE = 'Ohjaamo';
/** The one dimension. A tenant is none: each value of a dimension is a metric that is paid for, and shown to whoever sees dashboards. */
export const MODULE_DIMENSION = 'Module';

/** What each module counts of its answers, with CloudWatch's unit. How many answers there were is the sample count of the first. */
export const answerMetrics = { Milliseconds: 'Milliseconds', ServerErrors: 'Count' } as const;
export type AnswerMetric = keyof typeof answerMetrics;
