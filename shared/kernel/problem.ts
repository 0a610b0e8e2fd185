import * as z from 'zod';

/**
 * The closed list of problem types (RFC 9457). The `type` of an answer is `/problems/<name>`.
 * The status belongs to the type, so that one type never answers with two.
 */
export const problemStatus = {
  'malformed-json': 400,
  'invalid-request': 400,
  'session-required': 401,
  'session-expired': 401,
  'credentials-rejected': 401,
  'challenge-expired': 401,
  'role-required': 403,
  'cross-origin': 403,
  'purpose-required': 403,
  'access-refused': 403,
  'service-paused': 403,
  'account-suspended': 403,
  'not-found': 404,
  'link-not-found': 404,
  'method-not-allowed': 405,
  'time-taken': 409,
  'state-conflict': 409,
  'stale-version': 409,
  'id-already-used': 409,
  'line-closed': 409,
  'group-full': 409,
  'series-conflict': 409,
  'plan-conflict': 409,
  'link-expired': 410,
  'body-too-large': 413,
  'media-type-not-supported': 415,
  'time-does-not-exist': 422,
  'time-not-offered': 422,
  'feed-refused': 422,
  'password-too-weak': 422,
  'cap-reached': 429,
  'too-many-attempts': 429,
  'internal-error': 500,
  'temporarily-unavailable': 503,
} as const satisfies Record<string, number>;

export type ProblemType = keyof typeof problemStatus;

/** Where in the request a value is wrong (RFC 6901 pointer) and why, by zod's issue code. Never the value itself. */
export const fieldError = z.strictObject({ pointer: z.string(), code: z.string() });

/** The body of an `application/problem+json` answer. `nearest` comes with `time-taken` only. */
export const problemDocument = z.lazy(() =>
  z.strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    requestId: z.string(),
    errors: z.array(fieldError).optional(),
    nearest: z
      .array(z.strictObject({ start: z.string(), end: z.string(), staffIds: z.array(z.string()) }))
      .optional(),
    /** With `line-closed`: when the line opens next, RFC 3339 with the zone's offset. */
    opensAt: z.string().optional(),
    /** With `series-conflict`: every date that cannot be had, and why. With `plan-conflict`: what contradicts itself. */
    conflicts: z.array(z.strictObject({ date: z.string().optional(), reason: z.string() })).optional(),
  }),
);

export type ProblemDocument = z.infer<typeof problemDocument>;

/** What a use case returns when it refuses: the type, and what may be told with it. */
export interface Problem {
  readonly type: ProblemType;
  readonly errors?: z.infer<typeof fieldError>[];
  readonly nearest?: NonNullable<ProblemDocument['nearest']>;
  readonly conflicts?: NonNullable<ProblemDocument['conflicts']>;
  readonly opensAt?: string;
  /** Seconds after which the same may be asked again, where that is known; told as `Retry-After` (RFC 9110 §10.2.3). */
  readonly retryAfterSeconds?: number;
  /** With `method-not-allowed`: the methods that the path has; told as `Allow` (RFC 9110 §10.2.1). */
  readonly allow?: readonly string[];
  /** Whose record was asked for in vain, for the audit trail; never part of the answer. */
  readonly subjects?: readonly string[];
}

/** Makes a problem value. */
export function problem(type: ProblemType, extra: Omit<Problem, 'type'> = {}): Problem {
  return { type, ...extra };
}

/** What a schema of ours says in a word (`identity_code`) is the code of a fault; zod's own sentences are not told. */
export function faultCode({ code, message }: { readonly code: string; readonly message: string }): string {
  return code === 'custom' && /^[a-z_]{1,40}$/u.test(message) ? message : code;
}
