import { hashOf } from '@ohjaamo/functions/kernel/hash.ts';
import { platformKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { membershipWrite } from '@ohjaamo/functions/tenants/index.ts';
import { sessionCookie } from '@ohjaamo/functions/tenants/cookie.ts';
import { weekdays } from '@ohjaamo/shared/kernel/codes.ts';
import { randomIds, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { beginSession, SESSION_LONGEST } from '@ohjaamo/shared/tenants/session.ts';
import { localHouse, register, seedTenant, type TestHouse, testClock } from '../../support/localHouse.ts';
import { plan, rule, service, site, staffMember, town, weekdayHours } from '../../support/schedule.ts';

const SERVICE = 'INDIV';
const AT_A_TIME = 8;

/** A municipality as somebody sees it from outside: its addresses and the cookies of those who are signed in. */
export interface LoadTown {
  readonly tenantSlug: string;
  readonly siteSlug: string;
  readonly siteId: string;
  readonly service: string;
  readonly cookies: readonly string[];
}

/**
 * Puts `count` municipalities of one site and `staff` signed-in workers each into the tables of a running stack. The workers' sessions
 * are written as signing in writes them: 1,200 people who type a password are no load of a day.
 */
export async function seedTowns(
  dynamodb: string,
  now: string,
  { count, staff }: { readonly count: number; readonly staff: number },
): Promise<LoadTown[]> {
  const house = localHouse({ dynamodb }, testClock(now));
  const towns: LoadTown[] = [];
  for (let from = 0; from < count; from += AT_A_TIME) {
    const some = Array.from({ length: Math.min(AT_A_TIME, count - from) }, () => seedTown(house, staff));
    towns.push(...(await Promise.all(some)));
  }
  return towns;
}

async function seedTown(house: TestHouse, count: number): Promise<LoadTown> {
  const staff = Array.from({ length: count }, () => staffId.parse(randomIds.id(10)));
  const place = site('keskusta');
  const tenant = town({
    sites: [place],
    staff: staff.map((id) => staffMember(id, 'YOUTH', { homeSite: place.id })),
    services: [service(SERVICE, { staff, lengthMinutes: 30, noticeHours: 0 })],
  });
  const rules = staff.flatMap((who) =>
    weekdays.slice(0, 5).map((weekday) => rule(who, { weekday, start: '08:00', end: '16:00' })),
  );
  const hours = weekdayHours('WALK_IN', '07:00', '21:00');
  const tenantId = await seedTenant(house, tenant, [{ siteId: place.id, plan: plan({ rules, hours }) }]);
  await register(house.platform, tenantId, tenant);
  const cookies = await Promise.all(
    staff.map(async (worker) => {
      const [subject, secret] = [randomIds.id(20), randomIds.secret(256)];
      const times = beginSession(house.clock.now());
      const expiresAtSeconds = Math.ceil((times.createdAt + SESSION_LONGEST) / 1000);
      await house.platform.transact([
        membershipWrite(house.platform, {
          realm: 'tenant',
          subject,
          tenantId,
          staffId: worker,
          roles: ['COUNSELLOR'],
        }),
        house.platform.putWrite(
          {
            ...platformKeys.session(hashOf(secret)),
            kind: 'SESSION',
            subject,
            tenantId,
            ...times,
            expiresAtSeconds,
          },
          true,
        ),
      ]);
      return sessionCookie(secret).split(';')[0] ?? '';
    }),
  );
  const { slug: tenantSlug } = tenant.profile;
  return { tenantSlug, siteSlug: place.slug, siteId: place.id, service: SERVICE, cookies };
}
