import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
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
const patternForm = z.object({
  families: keysOf,
  breakdowns: z.record(z.string(), z.object({ sites: z.array(z.string()), hidden: z.array(z.string()) })),
});
/**
 * What a quarter hides, its versions newest first, and the run that froze each, oldest first. The last version is published, or about to be.
 * The pattern names each site in every breakdown: packed, because that of a thousand sites would not fit into an item.
 */
const patternRow = z.object({
  versions: z.array(publishedVersion).min(1),
  runs: z.array(z.string()).min(1),
  packed: z
    .instanceof(Uint8Array)
    .transform((packed) => patternForm.parse(JSON.parse(brotliDecompressSync(packed).toString()))),
});
export interface FrozenPattern {
  readonly versions: z.infer<typeof publishedVersion>[];
  readonly runs: readonly string[];
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
  const { packed: pattern, ...standing } = head;
  const sites = items.flatMap((item): FrozenSite[] => {
    if (!('sk' in item)) return [];
    const { sk, ...row } = item;
    const [tenant = '', site = '', version = '', run] = sk.split('#');
    // What a run left behind that was cut off, or slower than another, belongs to no version.
    const belongs = run !== undefined && head.runs[Number(version) - 1] === run;
    return belongs ? [{ ...row, tenant, site, version: Number(version) }] : [];
  });
  return { ...standing, pattern, sites };
}

/**
 * Freezes a version of a quarter: first the rows that are new in it, under a name of this run, then what it hides, by which alone they count.
 * `false` when another run was faster.
 */
export async function freeze(
  network: Table,
  of: string,
  { versions, runs, pattern }: FrozenPattern,
  sites: readonly HandedIn[],
): Promise<boolean> {
  const version = versions[0]?.version ?? 0;
  const run = runs[version - 1] ?? '';
  for (const { tenant, site, ...row } of sites) {
    const key = networkKeys.frozen(of, `${tenant}#${site}#${String(version).padStart(4, '0')}#${run}`);
    await network.put({ ...key, kind: 'FROZEN', ...row });
  }
  const packed = brotliCompressSync(JSON.stringify(pattern));
  const head = { ...networkKeys.frozen(of, PATTERN), kind: 'FROZEN', version, versions, runs, packed };
  return (await network.transact([network.putOverWrite(head, version - 1)])).ok;
}

/** What an operator says when a closed quarter is published anew. */
export const correctionCommand = z.strictObject({ quarter, reason: correctionReason });
