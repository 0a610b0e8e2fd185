import { readFileSync } from 'node:fs';
import {
  type AppointmentFact,
  appointmentFact,
  contactFact,
  type ContactFact,
  type SessionFact,
  sessionFact,
} from '@ohjaamo/shared/figures/facts.ts';
import type { MetContact, PersonFacts, Staffing } from '@ohjaamo/shared/figures/persons/facts.ts';
import { randomIds, siteId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { HELSINKI, Temporal } from '@ohjaamo/shared/kernel/time.ts';

const AGE_BANDS: Readonly<Record<string, string>> = { '<15': 'UNDER_15', '30+': '30_PLUS' };

type Cell = (name: string) => string;

function rows(file: string): Cell[] {
  const text = readFileSync(new URL(`./fixtures/${file}`, import.meta.url), 'utf8');
  const [header = '', ...lines] = text.trim().split(/\r?\n/u);
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return (name) => cells[names.indexOf(name)] ?? '';
  });
}

/** An instant of the fixture's day, in the zone of the example. */
function at(date: string, time: string): Temporal.ZonedDateTime {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(HELSINKI);
}

/** The thirteen contacts of the worked example, as facts of one site. */
export function fixtureContacts(site = randomIds.id(10)): ContactFact[] {
  return rows('fixture_contacts.csv').map((cell) => {
    const age = cell('age_band');
    const date = cell('date');
    const [started, ended] = [at(date, cell('started')), at(date, cell('ended'))];
    const solved = cell('resolved_same_day');
    return contactFact.parse({
      site,
      date,
      channel: cell('channel'),
      topics: cell('topics').toUpperCase().split(';'),
      ageBand: AGE_BANDS[age] ?? age.replace('-', '_'),
      party: cell('contact_party'),
      identification: cell('identification') === 'IDENTIFIED' ? 'STAFF_VERIFIED' : cell('identification'),
      state: 'RECORDED',
      start: started.epochMilliseconds / 60_000,
      minutes: started.until(ended).total('minutes'),
      recordedAt: ended.toInstant().toString(),
      ...(cell('arrived') && {
        arrivedAt: at(date, cell('arrived')).toString({ timeZoneName: 'never' }),
      }),
      ...(cell('appointment') && { bookingId: cell('appointment') }),
      ...(solved && { resolvedSameDay: solved === 'Y' }),
    });
  });
}

/** The six appointments of the worked example. */
export function fixtureAppointments(site = randomIds.id(10)): AppointmentFact[] {
  return rows('fixture_appointments.csv').map((cell) =>
    appointmentFact.parse({
      siteId: site,
      date: cell('start').slice(0, 10),
      state: cell('status'),
      createdAt: at(cell('requested'), '10:00').toInstant().toString(),
      ...{ service: cell('kind'), language: 'fi' },
    }),
  );
}

/** The two meetings of groups of the worked example. */
export function fixtureSessions(site = randomIds.id(10)): SessionFact[] {
  return rows('fixture_groups.csv').map((cell) =>
    sessionFact.parse({ site, date: cell('date'), sessions: 1, attendances: Number(cell('attended')) }),
  );
}

/** The persons of the worked example with what the fixture knows of them, and who works where. */
export function fixturePersons(site = randomIds.id(10)): { persons: PersonFacts[]; staffing: Staffing } {
  const contacts = fixtureContacts(site);
  const organisations = new Map<string, string>();
  const met = rows('fixture_contacts.csv').map((cell, index) => {
    organisations.set(cell('staff'), cell('home_org'));
    const contact = contacts[index];
    if (!contact) throw new Error('A contact of the fixture is missing');
    return {
      person: cell('person'),
      contact: { ...contact, id: cell('contact'), staffIds: [workerOf(cell('staff'))] } satisfies MetContact,
    };
  });
  const named = Map.groupBy(
    met.filter(({ person }) => person !== ''),
    ({ person }) => person,
  );
  const codes = new Map([...organisations].map(([worker, code]) => [workerOf(worker), code]));
  return {
    persons: [...named.values()].map((each) => aPerson({ contacts: each.map(({ contact }) => contact) })),
    staffing: {
      organisationOf: (worker) => codes.get(worker),
      homeSiteOf: () => siteId.parse(site),
      typeOf: () => undefined,
    },
  };
}

/** A worker's id of the fixture's `R02`. */
export function workerOf(code: string) {
  return staffId.parse(code.toLowerCase().padEnd(10, '0'));
}

/** A person of whom nothing is known but what a test says. */
export function aPerson(parts: Partial<PersonFacts> = {}): PersonFacts {
  return { language: 'fi', contacts: [], episodes: [], hasPlan: false, referrals: [], maps: [], ...parts };
}
