import type { SiteId, StaffId } from '../kernel/ids.ts';
import { minuteOfDay } from '../kernel/dates.ts';
import { inLanguage, type Language } from '../kernel/i18n.ts';
import type { WeeklyRule } from '../schedule/plan.ts';
import type { Service } from '../tenants/profile.ts';
import type { KitService, KitWeek } from './kit.ts';

/** Who takes a role of a site's week; nobody = it is left open. */
export interface TakenRole {
  readonly site: string;
  readonly role: string;
  readonly staff: readonly StaffId[];
}

/** The weekly rules of a site's week: each hour of a role once for each worker who takes it. An hour of a service not taken falls out. */
export function rulesOf(
  week: KitWeek,
  of: {
    readonly site: SiteId;
    readonly key: string;
    readonly taken: readonly TakenRole[];
    readonly services: readonly { readonly code: string }[];
    readonly language: Language;
    /** Ten letters or digits that are the same for the same words. */
    readonly idOf: (words: string) => string;
  },
): WeeklyRule[] {
  const given = new Set(of.services.map(({ code }) => code));
  return week.hours
    .filter(({ service }) => given.has(service))
    .flatMap(({ key, role, note, ...hour }) =>
      staffOf(of.taken, of.key, role).map((staffId) => ({
        id: of.idOf(`${of.site} ${key} ${staffId}`),
        staffId,
        ...hour,
        note: note ? inLanguage(note, of.language) : '',
      })),
    );
}

/** The workers who take a role of a site. */
export function staffOf(taken: readonly TakenRole[], site: string, role: string): readonly StaffId[] {
  return taken.find((each) => each.site === site && each.role === role)?.staff ?? [];
}

/** A service of the kit as the tenant's own: given by those who take its roles anywhere, or by everybody with a role when it names none. */
export function ownService(of: KitService, taken: readonly TakenRole[]): Service {
  const { roles, ...told } = of;
  const staff = taken.filter(({ role }) => roles.length === 0 || roles.includes(role));
  return { ...told, staff: [...new Set(staff.flatMap((each) => each.staff))], alongside: [] };
}

/** Minutes that a role works in an ordinary week; every second week counts half. */
export function minutesOf(week: KitWeek, role: string): number {
  return week.hours
    .filter((hour) => hour.role === role)
    .reduce((sum, { start, end, recurrence }) => {
      const length = minuteOfDay(end) - minuteOfDay(start);
      const every = recurrence.kind === 'EVERY_N_WEEKS' ? recurrence.weeks : everyOf[recurrence.kind];
      return sum + Math.round(length / every);
    }, 0);
}

const everyOf = {
  EVERY_WEEK: 1,
  ISO_ODD_WEEKS: 2,
  ISO_EVEN_WEEKS: 2,
  NTH_WEEKDAY: 4,
  LAST_WEEKDAY: 4,
} as const;
