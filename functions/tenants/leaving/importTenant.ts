import { type TenantId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type ImportAnswer, importStep } from '@ohjaamo/shared/tenants/leaving.ts';
import type * as z from 'zod';
import type { Table } from '../../kernel/table.ts';
import type { ListKeys } from '../../kernel/tenancy/keyLister.ts';
import { directoryWrites } from '../directoryRepository.ts';
import { lifeWrite, moveTenant } from '../lifeRepository.ts';
import { readTenant } from '../profileRepository.ts';
import { inviteAdmin, type ProvisioningPorts } from '../provisionTenant.ts';
import {
  readRegistry,
  type RegistryRow,
  registryWrites,
  takeOverWrites,
  tenantOfSlug,
} from '../registryRepository.ts';
import { batchesOf } from './batches.ts';
import { countAll, isCarried } from './files.ts';
import { rowOf } from './line.ts';

/** What taking in a municipality reaches. */
export interface ImportPorts extends ProvisioningPorts {
  readonly listKeys: ListKeys;
}

type Step<Name extends string> = Extract<z.infer<typeof importStep>, { step: Name }>;

/** Rows of one transaction. */
const ROWS = 50;

/**
 * One step of taking in a municipality that comes with an export, asked for by the command: the new, empty municipality, some of its
 * rows, and the end, at which it must hold what the manifest says. It is PROVISIONING until then, so nobody is let in. Each step
 * can be repeated, and a run that was cut off is begun anew with the same export; any other export is refused.
 */
export async function importTenant(ports: ImportPorts, payload: unknown): Promise<ImportAnswer> {
  const parsed = importStep.safeParse(payload);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return { outcome: 'INVALID', faults: faults.slice(0, 20) };
  }
  const step = parsed.data;
  if (step.step === 'BEGIN') return begin(ports, step);
  const row = await importing(ports.platform, step);
  if (!row) return { outcome: 'NOT_IMPORTING' };
  return step.step === 'ROWS' ? takeRows(ports, row, step) : end(ports, row, step);
}

/** The municipality of a step, while it is the one of this export and nobody has been let in. */
async function importing(
  platform: Table,
  { slug, manifestSha256 }: Pick<Step<'END'>, 'slug' | 'manifestSha256'>,
): Promise<RegistryRow | undefined> {
  const tenant = await tenantOfSlug(platform, slug);
  const row = tenant && (await readRegistry(platform, tenant));
  return row?.state === 'PROVISIONING' && row.importing === manifestSha256 ? row : undefined;
}

async function begin(ports: ImportPorts, step: Step<'BEGIN'>): Promise<ImportAnswer> {
  const { platform, clock, ids } = ports;
  const { slug, manifest, manifestSha256 } = step;
  const fresh: RegistryRow = {
    tenantId: tenantId.parse(ids.id(10)),
    slug,
    name: manifest.municipality.name,
    municipalityCode: manifest.municipality.code,
    state: 'PROVISIONING',
    createdAt: new Date(clock.now()).toISOString(),
    requestHash: manifestSha256,
    importing: manifestSha256,
  };
  const before = await givenUpUnder(platform, slug);
  // When the slug is taken, it may be by the run before this one.
  await platform.transact([
    ...(before ? takeOverWrites(platform, fresh, before) : registryWrites(platform, fresh)),
    lifeWrite(platform, fresh.tenantId, 'REQUEST', ports),
  ]);
  const row = await importing(platform, step);
  if (!row) return { outcome: 'NOT_EMPTY' };
  await ports.makeTenantKey(row.tenantId);
  const { findingKey } = manifest;
  if (findingKey !== undefined) {
    const { vault } = ports.openScope(row.tenantId, 'importer');
    if (!(await vault.adoptFindingKey(findingKey))) return { outcome: 'NOT_EMPTY' };
  }
  return { outcome: 'GOES_ON' };
}

/** Who has the slug, when that is an import which was given up and is erased: it never was open, so nobody knows the slug as its. */
async function givenUpUnder(platform: Table, slug: string): Promise<TenantId | undefined> {
  const tenant = await tenantOfSlug(platform, slug);
  const row = tenant && (await readRegistry(platform, tenant));
  return row?.state === 'ERASED' && row.importing !== undefined ? tenant : undefined;
}

async function takeRows(
  { openScope }: ImportPorts,
  { tenantId: tenant, slug }: RegistryRow,
  { table, lines }: Step<'ROWS'>,
): Promise<ImportAnswer> {
  const scope = openScope(tenant, 'importer');
  for (const batch of batchesOf([lines], ROWS, ({ length }) => length)) {
    const rows = await Promise.all(batch.map((line) => rowOf(scope, slug, line))).catch(() => undefined);
    if (!rows?.every((row) => isCarried(table, row))) {
      return { outcome: 'INVALID', faults: ['A line is not one of an export'] };
    }
    await scope[table].transact(rows.map((row) => scope[table].putWrite(row)));
  }
  return { outcome: 'GOES_ON' };
}

async function end(ports: ImportPorts, row: RegistryRow, step: Step<'END'>): Promise<ImportAnswer> {
  const { platform, network, openScope, listKeys } = ports;
  const { tenantId: tenant } = row;
  const missing = await differences(listKeys, tenant, step.files);
  if (missing.length > 0) return { outcome: 'INCOMPLETE', missing };
  const profile = await readTenant(openScope(tenant, 'provisioning'));
  const worker = profile?.staff.find(({ id }) => id === step.admin.staffId);
  if (!profile || !worker) return { outcome: 'NO_SUCH_WORKER' };
  // The rows came from outside: under another's slug they would take over its page and its mail.
  const { slug, municipalityCode } = profile.profile;
  if (slug !== row.slug || municipalityCode !== row.municipalityCode) {
    return { outcome: 'OTHER_MUNICIPALITY' };
  }
  const directory = directoryWrites(network, tenant, profile);
  for (let from = 0; from < directory.length; from += 100) {
    await network.transact(directory.slice(from, from + 100));
  }
  const admin = { ...step.admin, name: worker.name };
  const { languages } = profile.profile;
  const invitationHash = await inviteAdmin(ports, { ...row, request: { languages, admin } });
  const opened = await moveTenant(platform, tenant, 'OPEN', ports, {
    remove: ['importing'],
    only: { invitationHash },
  });
  return { outcome: opened ? 'OPEN' : 'NOT_IMPORTING' };
}

/** Where the tables hold another number of rows than the manifest says; what goes by itself may be gone already. */
async function differences(
  listKeys: ListKeys,
  tenant: TenantId,
  files: Step<'END'>['files'],
): Promise<{ name: string; rows: number }[]> {
  const standing = await countAll(listKeys, tenant);
  return files
    .map(({ name, rows, passing }) => ({ name, rows: rows - passing - (standing.get(name) ?? 0) }))
    .filter(({ rows }) => rows !== 0);
}
