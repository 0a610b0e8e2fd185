import { bookingId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { matchesHash } from '../kernel/hash.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readMailedHashes } from './mailRepository.ts';
import type { BookingRecord } from './record.ts';
import { readRecord } from './repository.ts';

/** How long after the end of the appointment its link still opens. */
const LINK_MINUTES = 30 * 24 * 60;

/**
 * The booking that a secret link opens: `link-not-found` for a booking that is not there and for a wrong secret alike,
 * `link-expired` thirty days after the end, and only for whoever has the right secret.
 */
export async function openLink(
  scope: TenantScope,
  link: string,
  clock: Clock,
): Promise<Result<BookingRecord, Problem>> {
  const [, id = '', secret = ''] = link.split('.');
  const parsed = bookingId.safeParse(id);
  const record = parsed.success ? await readRecord(scope, parsed.data) : undefined;
  if (!record || !(await opens(scope, record, secret))) return fail(problem('link-not-found'));
  const isExpired = clock.now() >= (record.end + LINK_MINUTES) * 60_000;
  return isExpired ? fail(problem('link-expired')) : succeed(record);
}

/** Whether the secret is the one of the screen, or of a mail about this booking. */
async function opens(scope: TenantScope, record: BookingRecord, secret: string): Promise<boolean> {
  if (matchesHash(secret, record.secretHash)) return true;
  if (record.email === undefined && record.phone === undefined) return false;
  const hashes = await readMailedHashes(scope, record.id);
  return hashes.some((hash) => matchesHash(secret, hash));
}
