import { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import { contactId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { workTown } from '../support/workTown.ts';
import { openedClient } from './caseTown.ts';

const { recordContact } = deskRoutes;
/** Ids of what may have been anonymous when it came into being. */
const ANONYMOUS = /^(?:bookingId|contactId|ticketId|threadId|waitingId|seriesId|signUpId|callId)$/u;

/** Names of all fields that a route takes, wherever they stand. */
function fieldsOf(route: Route): string[] {
  const schemas = [route.parameters, route.query, route.body].filter((each) => each !== undefined);
  const json = schemas.map((schema) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const names = (value: unknown): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, part]) => [
          ...(name === 'properties' ? Object.keys(part as object) : []),
          ...names(part),
        ])
      : [];
  return json.flatMap(names);
}

describe('What was anonymous', () => {
  it('is named together with a client by one route alone, which makes a new contact', () => {
    const both = Object.values(routes as Readonly<Record<string, Route>>).filter((route) => {
      const fields = fieldsOf(route);
      return fields.includes('clientId') && fields.some((field) => ANONYMOUS.test(field));
    });
    expect(both.map(({ id }) => id)).toEqual(['recordContact']);
  });

  it('stays so: a contact recorded without a client takes none later', async () => {
    const town = await workTown();
    const client = await openedClient(town);
    const contact = {
      contactId: contactId.parse(randomIds.id(20)),
      site: town.main.id,
      channel: 'ON_SITE',
      startedAt: '2027-02-01T08:00+02:00',
      minutes: 20,
      topics: ['HOUSING'],
      ageBand: '18_19',
    } as const;
    const first = await town.as('counsellor', recordContact, { anyBody: contact });
    expect(first.body).toMatchObject({ identification: 'ANONYMOUS' });
    const later = await town.as('counsellor', recordContact, { anyBody: { ...contact, clientId: client } });
    expect(later.problem.type).toBe('/problems/id-already-used');
    expect((await town.as('counsellor', recordContact, { anyBody: contact })).body).toEqual(first.body);
  });
});
