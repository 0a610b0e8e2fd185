import { mayHaveAccount } from '@ohjaamo/shared/cases/minors.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import { beginSession } from '@ohjaamo/shared/tenants/session.ts';
import { clientOfIdentityCode, strongIdentification } from '../cases/index.ts';
import { auditTrail } from '../kernel/audit.ts';
import { hashOf } from '../kernel/hash.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { clearedIdentifyingCookie, identifyingSecretOf, personCookie } from './personCookie.ts';
import type { Identified } from './identification.ts';
import { isSamePerson } from './isSamePerson.ts';
import type { RightsPorts } from './ports.ts';
import { type IdentifyingRow, putPersonSession, takeIdentifying } from './sessionRepository.ts';

type Complete = typeof rightsRoutes.completeIdentification;
type Outcome = 'SIGNED_IN' | 'CANCELLED' | 'REFUSED' | 'UNKNOWN' | 'TOO_YOUNG';

/**
 * Ends the way back from the identification service: once, in the browser and for the municipality it was begun with. The
 * identity code is looked up by its keyed hash and then forgotten; it reaches neither address, log nor session. Whoever is not
 * in the municipality's register, and whoever is under 13 (1050/2018 §5), leaves nothing behind.
 */
export function completeIdentification({ platform, identification }: RightsPorts): UseCase<Complete> {
  return async (context) => {
    const { request, scope, clock, cookies, ids } = context;
    const begun = await takeBegun(platform, cookies, scope, clock.now());
    const end = (outcome: Outcome, language: Language, more: readonly string[] = []) =>
      succeed({ body: { outcome, language }, cookies: [clearedIdentifyingCookie, ...more] });
    if (!begun) return end('REFUSED', 'fi');
    const { language, tenantSlug, ...journey } = begun;
    const identified = await identification.finish(tenantSlug, journey, request.body.query);
    if (!identified.ok) {
      if (identified.error === 'unreachable') return fail(problem('temporarily-unavailable'));
      return end(identified.error === 'cancelled' ? 'CANCELLED' : 'REFUSED', language);
    }
    const found = await recognise(context, identified.value);
    if (!found.ok) return end(found.error, language);
    const secret = ids.secret(256);
    const times = beginSession(clock.now());
    await putPersonSession(
      platform,
      hashOf(secret),
      { tenantId: scope.tenantId, clientId: found.value },
      times,
    );
    return end('SIGNED_IN', language, [personCookie(secret)]);
  };
}

async function takeBegun(
  platform: RightsPorts['platform'],
  cookies: readonly string[],
  scope: TenantScope,
  now: number,
): Promise<IdentifyingRow | undefined> {
  const secret = identifyingSecretOf(cookies);
  const row = secret === undefined ? undefined : await takeIdentifying(platform, hashOf(secret));
  return row?.tenantId === scope.tenantId && now < row.expiresAt ? row : undefined;
}

/** Whose page it is, written to the trail as the person's own act; how well the person is known now stands on the client. */
async function recognise(
  { scope, clock, ids }: ContextOf<Complete>,
  { code, givenNames }: Identified,
): Promise<Result<ClientId, 'UNKNOWN' | 'TOO_YOUNG'>> {
  const { profile } = await readWorkersTenant(scope);
  const today = localDate(currentMinute(clock), profile.zone);
  if (!mayHaveAccount(code.birthDate, today)) return fail('TOO_YOUNG');
  const clientId = await clientOfIdentityCode(scope, code.text);
  if (clientId === undefined) return fail('UNKNOWN');
  if (!(await isSamePerson(scope, clientId, givenNames, today))) return fail('UNKNOWN');
  const actor = { realm: 'person', tenantId: scope.tenantId, clientId, since: clock.now() } as const;
  const trail = auditTrail(scope, actor, 'SIGN_IN', clock, ids);
  const noted = await strongIdentification(scope, clientId, {
    at: new Date(clock.now()).toISOString(),
    today,
  });
  if (!noted) return fail('UNKNOWN');
  await trail.append([clientId], 'DONE');
  return succeed(clientId);
}
