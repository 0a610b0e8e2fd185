import {
  correctionReason,
  type PublishedCube,
  publishedCube,
  publishedVersion,
} from '@ohjaamo/shared/figures/network/contract.ts';
import type { CubeId } from '@ohjaamo/shared/figures/network/cubeIds.ts';
import type { Pattern } from '@ohjaamo/shared/figures/network/pattern.ts';
import { quarter } from '@ohjaamo/shared/kernel/time.ts';
import * as z from 'zod';
import type { Table } from '../kernel/table.ts';
import { networkKeys, partitions } from '../kernel/tenancy/keys.ts';
import { type HandedIn, submittedRow } from './repository.ts';

/** A cube as it is published, the newest version when none is named. One read. */
export async function readCube(
  network: Table,
  of: string,
  cube: CubeId,
  version?: number,
): Promise<PublishedCube | undefined> {
  const sk = version === undefined ? cube : versionKey(cube, version);
  return (await network.get(networkKeys.published(of, sk), cubeRow, false))?.published;
}

const cubeRow = z.object({ published: publishedCube });

function versionKey(cube: CubeId, version: number): string {
  return `${cube}#${String(version).padStart(4, '0')}`;
}

/** Publishes a cube: as this version, which stays, and as the newest. */
export async function writeCube(network: Table, published: PublishedCube): Promise<void> {
  const { quarter: of, cube, versions } = published;
  const keys = [versionKey(cube, versions[0]?.version ?? 0), cube].map((sk) => networkKeys.published(of, sk));
  for (const key of keys) await network.put({ ...key, kind: 'PUBLISHED', published });
}

const publicationRow = z.object({ quarter, versions: z.array(publishedVersion).min(1) });
export type Publication = z.infer<typeof publicationRow>;

/** All published quarters, newest first: one Query of four rows a year. */
export async function readPublications(network: Table): Promise<Publication[]> {
  return (await network.query(partitions.publications, publicationRow, { newestFirst: true })).items;
}

/** The versions of a quarter, newest first; `undefined` while it is not published. One read. */
export async function readPublication(network: Table, of: string): Promise<Publication | undefined> {
  return network.get(networkKeys.publication(of), publicationRow);
}

export async function writePublication(network: Table, publication: Publication): Promise<void> {
  await network.put({ ...networkKeys.publication(publication.quarter), kind: 'PUBLICATION', ...publication });
}

const keysOf = z.record(z.string(), z.array(z.string()));
/** What a quarter hides, and its versions newest first. The last one is published, or about to be. */
const patternRow = z.object({
  versions: z.array(publishedVersion).min(1),
  pattern: z.object({
    families: keysOf,
    breakdowns: z.record(z.string(), z.object({ sites: z.array(z.string()), hidden: z.array(z.string()) })),
  }),
});
export interface FrozenPattern {
  readonly versions: z.infer<typeof publishedVersion>[];
  readonly pattern: Pattern;
}

const frozenRow = submittedRow.extend({ sk: z.string() }).strip();
const PATTERN = 'PATTERN';

/** A site's exact row as a version of a quarter was made of it. */
export interface FrozenSite extends HandedIn {
  readonly version: number;
}

/** A frozen quarter: what it hides, and every version of each site's row that is in use; `undefined` while it is open. One Query. */
export async function readFrozen(
  network: Table,
  of: string,
): Promise<(FrozenPattern & { readonly sites: readonly FrozenSite[] }) | undefined> {
  const head = await network.get(networkKeys.frozen(of, PATTERN), patternRow);
  if (!head) return undefined;
  const { items } = await network.query(partitions.frozen(of), z.union([frozenRow, patternRow]), {
    consistent: true,
  });
  const latest = head.versions[0]?.version ?? 0;
  const sites = items.flatMap((item): FrozenSite[] => {
    if (!('sk' in item)) return [];
    const { sk, ...row } = item;
    const [tenant = '', site = '', version = ''] = sk.split('#');
    // What a run that was cut off left behind belongs to no version.
    return Number(version) > latest ? [] : [{ ...row, tenant, site, version: Number(version) }];
  });
  return { ...head, sites };
}

/**
 * Freezes a version of a quarter: first the rows that are new in it, then what it hides, by which alone they count. `false` when another run
 * was faster.
 */
export async function freeze(
  network: Table,
  of: string,
  { versions, pattern }: FrozenPattern,
  sites: readonly HandedIn[],
): Promise<boolean> {
  const version = versions[0]?.version ?? 0;
  for (const { tenant, site, ...row } of sites) {
    const key = networkKeys.frozen(of, `${tenant}#${site}#${String(version).padStart(4, '0')}`);
    await network.put({ ...key, kind: 'FROZEN', ...row });
  }
  const head = { ...networkKeys.frozen(of, PATTERN), kind: 'FROZEN', version, versions, pattern };
  return (await network.transact([network.putOverWrite(head, version - 1)])).ok;
}

/** What an operator says when a closed quarter is published anew. */
export const correctionCommand = z.strictObject({ quarter, reason: correctionReason });
