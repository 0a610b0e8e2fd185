import { deskTown } from './deskTown.ts';
import { FIRST_TIME } from './town.ts';

export const SECOND_TIME = '2027-02-01T10:00+02:00';
export const THIRD_TIME = '2027-02-01T11:00+02:00';

/** A town whose next Monday is full, and whoever waits for that day. */
export async function fullMonday(parts: Parameters<typeof deskTown>[0] = {}) {
  const town = await deskTown(parts);
  const booked = [];
  for (const start of [FIRST_TIME, SECOND_TIME, THIRD_TIME]) booked.push(await town.bookAndFollow({ start }));
  const join = (body: Record<string, unknown> = {}, headers: Record<string, string> = {}) => {
    // A clock that stands would make everybody come at the same moment.
    town.clock.set(new Date(town.clock.now() + 1000).toISOString());
    return town.join({ to: '2027-02-01', ...body }, headers);
  };
  return { ...town, booked, join };
}
