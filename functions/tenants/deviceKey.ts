import { createECDH } from 'node:crypto';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { ResponseOf } from '@ohjaamo/shared/kernel/route.ts';
import type { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import { SESSION_LONGEST } from '@ohjaamo/shared/tenants/session.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Vault } from '../kernel/vault.ts';
import { readSessionRow } from './accessRepository.ts';
import type { TenantsPorts } from './ports.ts';

type Route = typeof tenantsRoutes.readDeviceKey;
type DeviceKey = ResponseOf<Route>['key'];

const KIND = 'device-key';
const COORDINATE_BYTES = 32;
/** A draw is no number of the curve once in four thousand million: four in a row have never been seen. */
const DRAWS = 4;

/**
 * The key pair of the worker who is signed in, on this device, and how long it may be held there. It is worked out anew each time and
 * stored nowhere. 2 reads, and one KMS call per tenant and five minutes.
 */
export function readDeviceKey({ platform }: Pick<TenantsPorts, 'platform'>): UseCase<Route> {
  return async ({ scope, actor, request, sessionHash = '', clock }) => {
    const row = await readSessionRow(platform, sessionHash);
    // The authorizer saw it a moment ago: signing out fell in between.
    if (!row) return fail(problem('session-required'));
    const key = await deviceKey(scope.vault, actor.staffId, request.query.device);
    const left = Math.max(0, row.createdAt + SESSION_LONGEST - clock.now());
    return succeed({ body: { key, lastsSeconds: Math.floor(left / 1_000) } });
  };
}

/** The key pair that follows from the municipality's own key, the worker and the device. */
async function deviceKey(
  vault: Pick<Vault, 'fingerprint'>,
  worker: string,
  device: string,
): Promise<DeviceKey> {
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const drawn = await vault.fingerprint(KIND, `${worker}|${device}|${String(draw)}`);
    const key = keyOf(Buffer.from(drawn, 'base64url'));
    if (key) return key;
  }
  throw new Error('No draw was a number of the curve');
}

function keyOf(secret: Buffer): DeviceKey | undefined {
  const pair = createECDH('prime256v1');
  try {
    pair.setPrivateKey(secret);
  } catch {
    return undefined;
  }
  // Uncompressed (SEC 1, 2.3.3): 04, x, y.
  const point = pair.getPublicKey();
  return {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 1 + COORDINATE_BYTES).toString('base64url'),
    y: point.subarray(1 + COORDINATE_BYTES).toString('base64url'),
    d: secret.toString('base64url'),
  };
}
