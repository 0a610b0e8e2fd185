import { type BookingId, bookingId } from '@ohjaamo/shared/kernel/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { bookingTown, request } from '../booking/town.ts';
import { clear, fill, type Release, releaseOf, type Roles } from './releases.ts';

/** A booking that the service as it is has taken, by a name. */
async function booked(name: string): Promise<Roles & { readonly id: BookingId }> {
  const town = await bookingTown();
  const wanted = request({ nickname: name });
  expect((await town.book(wanted)).status).toBe(201);
  return {
    scope: town.house.scope(town.tenantId, 'street'),
    eraser: town.house.scope(town.tenantId, 'eraser'),
    id: bookingId.parse(wanted['bookingId']),
  };
}

/** Which releases work on the rows at the same time, in the order of a change with every step back that it allows. */
const course: readonly (readonly Release[] | 'fill' | 'clear')[] = [
  [0],
  [0, 1],
  [0],
  [0, 1],
  [1],
  'fill',
  [1, 2],
  [1],
  [1, 2],
  [2],
  [2, 3],
  [2],
  [2, 3],
  [3],
  'clear',
  [3],
];

const act = fc.record({
  by: fc.nat(1),
  what: fc.constantFrom('rename', 'change', 'forget'),
  name: fc.constantFrom('Aalto', 'Tuuli', 'Myrsky'),
  language: fc.constantFrom('fi', 'sv', 'en'),
});

describe('A change of a row’s form, in steps', () => {
  it('shows every release that runs the last name written, whoever wrote it, through each step and each step back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: course.length * 2, maxLength: course.length * 2 }),
        async (acts) => {
          const { id, ...roles } = await booked('Puro');
          let name: string | undefined = 'Puro';
          for (const [at, step] of course.entries()) {
            if (step === 'fill') await fill(roles.scope, id);
            else if (step === 'clear') await clear(roles.scope, id);
            else {
              for (const each of acts.slice(at * 2, at * 2 + 2)) {
                const by = releaseOf(step[each.by % step.length] ?? 0, roles);
                if (each.what === 'rename') await by.rename(id, (name = each.name));
                else if (each.what === 'change') await by.joinWith(id, each.language);
                else {
                  await by.forget(id);
                  name = undefined;
                }
                const shown = await Promise.all(step.map((release) => releaseOf(release, roles).name(id)));
                expect(shown).toEqual(step.map(() => name));
              }
            }
          }
          const row = await roles.scope.work.get(roles.scope.keys.booking(id), z.looseObject({}));
          expect(row).not.toHaveProperty('nickname');
        },
      ),
      { numRuns: 4 },
    );
  });

  it('loses nothing that is written while the migration goes through the rows', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, (_, at) => booked(`Nimi ${String(at)}`)));
    await Promise.all(
      all.map(async ({ id, ...roles }, at) => {
        const [first, second] = [releaseOf(1, roles), releaseOf(1, roles)];
        await Promise.all([
          fill(roles.scope, id),
          first.joinWith(id, 'sv'),
          second.rename(id, `Uusi ${String(at)}`),
          fill(roles.scope, id),
        ]);
      }),
    );
    for (const [at, { id, ...roles }] of all.entries()) {
      for (const release of [1, 2] as const) {
        expect(await releaseOf(release, roles).name(id)).toBe(`Uusi ${String(at)}`);
      }
      const row = await roles.scope.work.get(
        roles.scope.keys.booking(id),
        z.looseObject({ language: z.string() }),
      );
      // Taken, changed and renamed: each of the writes counts.
      expect(row).toMatchObject({ language: 'sv', version: 3 });
    }
  });
});

describe('A step that is left out', () => {
  it('loses the name: release 2 beside release 0, which writes what only the old form says', async () => {
    const { id, ...roles } = await booked('Puro');
    await fill(roles.scope, id);
    await releaseOf(0, roles).rename(id, 'Tuuli');
    expect(await releaseOf(2, roles).name(id)).toBeUndefined();
  });

  it('brings a forgotten name back: release 0 forgets the old form alone', async () => {
    const { id, ...roles } = await booked('Puro');
    await fill(roles.scope, id);
    await releaseOf(0, roles).forget(id);
    expect(await releaseOf(2, roles).name(id)).toBe('Puro');
  });

  it('shows release 2 nobody’s name where nothing was migrated', async () => {
    const { id, ...roles } = await booked('Puro');
    expect(await releaseOf(1, roles).name(id)).toBe('Puro');
    expect(await releaseOf(2, roles).name(id)).toBeUndefined();
  });
});
