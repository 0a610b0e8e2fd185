import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { answerMetrics, METRICS_NAMESPACE, MODULE_DIMENSION } from '@ohjaamo/shared/kernel/metrics.ts';
import type { ModuleName } from '@ohjaamo/shared/kernel/route.ts';
import { logCatalogue } from './log.ts';
import { currentTrace } from './trace.ts';

/** One answer of a module. */
export interface AnswerLine {
  readonly requestId: string;
  /** Method and pattern of the route, never the path. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
  /** The municipality that was asked in, once it is known; a field of the line, for whoever looks for one municipality's trouble. */
  readonly tenant?: TenantId | undefined;
}

/**
 * The log line of an answer, which CloudWatch reads as metrics of the module at the same time ("Specification: Embedded metric format").
 * @param at milliseconds since 1970
 */
export function answerLine(module: ModuleName, line: AnswerLine, at: number): string {
  const { milliseconds, ...fields } = line;
  return JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        {
          Namespace: METRICS_NAMESPACE,
          Dimensions: [[MODULE_DIMENSION]],
          Metrics: Object.entries(answerMetrics).map(([Name, Unit]) => ({ Name, Unit })),
        },
      ],
    },
    code: 'REQUEST_DONE',
    message: logCatalogue.REQUEST_DONE,
    trace: currentTrace(),
    ...fields,
    [MODULE_DIMENSION]: module,
    Milliseconds: milliseconds,
    ServerErrors: line.status >= 500 ? 1 : 0,
  });
}
