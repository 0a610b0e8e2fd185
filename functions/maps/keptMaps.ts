import { type FilledMap, filledMap } from '@ohjaamo/shared/maps/answers.ts';
import { instrumentId, instrumentVersion } from '@ohjaamo/shared/maps/instrument.ts';
import { readMapCode } from '@ohjaamo/shared/maps/mapCode.ts';
import { KEPT_DAYS } from '@ohjaamo/shared/maps/streetRoutes.ts';
import * as z from 'zod';
import { keptMapPlace } from '../kernel/sealedPlaces.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const KEPT_MILLISECONDS = KEPT_DAYS * 24 * 60 * 60_000;

const keptRow = z.object({
  instrumentId,
  instrumentVersion,
  keptAt: z.int(),
  sealed: z.string(),
});

/** A map that somebody keeps without a name. */
export interface KeptMap {
  readonly instrumentId: string;
  readonly instrumentVersion: string;
  readonly filled: FilledMap;
  /** Milliseconds since 1970. */
  readonly keptAt: number;
}

/**
 * Where a map of this code stands: a hash under the tenant's own key, so that neither the table's reader nor a copy of it can try
 * codes out; `undefined` when the text is no code.
 */
export async function fingerprintOf(scope: TenantScope, typed: string): Promise<string | undefined> {
  const code = readMapCode(typed);
  return code === undefined ? undefined : scope.vault.fingerprint('map-code', code);
}

/** When a map that was kept at an instant goes, in milliseconds. */
export function keptUntil(keptAt: number): number {
  return keptAt + KEPT_MILLISECONDS;
}

/** Reads a kept map, consistently. One that is past its end is not there, whether it was removed or not. */
export async function readKept(
  scope: TenantScope,
  fingerprint: string,
  now: number,
): Promise<KeptMap | undefined> {
  const row = await scope.cases.get(scope.keys.keptMap(fingerprint), keptRow);
  if (!row || now >= keptUntil(row.keptAt)) return undefined;
  const { sealed, ...kept } = row;
  const filled = filledMap.parse(JSON.parse(await scope.vault.open(keptMapPlace(fingerprint), sealed)));
  return { ...kept, filled };
}

/** Keeps a map, unless one stands under this code: one conditional write. */
export async function putKept(scope: TenantScope, fingerprint: string, kept: KeptMap): Promise<boolean> {
  const { filled, ...open } = kept;
  const done = await scope.cases.put(
    {
      ...scope.keys.keptMap(fingerprint),
      kind: 'KEPTMAP',
      ...open,
      sealed: await scope.vault.seal(keptMapPlace(fingerprint), JSON.stringify(filled)),
      expiresAtSeconds: Math.ceil(keptUntil(kept.keptAt) / 1000),
    },
    true,
  );
  return done.ok;
}

/** The write that deletes a kept map; it fails when there is none, so that one is claimed once only. */
export function forgetWrite(scope: TenantScope, fingerprint: string): Write {
  return {
    Delete: {
      TableName: scope.cases.name,
      Key: scope.keys.keptMap(fingerprint),
      ConditionExpression: 'attribute_exists(pk)',
    },
  };
}
