import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { statutoryLanguages } from '@ohjaamo/shared/tenants/languageStatus.ts';
import { siteId, staffId, tenantId, type IdSource } from '@ohjaamo/shared/kernel/ids.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { municipalityOf } from '@ohjaamo/shared/tenants/municipalities.ts';
import { moved } from '@ohjaamo/shared/tenants/life.ts';
import { type CreationOutcome, newTenant, type NewTenant } from '@ohjaamo/shared/tenants/newTenant.ts';
import { hashOf } from '../kernel/hash.ts';
import type { Table } from '../kernel/table.ts';
import { lifeWrite, moveTenant } from './lifeRepository.ts';
import { readRegistry, type RegistryRow, registryWrites, tenantOfSlug } from './registryRepository.ts';

interface Ports {
  readonly platform: Table;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/**
 * Registers a municipality, its slug and the beginning of its life in one transaction; the registry's stream does the rest. Of two
 * that want one slug at the same moment one gets it. The same request again is harmless, and takes up what has got stuck. `payload`
 * is whatever the caller sent.
 */
export async function createTenant(
  { platform, clock, ids }: Ports,
  payload: unknown,
): Promise<CreationOutcome> {
  const parsed = newTenant.safeParse(payload);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return { outcome: 'INVALID', faults };
  }
  const at = new Date(clock.now()).toISOString();
  const row = registryRowOf(parsed.data, ids, at);
  const told = { clock, ids };
  const written = await platform.transact([
    ...registryWrites(platform, row),
    lifeWrite(platform, row.tenantId, 'REQUEST', told),
  ]);
  if (written.ok) return { outcome: 'CREATED', tenantId: row.tenantId, languages: languagesOf(parsed.data) };
  const holder = await tenantOfSlug(platform, row.slug);
  const standing = holder && (await readRegistry(platform, holder));
  if (standing?.requestHash !== row.requestHash) return { outcome: 'SLUG_TAKEN' };
  if (moved(standing.state, 'TAKE_UP')) {
    await moveTenant(platform, standing.tenantId, 'TAKE_UP', told, { set: { askedAgainAt: at } });
  }
  return { outcome: 'REPEATED', tenantId: standing.tenantId, state: standing.state };
}

/** Those that the law binds the municipality to, whatever was asked, and those that were asked besides. */
function languagesOf({ municipalityCode, languages: asked = [] }: NewTenant): Language[] {
  return [...new Set<Language>([...(statutoryLanguages(municipalityCode) ?? []), ...asked])];
}

function registryRowOf(wanted: NewTenant, ids: IdSource, at: string): RegistryRow {
  const { slug, municipalityCode, site, adminEmail, adminName } = wanted;
  const languages = languagesOf(wanted);
  const named = (name: string, known: Partial<Record<Language, string>> = {}) =>
    Object.fromEntries(languages.map((language) => [language, known[language] ?? name]));
  const found = municipalityOf(municipalityCode);
  // A municipality that is called by one of its own names has the other one too.
  const official =
    found.is !== 'UNKNOWN' && Object.values(found.name).includes(wanted.name) ? found.name : {};
  return {
    tenantId: tenantId.parse(ids.id(10)),
    slug,
    name: named(wanted.name, official),
    municipalityCode,
    state: 'REQUESTED',
    createdAt: at,
    requestHash: hashOf(JSON.stringify(wanted)),
    request: {
      languages,
      site: { id: siteId.parse(ids.id(10)), ...site, name: named(site.name), rooms: [] },
      admin: { staffId: staffId.parse(ids.id(10)), name: adminName, email: adminEmail },
    },
  };
}
