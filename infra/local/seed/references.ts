import { tenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import type { Line } from './csv.ts';
import type { Fault } from './fault.ts';
import { type DemoFiles, fileNames } from './files.ts';

type Report = (line: number, reason: string) => void;

/** Finds codes that stand twice, codes that nobody knows, and lines that contradict themselves. */
export function checkReferences(files: DemoFiles): Fault[] {
  const faults: Fault[] = [];
  for (const [name, check] of Object.entries(checks) as [keyof DemoFiles, Check][]) {
    const file = fileNames[name];
    check(files, (line, reason) => faults.push({ file, line, reason }));
  }
  return faults;
}

type Check = (files: DemoFiles, report: Report) => void;

const checks: Readonly<Record<keyof DemoFiles, Check>> = {
  tenants({ tenants, sites }, report) {
    once(tenants, 'tenant', ({ tenant }) => tenant, report);
    once(tenants, 'address', ({ slug }) => slug, report);
    for (const { line, row } of tenants) {
      if (!sites.some((site) => site.row.tenant === row.tenant)) {
        report(line, `The tenant ${row.tenant} has no site.`);
      }
    }
  },
  sites({ sites, tenants }, report) {
    once(sites, 'site', ({ site }) => site, report);
    once(sites, 'address', ({ tenant, slug }) => `${tenant}/${slug}`, report);
    known(sites, 'tenant', ({ tenant }) => tenant, codes(tenants, 'tenant'), report);
  },
  rooms({ rooms, sites }, report) {
    once(rooms, 'room', ({ room }) => room, report);
    known(rooms, 'site', ({ site }) => site, codes(sites, 'site'), report);
    const siteOf = new Map(rooms.map(({ row }) => [row.room, row.site]));
    for (const { line, row } of rooms) {
      if (row.part_of && siteOf.get(row.part_of) !== row.site) {
        report(line, `There is no room ${row.part_of} at ${row.site} in ${fileNames.rooms}.`);
      }
    }
  },
  organisations({ organisations, tenants }, report) {
    once(organisations, 'organisation', ({ org }) => org, report);
    known(organisations, 'tenant', ({ tenant }) => tenant, codes(tenants, 'tenant'), report);
  },
  staff({ staff, tenants, organisations, sites }, report) {
    once(staff, 'worker', (row) => row.staff, report);
    known(staff, 'site', (row) => row.home_site, codes(sites, 'site'), report);
    const tenantOfSite = new Map(sites.map(({ row }) => [row.site, row.tenant]));
    for (const { line, row } of staff) {
      const tenant = tenantOfSite.get(row.home_site);
      if (tenant && tenant !== row.tenant) report(line, `The site ${row.home_site} belongs to ${tenant}.`);
    }
    known(staff, 'tenant', ({ tenant }) => tenant, codes(tenants, 'tenant'), report);
    const homes = new Map(organisations.map(({ row }) => [row.org, row.tenant]));
    for (const { line, row } of staff) {
      const tenant = homes.get(row.home_org);
      if (!tenant) report(line, `There is no organisation ${row.home_org} in ${fileNames.organisations}.`);
      else if (tenant !== row.tenant) report(line, `The organisation ${row.home_org} belongs to ${tenant}.`);
    }
  },
  services({ services, staff }, report) {
    once(services, 'service', ({ code }) => code, report);
    const tenantOf = new Map(staff.map(({ row }) => [row.staff, row.tenant]));
    for (const { line, row } of services) {
      for (const joining of row.alongside.filter((each) => !tenantOf.has(each))) {
        report(line, `There is no worker ${joining} in ${fileNames.staff}.`);
      }
      for (const [tenant, givers] of row.givenBy) {
        for (const giver of givers.filter((each) => !tenantRole.safeParse(each).success)) {
          const home = tenantOf.get(giver);
          if (!home) report(line, `There is no worker ${giver} in ${fileNames.staff}.`);
          else if (home !== tenant) report(line, `The worker ${giver} belongs to ${home}, not to ${tenant}.`);
        }
      }
    }
  },
  groups({ groups, sites, staff, rooms }, report) {
    once(groups, 'group', ({ group }) => group, report);
    known(groups, 'site', ({ site }) => site, codes(sites, 'site'), report);
    known(groups, 'worker', ({ leader }) => leader, codes(staff, 'staff'), report);
    const tenantOfSite = new Map(sites.map(({ row }) => [row.site, row.tenant]));
    const tenantOfStaff = new Map(staff.map(({ row }) => [row.staff, row.tenant]));
    const siteOfRoom = new Map(rooms.map(({ row }) => [row.room, row.site]));
    for (const { line, row } of groups) {
      const [tenant, home] = [tenantOfSite.get(row.site), tenantOfStaff.get(row.leader)];
      if (tenant && home && tenant !== home) {
        report(line, `The worker ${row.leader} belongs to ${home}, the site ${row.site} to ${tenant}.`);
      }
      if (row.room !== undefined && siteOfRoom.get(row.room) !== row.site) {
        report(line, `There is no room ${row.room} at ${row.site} in ${fileNames.rooms}.`);
      }
      if (row.end <= row.start) report(line, `The group ends at ${row.end}, not after ${row.start}.`);
    }
  },
  openingHours({ openingHours, sites }, report) {
    known(openingHours, 'site', ({ site }) => site, codes(sites, 'site'), report);
    openingHours.forEach(({ line, row }, index) => {
      if (row.opens >= row.closes) report(line, `The hours end at ${row.closes}, not after ${row.opens}.`);
      const overlap = openingHours.slice(0, index).find(({ row: earlier }) => hoursOverlap(row, earlier));
      if (overlap) {
        report(line, `The ${row.channel} hours of ${row.site} overlap those of line ${overlap.line}.`);
      }
    });
  },
  openingExceptions({ openingExceptions, sites }, report) {
    const everySite = new Set(['*', ...codes(sites, 'site')]);
    known(openingExceptions, 'site', ({ site }) => site, everySite, report);
    for (const { line, row } of openingExceptions) {
      if (row.date_from > row.date_to) report(line, `The dates end before they begin.`);
      if (row.kind === 'CLOSED') continue;
      if (!row.opens || !row.closes || row.weekdays.length === 0) {
        report(line, 'A replacement needs weekdays, an opening and a closing time.');
      } else if (row.opens >= row.closes) {
        report(line, `The hours end at ${row.closes}, not after ${row.opens}.`);
      }
    }
  },
  weeklySlots({ weeklySlots, sites, staff, services }, report) {
    known(weeklySlots, 'site', ({ site }) => site, codes(sites, 'site'), report);
    known(weeklySlots, 'worker', (row) => row.staff, codes(staff, 'staff'), report);
    known(weeklySlots, 'service', ({ service }) => service, codes(services, 'code'), report);
    const tenantOfSite = new Map(sites.map(({ row }) => [row.site, row.tenant]));
    const worker = new Map(staff.map(({ row }) => [row.staff, row]));
    for (const { line, row } of weeklySlots) {
      const tenant = tenantOfSite.get(row.site);
      const who = worker.get(row.staff);
      if (!tenant || !who) continue;
      const givers = services.find(({ row: { code } }) => code === row.service)?.row.givenBy.get(tenant);
      if (who.tenant !== tenant) {
        report(line, `The worker ${row.staff} belongs to ${who.tenant}, the site ${row.site} to ${tenant}.`);
      } else if (givers && ![row.staff, ...who.access_role].some((each) => givers.includes(each))) {
        report(line, `The worker ${row.staff} does not give ${row.service} by ${fileNames.services}.`);
      }
      if (row.valid_from && row.valid_to && row.valid_from > row.valid_to) {
        report(line, 'The hours cease to be valid before they begin.');
      }
    }
  },
  dutyShifts({ dutyShifts, sites, services }, report) {
    known(dutyShifts, 'site', ({ site }) => site, codes(sites, 'site'), report);
    known(dutyShifts, 'service', ({ service }) => service, codes(services, 'code'), report);
    const tenantOfSite = new Map(sites.map(({ row }) => [row.site, row.tenant]));
    for (const { line, row } of dutyShifts) {
      if (row.start >= row.end) report(line, `The shift ends at ${row.end}, not after ${row.start}.`);
      const service = services.find(({ row: { code } }) => code === row.service)?.row;
      const givers = service?.givenBy.get(tenantOfSite.get(row.site) ?? '');
      if (service && !givers?.length) report(line, `Nobody gives ${row.service} at ${row.site}.`);
    }
  },
  basicSkills({ basicSkills, staff }, report) {
    once(basicSkills, 'worker', (row) => row.staff, report);
    known(basicSkills, 'worker', (row) => row.staff, codes(staff, 'staff'), report);
  },
  volumes({ volumes, sites }, report) {
    once(volumes, 'site', ({ site }) => site, report);
    known(volumes, 'site', ({ site }) => site, codes(sites, 'site'), report);
  },
  adoptions({ adoptions, staff, tenants }, report) {
    once(adoptions, 'adoption', ({ tenant, kind, name }) => `${tenant} ${kind} ${name}`, report);
    known(adoptions, 'tenant', ({ tenant }) => tenant, codes(tenants, 'tenant'), report);
    const tenantOf = new Map(staff.map(({ row }) => [row.staff, row.tenant]));
    for (const { line, row } of adoptions) {
      if (tenantOf.get(row.staff) !== row.tenant)
        report(line, `There is no worker ${row.staff} in ${row.tenant}.`);
    }
  },
  personas({ personas, staff, tenants }, report) {
    once(personas, 'person', ({ person }) => person, report);
    known(personas, 'tenant', ({ tenant }) => tenant, codes(tenants, 'tenant'), report);
    const tenantOf = new Map(staff.map(({ row }) => [row.staff, row.tenant]));
    for (const { line, row } of personas) {
      for (const worker of [row.named_worker, ...row.team]) {
        if (tenantOf.get(worker) !== row.tenant)
          report(line, `There is no worker ${worker} in ${row.tenant}.`);
      }
      if (row.identity_code && row.identity_code.birthDate !== row.birth_date) {
        report(line, 'The identity code and the birth date differ.');
      }
    }
  },
};

function codes<K extends string>(lines: readonly Line<Record<K, string>>[], key: K): Set<string> {
  return new Set(lines.map(({ row }) => row[key]));
}

function once<T>(lines: readonly Line<T>[], what: string, key: (row: T) => string, report: Report): void {
  const seen = new Map<string, number>();
  for (const { line, row } of lines) {
    const earlier = seen.get(key(row));
    if (earlier) report(line, `The ${what} ${key(row)} stands in line ${String(earlier)} already.`);
    else seen.set(key(row), line);
  }
}

function known<T>(
  lines: readonly Line<T>[],
  what: keyof typeof homeFile,
  key: (row: T) => string,
  all: ReadonlySet<string>,
  report: Report,
): void {
  for (const { line, row } of lines) {
    if (!all.has(key(row))) report(line, `There is no ${what} ${key(row)} in ${homeFile[what]}.`);
  }
}

const homeFile = {
  tenant: fileNames.tenants,
  site: fileNames.sites,
  worker: fileNames.staff,
  service: fileNames.services,
} as const;

interface Hours {
  readonly site: string;
  readonly channel: string;
  readonly weekday: string;
  readonly opens: string;
  readonly closes: string;
}

function hoursOverlap(one: Hours, other: Hours): boolean {
  const same = one.site === other.site && one.channel === other.channel && one.weekday === other.weekday;
  return same && one.opens < other.closes && other.opens < one.closes;
}
