import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Write } from './table.ts';
import type { Key } from './tenancy/keys.ts';
import type { TenantScope } from './tenancy/scope.ts';

/**
 * Notes in the client's own partition that a row about the client stands elsewhere in the table (a word of the search, a
 * referral in an organisation's inbox), so that erasing and merging find it without knowing what it is. It goes into the same
 * transaction as that row. 1 unit.
 */
export function traceWrite(scope: TenantScope, client: ClientId, { pk, sk }: Key): Write {
  return scope.cases.putWrite({
    ...scope.keys.client(client, `TRACE#${pk}|${sk}`),
    kind: 'TRACE',
    at: { pk, sk },
  });
}

/** Ends a trace when its row has gone: nothing leads there any more. It takes the trace's place, since facts are never deleted. 1 unit. */
export function endedTraceWrite(scope: TenantScope, client: ClientId, { pk, sk }: Key): Write {
  return scope.cases.putWrite({
    ...scope.keys.client(client, `TRACE#${pk}|${sk}`),
    kind: 'TRACE_ENDED',
  });
}
