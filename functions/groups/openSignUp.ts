import { signUpId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { matchesHash } from '../kernel/hash.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import { type GroupAndRoll, readGroupAndRoll } from './changeRoll.ts';
import type { SiteOfTenant } from './place.ts';
import type { SignUpRecord } from './record.ts';
import { readSignUpRecord } from './repository.ts';
import { meetingsOf } from './streetViews.ts';

/** How long after the end of the last meeting a link still opens. */
const LINK_MINUTES = 30 * 24 * 60;

/** A sign-up with everything around it. */
export interface OpenedSignUp {
  readonly signUp: SignUpRecord;
  readonly found: GroupAndRoll;
  readonly at: SiteOfTenant;
}

/**
 * The sign-up that a secret link opens: `link-not-found` for one that is not there and for a wrong secret alike,
 * `link-expired` thirty days after the last meeting, and only for whoever has the right secret. Three reads and one Query.
 */
export async function openSignUp(
  scope: TenantScope,
  link: string,
  clock: Clock,
): Promise<Result<OpenedSignUp, Problem>> {
  const [, id = '', secret = ''] = link.split('.');
  const parsed = signUpId.safeParse(id);
  const signUp = parsed.success ? await readSignUpRecord(scope, parsed.data) : undefined;
  if (!signUp || !opens(signUp, secret)) return fail(problem('link-not-found'));
  const { siteId: site, groupId: group, meetingId: of } = signUp;
  const [found, tenant] = await Promise.all([
    readGroupAndRoll(scope, { site, group, of }),
    readTenant(scope),
  ]);
  const home = tenant?.sites.find((each) => each.id === site);
  if (!found || !tenant || !home) return fail(problem('link-not-found'));
  const last = Math.max(0, ...meetingsOf(signUp, found.group).map(({ end }) => end));
  if (clock.now() >= (last + LINK_MINUTES) * 60_000) return fail(problem('link-expired'));
  return succeed({ signUp, found, at: { tenant, site: home } });
}

/** Whether the secret is the one of the screen, or of a mail about this sign-up. */
function opens(signUp: SignUpRecord, secret: string): boolean {
  return [signUp.secretHash, ...signUp.mailedHashes].some((hash) => matchesHash(secret, hash));
}
