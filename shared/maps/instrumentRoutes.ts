import * as z from 'zod';
import { instrument, instrumentId, instrumentVersion } from './instrument.ts';
import { instrumentLine } from './views.ts';

const admin = { kind: 'session', roles: ['TENANT_ADMIN'] } as const;
/** The one that stands first is what young people fill in alone, and what a worker is offered first. */
const list = z.strictObject({ instruments: z.array(instrumentLine) });
const ofVersion = z.strictObject({ instrumentId, instrumentVersion });

/** Which situation maps a municipality uses. */
export const instrumentRoutes = {
  listInstruments: {
    method: 'GET',
    path: '/api/maps/instruments',
    access: admin,
    response: list,
    status: 200,
    problems: [],
    audit: { action: 'LIST_INSTRUMENTS' },
  },
  /** The whole instrument, as the file it could be loaded from. */
  readInstrument: {
    method: 'GET',
    path: '/api/maps/instruments/{instrumentId}/{instrumentVersion}',
    access: admin,
    parameters: ofVersion,
    response: instrument,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'READ_INSTRUMENT' },
  },
  /**
   * Loads an instrument; it can be used at once. The same content again is the same instrument; another content of the same id
   * and version is refused, because filled maps were filled in with what was asked then.
   */
  loadInstrument: {
    method: 'POST',
    path: '/api/maps/instruments',
    access: admin,
    body: z.strictObject({ instrument }),
    response: list,
    status: 201,
    problems: ['invalid-request', 'id-already-used', 'stale-version', 'cap-reached'],
    audit: { action: 'LOAD_INSTRUMENT' },
  },
  /** Takes an instrument into use, before the others, or out of it. The last one in use cannot be taken out. */
  setInstrument: {
    method: 'POST',
    path: '/api/maps/instruments/{instrumentId}/{instrumentVersion}',
    access: admin,
    parameters: ofVersion,
    body: z.strictObject({ state: z.enum(['ACTIVE', 'RETIRED']) }),
    response: list,
    status: 200,
    problems: ['not-found', 'state-conflict', 'stale-version'],
    audit: { action: 'SET_INSTRUMENT' },
  },
} as const;
