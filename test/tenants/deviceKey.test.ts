import { hashOf } from '@ohjaamo/functions/kernel/hash.ts';
import { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../support/house.ts';
import { type Doors, openDoors, type Worker } from './doors.ts';

const PHONE = 'p'.repeat(20);
const TABLET = 't'.repeat(20);

let doors: Doors;
let worker: Worker;
let colleague: Worker;
let stranger: Worker;

beforeAll(async () => {
  doors = await openDoors();
  worker = await doors.hire();
  colleague = await doors.hire(['OUTREACH_WORKER'], worker);
  stranger = await doors.hire();
});
afterAll(() => doors.stop());

async function keyOf(who: Worker, device: string) {
  const cookie = await doors.signIn(who);
  const { body, status } = await call(doors.handler, tenantsRoutes.readDeviceKey, {
    actor: await doors.actor(cookie),
    sessionHash: hashOf(cookie.split('=')[1] ?? ''),
    query: { device },
  });
  expect(status).toBe(200);
  return body;
}

describe('The key with which a worker’s device seals what it keeps', () => {
  it('is the same in the next session of the same worker on the same device', async () => {
    const { key } = await keyOf(worker, PHONE);
    doors.clock.set('2027-02-03T08:00+02:00');
    const next = await keyOf(worker, PHONE);
    expect(next.key).toEqual(key);
    expect(next.lastsSeconds).toBe(10 * 60 * 60);
  });

  it('is another one for a colleague, another device and another municipality', async () => {
    const all = [
      await keyOf(worker, PHONE),
      await keyOf(worker, TABLET),
      await keyOf(colleague, PHONE),
      await keyOf(stranger, PHONE),
    ];
    expect(new Set(all.map(({ key }) => key.d)).size).toBe(4);
  });

  it('agrees on a secret as the browsers’ own cryptography does', async () => {
    const { key } = await keyOf(worker, PHONE);
    const { d, ...open } = key;
    const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
    const own = await crypto.subtle.importKey('jwk', { ...open, d }, curve, false, ['deriveBits']);
    const shown = await crypto.subtle.importKey('jwk', open, curve, false, []);
    const once = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
    const there = await crypto.subtle.deriveBits({ name: 'ECDH', public: shown }, once.privateKey, 256);
    const here = await crypto.subtle.deriveBits({ name: 'ECDH', public: once.publicKey }, own, 256);
    expect(Buffer.from(here)).toEqual(Buffer.from(there));
  });
});
