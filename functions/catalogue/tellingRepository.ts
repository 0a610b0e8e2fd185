import {
  difference,
  fieldRefusal,
  tellingModes,
  tellingOutcomes,
} from '@ohjaamo/shared/catalogue/contract.ts';
import { type SiteEntry, siteEntry } from '@ohjaamo/shared/catalogue/serviceLocation.ts';
import { siteId, type SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import { cataloguePlace } from '../kernel/sealedPlaces.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { CatalogueKey } from './client.ts';

// What goes out, in the partition of the catalogue: `TELLING`, `TELLER`, `SITE#…` and `TOLD#…`.

const tellingRow = z.lazy(() =>
  z.object({
    kind: z.literal('TELLING'),
    version: z.int(),
    organizationId: z.string(),
    mode: z.enum(tellingModes),
    /** When somebody last asked that the sites be told or compared. */
    askedAt: z.string(),
    /** User and password, under the municipality's own key; no export takes them along. */
    sealed: z.object({ key: z.string() }).optional(),
  }),
);
export type Telling = Omit<z.infer<typeof tellingRow>, 'kind'>;

/** When the job last went through the sites, and whether the catalogue could be reached. */
const tellerRow = z.lazy(() =>
  z.object({ kind: z.literal('CATALOGUE_TELLER'), ranAt: z.string(), isUnreached: z.boolean() }),
);
export type Teller = Omit<z.infer<typeof tellerRow>, 'kind'>;

const siteRow = z.lazy(() =>
  z.object({ kind: z.literal('CATALOGUE_SITE'), site: siteId, version: z.int(), entry: siteEntry }),
);
export type SiteRow = z.infer<typeof siteRow>;

const toldRow = z.lazy(() =>
  z.object({
    kind: z.literal('CATALOGUE_TOLD'),
    site: siteId,
    version: z.int(),
    at: z.string(),
    outcome: z.enum(tellingOutcomes),
    differences: z.array(difference),
    refusals: z.array(fieldRefusal),
    /** SHA-256 of what was last sent, so that the same is not sent every night. */
    sentHash: z.string().optional(),
    /** The place's id in the catalogue, once it is there. */
    channelId: z.string().optional(),
    /** The site is closed for good and the catalogue has learned it: nothing more is told. */
    isGone: z.boolean().optional(),
  }),
);
export type Told = Omit<z.infer<typeof toldRow>, 'kind'>;

const keyText = z.object({ user: z.string(), password: z.string() });

/** What is said about telling: one GetItem; `undefined` when nothing has been said yet. */
export function readTellingRow(scope: TenantScope): Promise<Telling | undefined> {
  return scope.work.get(scope.keys.catalogue('TELLING'), tellingRow);
}

/** The write that keeps what is said about telling over the version it was read at. */
export function tellingWrite(scope: TenantScope, telling: Telling): Write {
  const row = { ...scope.keys.catalogue('TELLING'), kind: 'TELLING', ...telling };
  return scope.work.putOverWrite({ ...row, version: telling.version + 1 }, telling.version);
}

/** Seals user and password for the row of the telling. */
export async function sealKey(scope: TenantScope, key: CatalogueKey): Promise<{ key: string }> {
  return { key: await scope.vault.seal(cataloguePlace('key'), JSON.stringify(key)) };
}

/** Opens user and password; `undefined` when there are none. */
export async function openKey(
  scope: TenantScope,
  { sealed }: Pick<Telling, 'sealed'>,
): Promise<CatalogueKey | undefined> {
  if (!sealed) return undefined;
  return keyText.parse(JSON.parse(await scope.vault.open(cataloguePlace('key'), sealed.key)));
}

/** When the job last went through the sites: one GetItem. */
export function readTeller(scope: TenantScope): Promise<Teller | undefined> {
  return scope.work.get(scope.keys.catalogue('TELLER'), tellerRow);
}

/** Notes that the job went through the sites. */
export async function noteTeller(scope: TenantScope, teller: Teller): Promise<void> {
  await scope.work.put({ ...scope.keys.catalogue('TELLER'), kind: 'CATALOGUE_TELLER', ...teller });
}

/** What is told of each site, and what became of it: two Queries. */
export async function readSites(
  scope: TenantScope,
): Promise<{ readonly entries: readonly SiteRow[]; readonly told: readonly Told[] }> {
  const { pk } = scope.keys.catalogue('');
  const [entries, told] = await Promise.all([
    scope.work.query(pk, siteRow, { begins: 'SITE#', consistent: true }),
    scope.work.query(pk, toldRow, { begins: 'TOLD#', consistent: true }),
  ]);
  return { entries: entries.items, told: told.items };
}

/** The write that keeps a site's entry over the version it was read at. */
export function siteEntryWrite(scope: TenantScope, site: SiteId, version: number, entry: SiteEntry): Write {
  const key = scope.keys.catalogue(`SITE#${site}`);
  return scope.work.putOverWrite(
    { ...key, kind: 'CATALOGUE_SITE', site, version: version + 1, entry },
    version,
  );
}

/** Notes what becomes of a telling over what was read, and gives it with its new version; `undefined` when another run was faster. */
export async function noteTold(scope: TenantScope, told: Told): Promise<Told | undefined> {
  const noted = { ...told, version: told.version + 1 };
  const row = { ...scope.keys.catalogue(`TOLD#${told.site}`), kind: 'CATALOGUE_TOLD', ...noted };
  const done = await scope.work.transact([scope.work.putOverWrite(row, told.version)]);
  return done.ok ? noted : undefined;
}
