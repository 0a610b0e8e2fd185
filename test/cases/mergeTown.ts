import { openTexts, sealTexts } from '@ohjaamo/functions/kernel/sealing.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { type ClientId, randomIds, requestId } from '@ohjaamo/shared/kernel/ids.ts';
import { expect } from 'vitest';
import * as z from 'zod';
import { type Person, type WorkTown, workTown } from '../support/workTown.ts';
import { clientForm, consentForm } from './caseTown.ts';

const { openClient, readClient, recordConsent, mergeClients } = casesRoutes;

/** Opens a client as somebody. */
export const openAs = async (
  town: WorkTown,
  displayName: string,
  person: Person = 'counsellor',
  phone?: string,
) => {
  const body = clientForm({ displayName, phone });
  const answer = await town.as(person, openClient, { body });
  if (answer.status !== 201) throw new Error(answer.text);
  return body.clientId;
};
/** An id for a merge. */
export const newId = () => requestId.parse(randomIds.id(20));
/** Takes `other` into `into`. */
export const merge = (
  town: WorkTown,
  into: ClientId,
  other: ClientId,
  mergeId = newId(),
  person: Person = 'counsellor',
) =>
  town.as(person, mergeClients, {
    parameters: { clientId: into },
    body: { mergeId, other, reason: 'Sama nuori kirjattiin kahdesti' },
  });
/** Reads a client as the counsellor. */
export const read = (town: WorkTown, client: ClientId) =>
  town.as('counsellor', readClient, { parameters: { clientId: client } });

/** Two records of one person, each with a consent and a sealed row of its own; the second has what the first lacks. */
export async function twice() {
  const town = await workTown();
  const into = await openAs(town, 'Testi Saari');
  const other = await openAs(town, 'Saari Testi', 'counsellor', '040 555 0199');
  const consents = { into: consentForm(), other: consentForm({ categories: ['EDUCATION'] }) };
  for (const which of ['into', 'other'] as const) {
    const clientId = which === 'into' ? into : other;
    await town.as('counsellor', recordConsent, { parameters: { clientId }, body: consents[which] });
    const scope = town.house.scope(town.tenantId, 'cases');
    const sealed = await sealTexts(scope, { client: clientId, sk: `NOTE#${which}` }, { text: `of ${which}` });
    await scope.cases.put({
      ...scope.keys.client(clientId, `NOTE#${which}`),
      kind: 'NOTE',
      sealed,
      clientId,
    });
  }
  return { town, into, other, consents };
}

/** The texts of the sealed rows of a client, opened where they stand. */
export async function notes(town: WorkTown, client: ClientId): Promise<unknown[]> {
  const scope = town.house.scope(town.tenantId, 'cases');
  const row = z.object({ sk: z.string(), clientId: z.string(), sealed: z.record(z.string(), z.string()) });
  const { items } = await scope.cases.query(scope.keys.client(client, '').pk, row, {
    begins: 'NOTE#',
    consistent: true,
  });
  return Promise.all(
    items.map(async ({ sk, clientId, sealed }) => {
      expect(clientId).toBe(client);
      return (await openTexts(scope, { client, sk }, sealed))['text'];
    }),
  );
}
