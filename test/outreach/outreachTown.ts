import { eventId, notificationId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { outreachRoutes } from '@ohjaamo/shared/outreach/contract.ts';
import * as z from 'zod';
import { clientForm } from '../cases/caseTown.ts';
import { type Person, workTown } from '../support/workTown.ts';

type Form = z.input<typeof outreachRoutes.receiveOutreach.body>;

export const newEvent = () => eventId.parse(randomIds.id(20));

/** A notification of the Defence Forces, as the form sends one. */
export function notificationForm(parts: Partial<Form> = {}) {
  return {
    notificationId: notificationId.parse(randomIds.id(20)),
    displayName: 'Testi Keloranta',
    birthDate: '1999-11-30',
    phone: '040 1234567',
    sender: 'DEFENCE_FORCES',
    organisation: 'Prikaati',
    by: 'SECURE_MESSAGE',
    receivedOn: '2027-01-29',
    toldInAdvance: 'YES',
    ...parts,
  } satisfies Form;
}

/** A town with the acts of outreach youth work. */
export async function outreachTown(now?: string) {
  const town = await workTown(now);
  const receive = async (parts: Partial<Form> = {}) => {
    const body = notificationForm(parts);
    const answer = await town.as('outreachWorker', outreachRoutes.receiveOutreach, { body });
    if (answer.status !== 201) throw new Error(answer.text);
    return { notificationId: body.notificationId };
  };
  type Of = Awaited<ReturnType<typeof receive>>;
  return {
    ...town,
    receive,
    list: async (person: Person = 'outreachWorker') =>
      (await town.as(person, outreachRoutes.listOutreach)).body.notifications,
    read: (parameters: Of) => town.as('outreachWorker', outreachRoutes.readOutreach, { parameters }),
    tries: (parameters: Of, reached: boolean, id = newEvent()) =>
      town.as('outreachWorker', outreachRoutes.recordOutreachTry, {
        parameters,
        body: { eventId: id, means: 'PHONE', reached },
      }),
    ends: (parameters: Of, outcome: 'DECLINED' | 'NO_LONGER_NEEDED' | 'NOT_REACHED') =>
      town.as('outreachWorker', outreachRoutes.endOutreach, { parameters, body: { outcome } }),
    discloses: (parameters: Of, parts: Partial<z.input<typeof outreachRoutes.discloseOutreach.body>> = {}) =>
      town.as('outreachWorker', outreachRoutes.discloseOutreach, {
        parameters,
        body: { eventId: newEvent(), to: 'Kela', data: ['NAME'], consented: true, ...parts },
      }),
    /** Opens a client, as the page does before the notification goes over. */
    async client() {
      const body = clientForm({ displayName: 'Testi Keloranta', routeIn: 'OUTREACH' });
      const answer = await town.as('outreachWorker', casesRoutes.openClient, { body });
      if (answer.status !== 201) throw new Error(answer.text);
      return body.clientId;
    },
    /** Everything that stands in the outreach register, as it lies in the table. */
    async register() {
      const { cases, keys } = town.house.scope(town.tenantId, 'outreach');
      const any = z.looseObject({});
      const [kept, counted] = await Promise.all([
        cases.query(keys.outreach('').pk, any),
        cases.query(keys.outreachCount(new Date(town.clock.now()).toISOString().slice(0, 4), '').pk, any),
      ]);
      return { kept: kept.items, counted: counted.items };
    },
  };
}
