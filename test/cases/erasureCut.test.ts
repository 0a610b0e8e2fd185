import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { rememberRows } from '../support/everyRow.ts';
import { endpoints, standOn } from '../support/house.ts';
import { startOwnDatabase } from '../support/ownDatabase.ts';
import { failingOnce, fullTown } from './erasedTown.ts';

const { closeEpisode, mergeClients, readClient } = casesRoutes;

const database = await startOwnDatabase(endpoints().dynamodb);
standOn(database.endpoint);
afterAll(() => database.stop());

/** A town whose client, another record taken into it, has reached its term. */
async function endedTown() {
  const town = await fullTown();
  const { body } = await town.as('counsellor', mergeClients, {
    ...town.of,
    body: { mergeId: randomIds.id(20), other: town.other, reason: 'Kirjattu kahdesti' },
  });
  expect(body.state).toBe('MERGED');
  for (const { id: episodeId } of (await town.as('counsellor', readClient, town.of)).body.episodes) {
    const closed = await town.as('counsellor', closeEpisode, {
      parameters: { clientId: town.clientId, episodeId },
      body: { destination: 'MOVED', reason: 'MOVED', source: 'WORKER', followUp: false },
    });
    expect(closed.status, closed.text).toBe(200);
  }
  // More rows than go in one transaction.
  const { cases, keys } = town.house.scope(town.tenantId, 'cases');
  for (let number = 0; number < 60; number++) {
    await cases.put({ ...keys.client(town.clientId, `NOTE#${String(number)}`), kind: 'NOTE' });
  }
  return town;
}

describe('The night on which a client is erased', () => {
  it.each(['BEFORE', 'AFTER'] as const)(
    'ends the same, whichever of its writes it dies %s, once it has run again',
    async (when) => {
      const town = await endedTown();
      const bringBack = await rememberRows(town.tenantId);
      const failing = failingOnce(town.house);
      const night = () => town.night('2029-02-01', undefined, failing.openScope, failing.platform);
      const left = async () =>
        (await town.rows()).map(({ table, key, text }) => `${table} ${key} ${text}`).sort();
      await night();
      const writes = failing.next();
      const end = { rows: await left(), ledger: await town.ledger() };
      expect(writes).toBeGreaterThan(8);
      expect(await town.traces()).toEqual([]);
      for (let number = 1; number <= writes; number++) {
        await bringBack();
        failing.next(number, when);
        const died = await night().then(
          () => false,
          () => true,
        );
        // Not every night has as many writes as the first had: one that never came to this write ends well.
        expect(died, `write ${String(number)}`).toBe(failing.next() >= number);
        await night();
        expect({ rows: await left(), ledger: await town.ledger() }, `write ${String(number)}`).toEqual(end);
      }
    },
    120_000,
  );
});
