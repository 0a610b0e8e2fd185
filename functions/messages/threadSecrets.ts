import { threadId, type ThreadId } from '@ohjaamo/shared/kernel/ids.ts';
import { readThreadCode } from '@ohjaamo/shared/messages/threadCode.ts';
import { createHash } from 'node:crypto';
import { hashOf } from '../kernel/hash.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/** What a code stands for: which thread, and the proof that it is known. Neither leads back to the code. */
export interface CodeMeaning {
  readonly id: ThreadId;
  /** Kept with the thread: whoever knows only its id, as its workers do, cannot open it as the young person. */
  readonly secretHash: string;
}

/**
 * The meaning of a code in one municipality; `undefined` when the text is no code. Id and proof are two hashes of the same
 * 95 bits under different names, so no list leads from codes to threads, and a wrong code names a thread that is not there.
 */
export function meaningOf({ tenantId }: TenantScope, typed: string): CodeMeaning | undefined {
  const code = readThreadCode(typed);
  if (code === undefined) return undefined;
  return {
    id: threadId.parse(idOf(`thread ${tenantId} ${code}`)),
    secretHash: hashOf('secret of thread', tenantId, code),
  };
}

/** 20 signs of `[0-9a-z]`, 103 bits of a SHA-256. */
function idOf(text: string): string {
  const digest = BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);
  return digest.toString(36).slice(-20).padStart(20, '0');
}
