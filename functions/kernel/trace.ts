import { AsyncLocalStorage } from 'node:async_hooks';
import type { DynamoDBRecord } from 'aws-lambda';

/** What one request did is found by: X-Ray's id of it, `1-`, eight and 24 hexadecimal digits ("X-Ray concepts", tracing header). */
export type TraceId = string;

/**
 * Rows that somebody is told of after the request that wrote them has ended: they bear its trace. Never
 * contacts, feedback, messages and maps, which may be without a name: nothing of them may lead back to a request.
 */
const FOLLOWED: ReadonlySet<unknown> = new Set([
  ...['BOOKING', 'WAITING', 'GROUP', 'ROLL', 'SIGN_UP'],
  ...['ADOPTION_LINE', 'TRIAL', 'TENANT', 'INVITED'],
]);

/** The gateway keeps the root of a header that comes from outside, so that text of a visitor may stand there. */
const ROOT = /(?:^|;)\s*Root=(1-[0-9a-f]{8}-[0-9a-f]{24})(?:;|$)/u;

const running = new AsyncLocalStorage<TraceId>();

/** The trace that a header `X-Amzn-Trace-Id` names; `undefined` for none, and for text that is none. */
export function traceOf(header: string | undefined): TraceId | undefined {
  return ROOT.exec(header ?? '')?.[1];
}

/** Does work whose log lines bear the trace; what is run meanwhile for others bears theirs. Without one, none is borne. */
export function traced<T>(trace: TraceId | undefined, work: () => T): T {
  return trace === undefined ? running.exit(work) : running.run(trace, work);
}

/** The trace that the code which asks is run for. */
export function currentTrace(): TraceId | undefined {
  return running.getStore();
}

/** An item with the trace of the request that puts it, if it is of a kind that is followed; any other as it is. */
export function stamped<Item extends Readonly<Record<string, unknown>>>(item: Item): Item {
  const trace = currentTrace();
  return trace !== undefined && FOLLOWED.has(item['kind']) ? { ...item, trace } : item;
}

/**
 * The trace of the request that a stream's record comes from. `undefined` when the row bears none, or bears the one that it had before:
 * then something changed it that leaves no trace.
 */
export function traceOfRecord({ dynamodb }: DynamoDBRecord): TraceId | undefined {
  const trace = dynamodb?.NewImage?.['trace']?.S;
  return trace === dynamodb?.OldImage?.['trace']?.S ? undefined : traceOf(`Root=${trace ?? ''}`);
}
