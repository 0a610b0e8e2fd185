import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Act } from './day.ts';
import type { Asked } from './openLoop.ts';
import type { LoadTown } from './towns.ts';

interface FreeTimes {
  readonly times: readonly { readonly start: string; readonly staffIds: readonly string[] }[];
}

/** Everybody of the day: gives the request that the next one of them sends for an act. `random` gives numbers from 0 to below 1. */
export class Crowd {
  private readonly towns: readonly LoadTown[];
  private readonly random: () => number;
  private readonly day: string;
  private readonly free = new Map<LoadTown, { start: string; staff: string }[]>();
  private readonly places: string[] = [];
  private people = 0;

  /** `day` is today in the municipalities, `2027-02-01`. */
  constructor(towns: readonly LoadTown[], day: string, random: () => number) {
    this.towns = towns;
    this.day = day;
    this.random = random;
  }

  /** What must be known before a time can be taken, and some who stand in line already. */
  beginnings(): readonly (() => Asked)[] {
    return this.towns.flatMap((town) => [() => this.search(town), () => this.takePlace(town)]);
  }

  ask(act: Act): Asked {
    const town = pick(this.towns, this.random);
    switch (act) {
      case 'sitePage':
        return this.street(`/fi/${town.tenantSlug}/${town.siteSlug}`);
      case 'timesPage':
        // As the button leads there: with the number that the booking is going to have.
        return this.street(
          `/fi/${town.tenantSlug}/${town.siteSlug}/book/times?service=${town.service}&booking=${randomIds.id(20)}`,
        );
      case 'searchTimes':
        return this.search(town);
      case 'createBooking':
        return this.book(town);
      case 'takePlace':
        return this.takePlace(town);
      case 'ownPlace':
        return this.street(`/api/line-links/${pick(this.places, this.random)}`);
      case 'today':
        return this.desk(town, '/api/desk/today');
      case 'todayVersion':
        return this.desk(town, '/api/desk/today/version');
      case 'waiting':
        return this.desk(town, '/api/desk/tasks');
      case 'week':
        return this.desk(town, '/api/calendar/appointments');
      case 'recordContact':
        return this.record(town);
    }
  }

  /** The next visitor: nobody comes twice from one address within some thousands. */
  private street(path: string): Asked {
    this.people += 1;
    const from = `127.${String(1 + ((this.people >> 14) % 200))}.${String((this.people >> 7) % 128)}.${String(1 + (this.people % 128))}`;
    return { method: 'GET', path, from, good: [200] };
  }

  private desk(town: LoadTown, path: string): Asked {
    return { method: 'GET', path, cookie: pick(town.cookies, this.random), good: [200] };
  }

  private search(town: LoadTown): Asked {
    const path = `/api/tenants/${town.tenantSlug}/sites/${town.siteSlug}/times?service=${town.service}&days=28`;
    const then = (body: string) => {
      const { times } = JSON.parse(body) as FreeTimes;
      this.free.set(
        town,
        times.flatMap(({ start, staffIds }) => staffIds.map((staff) => ({ start, staff }))),
      );
    };
    return { ...this.street(path), then };
  }

  /** One of the times that were free at the last look: somebody else may have been faster. */
  private book(town: LoadTown): Asked {
    const free = this.free.get(town) ?? [];
    const { start, staff } = pick(free, this.random);
    const secret = randomIds.secret(128);
    const { service } = town;
    const body = { bookingId: randomIds.id(20), secret, service, language: 'fi', start, staff };
    const path = `/api/tenants/${town.tenantSlug}/sites/${town.siteSlug}/bookings`;
    return { ...this.street(path), method: 'POST', body, good: [201, 409] };
  }

  private takePlace(town: LoadTown): Asked {
    const path = `/api/tenants/${town.tenantSlug}/sites/${town.siteSlug}/line/tickets`;
    const person = { language: 'fi', nickname: 'Sini', showNickname: false, topics: ['HOUSING'] };
    const body = { ticketId: randomIds.id(20), secret: randomIds.secret(128), ...person, way: 'QR' };
    const then = (answer: string) => this.places.push((JSON.parse(answer) as { link: string }).link);
    return { ...this.street(path), method: 'POST', body, good: [201], then };
  }

  private record(town: LoadTown): Asked {
    const body = {
      ...{ contactId: randomIds.id(20), site: town.siteId, channel: 'ON_SITE' },
      ...{ startedAt: `${this.day}T07:30+02:00`, minutes: 15, topics: ['HOUSING'], ageBand: '18_19' },
      ...{ party: 'YOUTH', resolvedSameDay: true },
    };
    return { ...this.desk(town, '/api/desk/contacts'), method: 'POST', body, good: [201] };
  }
}

function pick<T>(list: readonly T[], random: () => number): T {
  const one = list[Math.floor(random() * list.length)];
  if (one === undefined) throw new Error('There is nothing to choose from');
  return one;
}

/** The same numbers on every run (a linear congruential generator). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
