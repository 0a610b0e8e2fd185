import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callsOf } from '@ohjaamo/infra/local/calls.ts';
import type { Call } from '@ohjaamo/infra/policy/evaluate.ts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { type Asker, Judge, keyCall } from './judge.ts';
import type { Policies } from './policies.ts';
import { running } from './running.ts';

interface Request {
  readonly port?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** What one test file asks the database and the key service. */
export interface Watch {
  /** What the policies say against what was asked. */
  readonly faults: readonly string[];
  /** Leaves the shapes of what was asked where the check of the whole run finds them. */
  leave(): void;
}

/** Where the policies stand and shapes are left, and the addresses of the database and the key service. */
export interface WatchPlace {
  readonly folder: string;
  readonly endpoints: readonly string[];
}

/**
 * Judges every request that leaves this process for the database or the key service by the policies of the synthesised template, as IAM does in the cloud, and
 * refuses what IAM would. It stands below the SDK, so that nothing is asked beside it.
 */
export function watchCalls({ folder, endpoints }: WatchPlace): Watch {
  const ports = endpoints.map((each) => Number(new URL(each).port));
  const judge = new Judge(JSON.parse(readFileSync(join(folder, 'policies.json'), 'utf8')) as Policies);
  const handle = NodeHttpHandler.prototype.handle;
  NodeHttpHandler.prototype.handle = function judged(request, options) {
    const { headers, body, port } = request as Request;
    // Whoever plays a database that is out of order has no tables.
    const asker = port !== undefined && ports.includes(port) ? askerOf(headers) : undefined;
    const faults = asker ? callsIn(headers, body).flatMap((call) => judge.look(asker, call) ?? []) : [];
    return faults[0] === undefined
      ? handle.call(this, request, options)
      : Promise.reject(Object.assign(new Error(faults[0]), { name: 'AccessDeniedException' }));
  };
  return {
    faults: judge.faults,
    leave() {
      const lines = [...judge.seen.keys()].map((each) => `${each}\n`);
      if (lines.length > 0) appendFileSync(join(folder, `${String(process.pid)}.jsonl`), lines.join(''));
    },
  };
}

function callsIn(headers: Request['headers'], body: Request['body']): readonly Call[] {
  const [service = '', operation = ''] = (headers['x-amz-target'] ?? '').split('.');
  const text = typeof body === 'object' ? new TextDecoder().decode(body) : (body ?? '{}');
  if (service.startsWith('DynamoDB')) return callsOf(operation, JSON.parse(text));
  return service === 'TrentService' ? [keyCall(operation, JSON.parse(text))] : [];
}

/** A data role is named by its session; a function's own role by what runs now, and nobody asks KMS by that one here. */
function askerOf(headers: Request['headers']): Asker | undefined {
  const role = /^arn:local:(\w+)\//u.exec(headers['x-amz-security-token'] ?? '')?.[1];
  const tenantId = /Credential=TENANT([0-9A-Z]{10})\//u.exec(headers['authorization'] ?? '')?.[1];
  if (role !== undefined) return { role: `data ${role}`, tenantId: tenantId?.toLowerCase() ?? '' };
  const own = running.getStore();
  return own !== undefined && (headers['x-amz-target'] ?? '').startsWith('DynamoDB')
    ? { role: `function ${own}` }
    : undefined;
}
