import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import { hashOf } from '../kernel/hash.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { countAct } from '../kernel/visitorActs.ts';
import { identifyingCookie } from './personCookie.ts';
import { readPlace } from './place.ts';
import type { RightsPorts } from './ports.ts';
import { putIdentifying } from './sessionRepository.ts';

/** So long the way to the identification service and back may take. */
export const IDENTIFYING_MILLISECONDS = 10 * 60_000;

/** So often one address may begin in a day: a whole school may have one. */
export const IDENTIFICATIONS_A_DAY = 200;

/**
 * Sends a browser to the identification service. What must come back unchanged stays here, under the hash of a secret that the
 * browser alone has. 2 writes.
 */
export function beginIdentification({
  platform,
  identification,
}: RightsPorts): UseCase<typeof rightsRoutes.beginIdentification> {
  return async ({ request, scope, clock, ids, visitor }) => {
    const { tenantSlug } = request.parameters;
    const { language } = request.body;
    const { tenant } = await readPlace(scope, clock);
    const today = visitor(localDate(currentMinute(clock), tenant.profile.zone));
    if (!(await countAct(scope, today, 'IDENTIFICATIONS', IDENTIFICATIONS_A_DAY, clock.now()))) {
      return fail(problem('cap-reached'));
    }
    const begun = await identification.begin(tenantSlug, language);
    if (!begun.ok) {
      return fail(problem(begun.error === 'not-set-up' ? 'state-conflict' : 'temporarily-unavailable'));
    }
    const { address, ...journey } = begun.value;
    const secret = ids.secret(256);
    await putIdentifying(platform, hashOf(secret), {
      ...journey,
      ...{ tenantId: scope.tenantId, tenantSlug, language },
      expiresAt: clock.now() + IDENTIFYING_MILLISECONDS,
    });
    return succeed({ body: { address }, cookies: [identifyingCookie(secret)] });
  };
}
