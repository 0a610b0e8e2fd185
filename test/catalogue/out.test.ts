import { serviceHours, type SiteHours } from '@ohjaamo/shared/catalogue/serviceHours.ts';
import { gapsOf, type Known, serviceLocation, siteEntry } from '@ohjaamo/shared/catalogue/serviceLocation.ts';
import { dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { slug } from '@ohjaamo/shared/kernel/ids.ts';
import { openingOn } from '@ohjaamo/shared/schedule/opening.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closed, hours, plan, replaced, weekdayHours } from '../support/schedule.ts';

const hoursOf = (of: SitePlan): SiteHours => ({ hours: of.hours, openingOn: (day) => openingOn(of, day) });
const MONDAY = dayNumber('2027-02-01');
const weekPlan = plan({
  hours: [...weekdayHours('WALK_IN', '12:00', '16:00'), ...weekdayHours('APPOINTMENT', '09:00', '16:00')],
});

describe('Hours for the service catalogue', () => {
  it('are the walk-in hours by weekday, and that there are times by appointment', () => {
    const [week, appointment, ...rest] = serviceHours(hoursOf(weekPlan), MONDAY);
    expect(week).toMatchObject({ serviceHourType: 'DaysOfTheWeek', validForNow: true, isReservation: false });
    expect(week?.openingHour).toEqual(
      ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'].map((dayFrom) => ({
        dayFrom,
        from: '12:00',
        to: '16:00',
      })),
    );
    expect(appointment).toMatchObject({
      serviceHourType: 'DaysOfTheWeek',
      isReservation: true,
      openingHour: [],
    });
    // Good Friday and Easter Monday of 2027 with the days between, on which nobody would come anyway, and May Day on a Saturday not.
    expect(rest).toEqual([
      expect.objectContaining({
        isClosed: true,
        validFrom: '2027-03-26T00:00:00',
        additionalInformation: expect.arrayContaining([
          { value: 'Pitkäperjantai', language: 'fi' },
        ]) as unknown,
      }),
      expect.objectContaining({ isClosed: true, validFrom: '2027-03-29T00:00:00' }),
    ]);
  });

  it('tell a closed week once, with its last day, and a staff day as the hours of that day', () => {
    const changed = plan({
      hours: weekPlan.hours,
      exceptions: [
        closed('2027-02-15', '2027-02-19'),
        replaced('2027-02-10', '2027-02-10', ['WED'], '14:00', '18:00'),
      ],
    });
    const told = serviceHours(hoursOf(changed), MONDAY).filter(
      ({ serviceHourType, validFrom = '' }) => serviceHourType === 'Exceptional' && validFrom < '2027-03',
    );
    expect(told).toMatchObject([
      { validFrom: '2027-02-10T00:00:00', isClosed: false, openingHour: [{ from: '14:00', to: '18:00' }] },
      { validFrom: '2027-02-15T00:00:00', validTo: '2027-02-19T00:00:00', isClosed: true, openingHour: [] },
    ]);
    expect(told[0]).not.toHaveProperty('validTo');
  });

  it('are always such as the catalogue takes', () => {
    const time = fc.integer({ min: 0, max: 23 });
    const opening = fc.tuple(fc.constantFrom('MON', 'WED', 'SUN'), time, time).map(([day, one, other]) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other) + 1];
      const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
      return hours('WALK_IN', day, clock(from), to === 24 ? '24:00' : clock(to));
    });
    const exception = fc
      .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 9 }), fc.boolean())
      .map(([first, length, isClosed]) => {
        const date = (day: number) => new Date((MONDAY + day) * 86_400_000).toISOString().slice(0, 10);
        const [from, to] = [date(first), date(first + length)];
        return isClosed ? closed(from, to) : replaced(from, to, ['MON', 'TUE', 'SUN'], '10:00', '11:00');
      });
    fc.assert(
      fc.property(fc.array(opening), fc.array(exception), (openings, exceptions) => {
        for (const told of serviceHours(hoursOf(plan({ hours: openings, exceptions })), MONDAY)) {
          const { serviceHourType: type, openingHour, isClosed, isReservation, validFrom, validTo } = told;
          if (type === 'Exceptional') {
            expect(openingHour.length).toBe(isClosed ? 0 : 1);
            expect(isReservation).toBe(false);
          }
          if (isReservation) expect(openingHour).toEqual([]);
          if (validTo !== undefined) expect(validTo > (validFrom ?? '')).toBe(true);
          for (const { from, to } of openingHour) {
            expect(from).toMatch(/^[0-2]\d:[0-5]\d$/u);
            expect(to > from).toBe(true);
          }
        }
      }),
    );
  });
});

const known: Known = {
  profile: { slug: slug.parse('rovaniemi'), languages: ['fi', 'sv'], municipalityCode: '698' },
  site: { slug: slug.parse('keskus'), name: { fi: 'Ohjaamo Rovaniemi' } },
  entry: siteEntry.parse({
    street: { fi: 'Esimerkkikatu', sv: 'Exempelgatan' },
    streetNumber: '1',
    postalCode: '96200',
    phone: '040 123 4567',
    summary: { fi: 'Apua alle 30-vuotiaille.', sv: 'Hjälp för unga under 30.' },
    description: { fi: 'Tule käymään ilman ajanvarausta.' },
  }),
  plan: hoursOf(weekPlan),
  organizationId: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
  origin: 'https://ohjaamo.example',
  today: MONDAY,
};

describe('A site for the service catalogue', () => {
  it('is named by an id of our own and told in the languages that bind the municipality', () => {
    expect(serviceLocation(known)).toMatchObject({
      sourceId: 'ohjaamo.rovaniemi.keskus',
      areas: [{ type: 'Municipality', areaCodes: ['698'] }],
      languages: ['fi', 'sv'],
      serviceChannelNames: [{ value: 'Ohjaamo Rovaniemi', language: 'fi', type: 'Name' }],
      phoneNumbers: [
        { prefixNumber: '+358', number: '401234567', language: 'fi' },
        { prefixNumber: '+358', number: '401234567', language: 'sv' },
      ],
      webPages: [{ url: 'https://ohjaamo.example/fi/rovaniemi/keskus' }, { language: 'sv' }],
      addresses: [
        {
          streetAddress: {
            street: [
              { value: 'Esimerkkikatu', language: 'fi' },
              { value: 'Exempelgatan', language: 'sv' },
            ],
            municipality: '698',
          },
        },
      ],
      deleteAllPhoneNumbers: false,
      deleteAllEmails: true,
    });
  });

  it('says what each language lacks', () => {
    expect(gapsOf(known)).toEqual([
      { what: 'NAME', language: 'sv' },
      { what: 'DESCRIPTION', language: 'sv' },
    ]);
  });

  it('is not told of a number abroad, nor of a summary that the catalogue would refuse', () => {
    expect(siteEntry.safeParse({ ...known.entry, phone: '+46701234567' }).success).toBe(false);
    expect(siteEntry.safeParse({ ...known.entry, summary: { fi: 'x'.repeat(151) } }).success).toBe(false);
  });
});
