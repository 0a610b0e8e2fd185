import { randomIds, roomId, siteId, slug } from '@ohjaamo/shared/kernel/ids.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';

type Worker = Tenant['staff'][number];
type Site = Tenant['sites'][number];

/** What both services of a tenant have in common. */
const anyService = {
  ptvClasses: [],
  minimumIdentification: 'ANONYMOUS',
  hoursFor: 'OWN',
  lengthMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  noticeHours: 1,
  horizonDays: 28,
  channels: ['ON_SITE'],
  skills: [],
  needsApproval: false,
  alongside: [],
  limits: {},
  hours: [],
} as const satisfies Partial<Tenant['services'][number]>;

/** A municipality of one site with a room, an outreach point, two workers and two services; `mark` makes its codes its own. */
export function tenantOf(
  mark: string,
  site: Site['id'],
  worker: Worker['id'],
  colleague: Worker['id'],
): Tenant {
  const code = mark.toUpperCase();
  return {
    profile: {
      slug: slug.parse(`town-${mark}`),
      name: { fi: 'Kunta' },
      municipalityCode: '001',
      languages: ['fi'],
      zone: 'Europe/Helsinki',
      bookingCaps: { perAddress: 500, perSite: 10_000, holds: 100 },
    },
    organisations: [
      { code, name: { fi: 'Nuorisopalvelut' }, type: 'MUNICIPALITY', runsSites: true },
      { code: `${code}-2`, name: { fi: 'Asumisneuvonta' }, type: 'NGO', runsSites: false },
    ],
    staff: [
      workerOf(worker, 'Ohjaaja', { organisation: code, homeSite: site }),
      workerOf(colleague, 'Kollega', { organisation: code, homeSite: site }),
    ],
    services: [
      { ...anyService, code: `S-${code}`, name: { fi: 'Ohjaus' }, bookingMode: 'BOOKED', staff: [worker] },
      {
        ...anyService,
        code: `D-${code}`,
        name: { fi: 'Neuvonta' },
        bookingMode: 'WALK_IN',
        staff: [worker, colleague],
      },
    ],
    sites: [
      {
        id: site,
        slug: slug.parse(`site-${mark}`),
        name: { fi: 'Ohjaamo' },
        kind: 'MAIN_SITE',
        address: 'Katu 1',
        rooms: [{ id: roomId.parse(randomIds.id(10)), name: 'Huone', capacity: 10 }],
      },
      {
        id: siteId.parse(randomIds.id(10)),
        slug: slug.parse(`point-${mark}`),
        name: { fi: 'Piste' },
        kind: 'OUTREACH_POINT',
        address: 'Katu 2',
        rooms: [],
      },
    ],
  };
}

function workerOf(id: Worker['id'], name: string, works: Pick<Worker, 'organisation' | 'homeSite'>): Worker {
  return { id, name, ...works, title: 'ohjaaja', share: 1, languages: ['fi'], skills: [] };
}

/** Booked hours of one worker for the first service, on working days while the site is open. */
export function planOf(worker: Worker['id'], { services }: Tenant): SitePlan {
  const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI'] as const;
  return {
    hours: weekdays.flatMap((weekday) =>
      (['WALK_IN', 'APPOINTMENT'] as const).map((channel) => ({
        channel,
        weekday,
        opens: '09:00',
        closes: '16:00',
      })),
    ),
    exceptions: [],
    absences: [],
    rules: weekdays.map((weekday) => ({
      id: randomIds.id(10),
      staffId: worker,
      service: services[0]?.code ?? '',
      mode: 'BOOKED',
      weekday,
      start: '09:00',
      // The last hour is free for duty.
      end: '15:00',
      recurrence: { kind: 'EVERY_WEEK' },
      note: '',
    })),
  };
}
