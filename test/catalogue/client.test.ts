import { catalogueAt } from '@ohjaamo/functions/catalogue/client.ts';
import { CATALOGUE_USER, type CatalogueStandIn, startCatalogue } from '@ohjaamo/infra/local/catalogue.ts';
import type { ServiceLocation } from '@ohjaamo/shared/catalogue/serviceLocation.ts';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const record = (number: number, municipalities: string[], modified = '2027-01-01T00:00:00') => ({
  id: idOf(number),
  modified,
  municipalities,
  record: {
    id: idOf(number),
    serviceNames: [{ language: 'fi', value: `Palvelu ${String(number)}`, type: 'Name' }],
  },
});

const closing: Server[] = [];
afterEach(() => {
  for (const server of closing.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

let standIn: CatalogueStandIn;
beforeAll(async () => {
  const services = [
    record(1, ['698']),
    record(2, ['091']),
    record(3, []),
    record(4, ['698'], '2027-01-31T10:00:00'),
  ];
  standIn = await startCatalogue({ services, channels: [] }, undefined, 2);
});
afterAll(() => standIn.stop());

const catalogue = () => catalogueAt({ origin: standIn.endpoint, signIn: standIn.signIn });
const token = async () => {
  const signed = await catalogue().signIn(CATALOGUE_USER);
  return signed.ok ? signed.value : '';
};
const place = {
  sourceId: 'ohjaamo.rovaniemi.keskus',
  organizationId: idOf(9),
  serviceChannelNames: [{ value: 'Ohjaamo', language: 'fi', type: 'Name' }],
  areas: [{ type: 'Municipality', areaCodes: ['698'] }],
  languages: ['fi'],
  serviceHours: [],
} as unknown as ServiceLocation;

describe('The service catalogue', () => {
  it('lists what a municipality and the whole country have, page by page, or only what changed', async () => {
    const first = await catalogue().listIds('SERVICE', '698', 1);
    expect(first).toEqual({ ok: true, value: { ids: [idOf(1), idOf(3)], pages: 2 } });
    const second = await catalogue().listIds('SERVICE', '698', 2);
    expect(second).toMatchObject({ value: { ids: [idOf(4)] } });
    const changed = await catalogue().listIds('SERVICE', '698', 1, '2027-01-30T00:00:00');
    expect(changed).toEqual({ ok: true, value: { ids: [idOf(4)], pages: 1 } });
    expect(await catalogue().listIds('CHANNEL', '091', 1)).toEqual({
      ok: true,
      value: { ids: [], pages: 0 },
    });
  });

  it('says what single items are', async () => {
    const read = await catalogue().readMany('SERVICE', [idOf(1), idOf(4)]);
    expect(read).toMatchObject({ ok: true, value: [{ id: idOf(1) }, { id: idOf(4) }] });
  });

  it('is told of a place once as a new one, then as a changed one, and shows it', async () => {
    const before = standIn.told().length;
    const made = await catalogue().tell(place, await token());
    expect(made).toMatchObject({ ok: true });
    expect(await catalogue().tell(place, await token())).toEqual(made);
    const id = made.ok ? (made.value ?? '') : '';
    const renamed = { ...place, languages: ['fi', 'sv'] } as unknown as ServiceLocation;
    expect(await catalogue().tell(renamed, await token(), id)).toEqual(made);
    const told = standIn.told().slice(before);
    expect(told.map(({ method }) => method)).toEqual(['POST', 'PUT', 'PUT']);
    expect(await catalogue().readChannel(id)).toMatchObject({ value: { id, languages: ['fi', 'sv'] } });
  });

  it('tells why it refuses: the password, the token, a field, a place that is not there, or that nobody answers', async () => {
    const fault = (name: string) => ({ ok: false, error: { fault: name, fields: {} } });
    expect(await catalogue().signIn({ ...CATALOGUE_USER, password: 'wrong' })).toEqual(fault('NOT_ALLOWED'));
    expect(await catalogue().tell(place, 'wrong')).toEqual(fault('NOT_ALLOWED'));
    expect(await catalogue().tell(place, await token(), idOf(77))).toEqual(fault('NOT_FOUND'));
    expect(await catalogue().tell({ ...place, languages: [] }, await token())).toMatchObject({
      error: { fault: 'REFUSED', fields: { languages: ['The languages field is required.'] } },
    });
    const nobody = catalogueAt({ origin: 'http://127.0.0.1:1', signIn: 'http://127.0.0.1:1' });
    expect(await nobody.readMany('SERVICE', [])).toEqual(fault('NOT_REACHED'));
  });
});

describe('An answer of the service catalogue', () => {
  /** A catalogue that answers whatever it is asked in one way. */
  async function answering(answer: (response: ServerResponse) => void) {
    const server = createServer((_request, response) => {
      answer(response);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    closing.push(server);
    const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const bounds = { bytes: 1000, milliseconds: 300 };
    return catalogueAt({ origin, signIn: origin }, bounds).readMany('SERVICE', [idOf(1)]);
  }

  it('that never ends is given up', async () => {
    const drips = await answering((response) => {
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => {
        clearInterval(drip);
      });
    });
    expect(drips).toMatchObject({ error: { fault: 'TOO_SLOW' } });
  });

  it('that is too big is not read to its end', async () => {
    const big = await answering((response) => response.end(`"${'x'.repeat(2000)}"`));
    expect(big).toMatchObject({ error: { fault: 'TOO_LARGE' } });
  });

  it('that leads elsewhere is not followed, and what is no JSON is not read', async () => {
    const elsewhere = await answering((response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    );
    expect(elsewhere).toMatchObject({ error: { fault: 'NOT_REACHED' } });
    const page = await answering((response) => response.end('<html>'));
    expect(page).toMatchObject({ error: { fault: 'UNREADABLE' } });
    const fault = await answering((response) => response.writeHead(400).end('{"a":"not a list"}'));
    expect(fault).toMatchObject({ error: { fault: 'REFUSED', fields: {} } });
  });
});
