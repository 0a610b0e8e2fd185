import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import type * as z from 'zod';
import { type Person, type WorkTown, workTown } from '../support/workTown.ts';
import { clientForm } from './caseTown.ts';

const { openClient, readClient, identifyClient, changeClient } = casesRoutes;
export const CODE = '020204A9021';
export const BIRTH = '2004-02-02';

/** A town with one client of the counsellor's. */
export async function townWith(parts: Parameters<typeof clientForm>[0] = {}) {
  const town = await workTown();
  const client = await opened(town, parts);
  const parameters = { clientId: client };
  return {
    ...town,
    client,
    parameters,
    read: async (who: Person = 'counsellor') => (await town.as(who, readClient, { parameters })).body,
    identify: (told: Partial<z.input<typeof identifyClient.body>> = {}) =>
      town.as('counsellor', identifyClient, { parameters, anyBody: { ...identity(), ...told } }),
    change: (told: Record<string, unknown>, who: Person = 'counsellor') =>
      town.as(who, changeClient, {
        parameters,
        anyBody: { version: 1, displayName: 'Asiakas', contactLanguage: 'fi', ...told },
      }),
  };
}

/** Opens another client as the counsellor; gives the id. */
export async function opened(town: WorkTown, parts: Parameters<typeof clientForm>[0] = {}) {
  const body = clientForm(parts);
  const answer = await town.as('counsellor', openClient, { body });
  if (answer.status !== 201) throw new Error(answer.text);
  return body.clientId;
}

/** Who the client is said to be, as the form sends it. */
export function identity(): z.input<typeof identifyClient.body> {
  return {
    version: 1,
    displayName: 'Testi Revontuli',
    birthDate: BIRTH,
    identityCode: CODE,
    means: 'PASSPORT',
  };
}
