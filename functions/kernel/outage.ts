/** Names by which AWS says "not now", and by which the SDK tells that no answer came in time. */
const PASSING_NAMES: ReadonlySet<string> = new Set([
  'InternalServerError',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'TransactionConflictException',
  'TransactionInProgressException',
]);

/** Node's codes of a connection that could not be made or did not last. */
const NETWORK_CODES: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

const PASSING_STATUS: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** Reasons of a cancelled transaction that pass by themselves (DynamoDB, TransactWriteItems). */
const PASSING_REASONS: ReadonlySet<string> = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

/** Whether a reason of a cancelled transaction passes by itself. */
export function isPassingReason(code: string | undefined): boolean {
  return code !== undefined && PASSING_REASONS.has(code);
}

/**
 * Whether an error that the SDK still had after its own repetitions is an outage: AWS throttles, fails or cannot be
 * reached. The same request may succeed in a moment. Anything else (a right that is missing, a fault of ours) does not pass.
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, code, $metadata, CancellationReasons } = error as Error & {
    readonly code?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly CancellationReasons?: readonly { readonly Code?: string }[];
  };
  return (
    PASSING_NAMES.has(name) ||
    (typeof code === 'string' && NETWORK_CODES.has(code)) ||
    PASSING_STATUS.has($metadata?.httpStatusCode ?? 0) ||
    (CancellationReasons ?? []).some(({ Code }) => isPassingReason(Code))
  );
}
