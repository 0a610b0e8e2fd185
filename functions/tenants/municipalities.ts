import type { LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DirectoryEntry } from '@ohjaamo/shared/tenants/directory.ts';
import { findTenantBySlug } from '../kernel/house.ts';
import type { Table } from '../kernel/table.ts';
import { readDirectory } from './directoryRepository.ts';

type Slug = DirectoryEntry['tenantSlug'];

interface Municipality {
  readonly slug: Slug;
  readonly name: LocalizedText;
}

/** The municipalities of the network that others can turn to, from the published directory. */
export interface Municipalities {
  /** Those that take something in now: none whose service is paused. */
  list(): Promise<readonly Municipality[]>;
  /** The municipality of a slug with its tenant; `undefined` when the network has none. */
  find(slug: Slug): Promise<(Municipality & { readonly tenantId: TenantId }) | undefined>;
}

export function municipalitiesOf(network: Table): Municipalities {
  const findTenant = findTenantBySlug(network);
  return {
    async list() {
      const sites = (await readDirectory(network)).filter(({ paused }) => !paused);
      const bySlug = new Map(sites.map(({ tenantSlug, tenantName }) => [tenantSlug, tenantName]));
      return [...bySlug].map(([slug, name]) => ({ slug, name }));
    },
    async find(slug) {
      const tenantId = await findTenant(slug);
      if (!tenantId) return undefined;
      const known = (await readDirectory(network)).find(({ tenantSlug }) => tenantSlug === slug);
      return { tenantId, slug, name: known?.tenantName ?? { fi: slug } };
    },
  };
}
