import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { topics } from '@ohjaamo/shared/kernel/codes.ts';
import { answerFaults, completeness, type FilledMap, saidAnswers } from '@ohjaamo/shared/maps/answers.ts';
import type { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import { helpsWith } from '@ohjaamo/shared/maps/servicesFor.ts';
import { KEPT_DAYS } from '@ohjaamo/shared/maps/streetRoutes.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { capOfDay } from '../kernel/capOfDay.ts';
import { hashOf } from '../kernel/hash.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Visitor } from '../kernel/http/visitor.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { attemptAtCode, type CodeAttempt, countAct } from '../kernel/visitorActs.ts';
import { readTenant } from '../tenants/index.ts';
import { instrumentOf, inUse, readInstrument, readRegister } from './instrumentRepository.ts';
import { fingerprintOf, forgetWrite, type KeptMap, keptUntil, putKept, readKept } from './keptMaps.ts';

type Routes = typeof mapsRoutes;

/** Maps that one address may keep in a municipality in a day: a school class fills them in together. */
const MAPS_A_DAY = 60;

interface Place {
  readonly tenant: Tenant;
  readonly site: Site;
}

/** The site of an address: one Query. */
async function placeOf(scope: TenantScope, slug: string): Promise<Result<Place, Problem>> {
  const tenant = await scope.recently('tenant', () => readTenant(scope));
  const site = tenant?.sites.find((each) => each.slug === slug);
  return tenant && site ? succeed({ tenant, site }) : fail(problem('not-found'));
}

/** What the page of the map asks, and which services help with what: a Query and two reads. */
export const readStreetMap: UseCase<Routes['readStreetMap']> = async ({ scope, request }) => {
  const place = await placeOf(scope, request.parameters.siteSlug);
  if (!place.ok) return place;
  const { site, tenant } = place.value;
  const first = inUse(await readRegister(scope))[0];
  if (!first) throw new Error('A municipality has no situation map in use');
  return succeed({
    body: {
      site: { name: site.name },
      instrument: await instrumentOf(scope, first),
      keptDays: KEPT_DAYS,
      services: tenant.services
        .filter(({ retired }) => !retired)
        .map(({ code, ptvClasses }) => ({
          code,
          topics: topics.filter((each) => helpsWith(ptvClasses, [each])),
        })),
    },
  });
};

/**
 * Keeps a map for 90 days under the code that the caller has chosen. The same code and map again is the same map. That a code is taken
 * would tell whoever guesses as much as opening it, so it counts as a wrong one. A Query, three reads, one count, one conditional write.
 */
export const keepMap: UseCase<Routes['keepMap']> = async ({ scope, request, clock, visitor }) => {
  const { code, instrumentId: id, instrumentVersion: version, map } = request.body;
  const place = await placeOf(scope, request.parameters.siteSlug);
  if (!place.ok) return place;
  const instrument = await readInstrument(scope, { id, version });
  const filled: FilledMap = { ...map, answers: saidAnswers(map.answers) };
  const faults = instrument
    ? answerFaults(instrument, filled).map(({ key, code: why }) => ({
        pointer: `/body/map/answers/${key}`,
        code: why,
      }))
    : [{ pointer: '/body/instrumentId', code: 'not_in_use' }];
  if (instrument && completeness(instrument, filled.answers).answered.length === 0) {
    faults.push({ pointer: '/body/map/answers', code: 'nothing_said' });
  }
  if (faults.length > 0) return fail(problem('invalid-request', { errors: faults }));
  const fingerprint = await fingerprintOf(scope, code);
  if (fingerprint === undefined) return fail(problem('not-found'));
  const now = clock.now();
  const today = visitor(localDate(Math.floor(now / 60_000), place.value.tenant.profile.zone));
  const attempt = await attemptAtCode(scope, today, 'MAP_CODES', now);
  if (!attempt.ok) return attempt;
  const fresh: KeptMap = { instrumentId: id, instrumentVersion: version, filled, keptAt: now };
  const standing = await readKept(scope, fingerprint, now);
  if (standing) return standingAnswer(standing, fresh, attempt.value);
  if (!(await countAct(scope, today, 'MAPS', MAPS_A_DAY, now))) {
    return fail(capOfDay(place.value.tenant.profile.zone, clock));
  }
  if (await putKept(scope, fingerprint, fresh)) return succeed({ body: untilOf(fresh) });
  // The same request, sent twice at one moment; or one past its end that still stands under the code.
  const meanwhile = await readKept(scope, fingerprint, now);
  return meanwhile ? standingAnswer(meanwhile, fresh, attempt.value) : fail(problem('id-already-used'));
};

async function standingAnswer(standing: KeptMap, asked: KeptMap, attempt: CodeAttempt) {
  if (contentOf(standing) === contentOf(asked)) return succeed({ body: untilOf(standing) });
  await attempt.wrong();
  return fail(problem('id-already-used'));
}

function contentOf({ instrumentId, instrumentVersion, filled }: KeptMap): string {
  const answers = Object.entries(filled.answers)
    .map(([key, { value, strength, help, words }]) => [key, value, strength, help, words])
    .sort(([one], [other]) => String(one).localeCompare(String(other)));
  return hashOf(instrumentId, instrumentVersion, filled.first, answers);
}

function untilOf({ keptAt }: KeptMap): { keptUntil: string } {
  return { keptUntil: new Date(keptUntil(keptAt)).toISOString() };
}

interface Visit {
  readonly scope: TenantScope;
  readonly clock: Clock;
  readonly visitor: Visitor;
}

/** The map of a code; a wrong code and one whose map has gone get one answer, and count. */
async function keptOf(
  { scope, clock, visitor }: Visit,
  siteSlug: string,
  code: string,
): Promise<Result<{ readonly kept: KeptMap; readonly fingerprint: string }, Problem>> {
  const place = await placeOf(scope, siteSlug);
  if (!place.ok) return place;
  const now = clock.now();
  const today = visitor(localDate(Math.floor(now / 60_000), place.value.tenant.profile.zone));
  const attempt = await attemptAtCode(scope, today, 'MAP_CODES', now);
  if (!attempt.ok) return attempt;
  const fingerprint = await fingerprintOf(scope, code);
  const kept = fingerprint === undefined ? undefined : await readKept(scope, fingerprint, now);
  if (fingerprint !== undefined && kept) return succeed({ kept, fingerprint });
  await attempt.value.wrong();
  return fail(problem('link-not-found'));
}

/** Opens a kept map once; nothing is remembered of the opening. A Query and two reads; a wrong code costs a write. */
export const openKeptMap: UseCase<Routes['openKeptMap']> = async (context) => {
  const { request, scope } = context;
  const found = await keptOf(context, request.parameters.siteSlug, request.body.code);
  if (!found.ok) return found;
  const { instrumentId: id, instrumentVersion: version, filled, keptAt } = found.value.kept;
  const instrument = await instrumentOf(scope, { id, version });
  const at = new Date(keptAt).toISOString();
  return succeed({ body: { instrument, map: filled, keptAt: at, ...untilOf(found.value.kept) } });
};

/** Deletes a kept map. */
export const forgetKeptMap: UseCase<Routes['forgetKeptMap']> = async (context) => {
  const { request, scope } = context;
  const found = await keptOf(context, request.parameters.siteSlug, request.body.code);
  if (!found.ok) return found;
  // Gone meanwhile is gone all the same.
  await scope.cases.transact([forgetWrite(scope, found.value.fingerprint)]);
  return succeed({ body: {} });
};
