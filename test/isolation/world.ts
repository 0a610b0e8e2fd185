import { expect } from 'vitest';
import { endpoints } from '../support/house.ts';
import { type OpenWorld, openWorldAt, type Ground } from './openWorld.ts';
import { type Rows, unchanging } from './tables.ts';

/** The world of a test file. */
export interface World extends OpenWorld {
  /** Does something that must be refused, and looks that nothing but the audit trail has changed since the opening. */
  readonly leavesAllAsItWas: (act: () => Promise<void>) => Promise<void>;
}

/** Builds the world of a test file. */
export async function openWorld(settling: Pick<Ground, 'own' | 'foreign'> = {}): Promise<World> {
  const world = await openWorldAt({ ...endpoints(), ...settling });
  const unchanged = unchanging(world.atOpening);
  return {
    ...world,
    async leavesAllAsItWas(act) {
      let left: Rows | undefined;
      await act().finally(async () => {
        left = await world.restore();
      });
      expect(left && unchanging(left)).toBe(unchanged);
    },
  };
}
