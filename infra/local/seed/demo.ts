import type { ClientId, RoomId, SiteId, StaffId, TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { AdoptionRow } from './adoptionRow.ts';
import type { DemoDuty } from './duty.ts';
import type { DemoFiles } from './files.ts';
import type { PersonaRow } from './personaRow.ts';
import type { VolumeRow } from './volumeRow.ts';

/** A group of the files with the ids of its leader and room. */
export interface DemoGroup {
  readonly row: DemoFiles['groups'][number]['row'];
  readonly siteId: SiteId;
  readonly leader: StaffId;
  readonly room?: RoomId;
}

/** A worker's way in: the address they sign in with and the roles of their membership. */
export interface StaffAccess {
  readonly code: string;
  readonly staffId: StaffId;
  readonly email: string;
  readonly roles: readonly TenantRole[];
  /** The worker's role in English, for the list of sign-in names. */
  readonly description: string;
}

/** A site with its plan; `code` is its name in the files. */
export interface DemoSite {
  readonly code: string;
  readonly siteId: SiteId;
  readonly plan: SitePlan;
  readonly duty: DemoDuty;
  readonly groups: readonly DemoGroup[];
  /** How much it does in a month; without it its past tells nothing. */
  readonly volume?: VolumeRow;
}

/** A client that the demo begins with, and who works with them. */
export interface DemoPersona {
  readonly row: PersonaRow;
  readonly id: ClientId;
  readonly namedWorker: StaffId;
  readonly team: readonly StaffId[];
}

/** A template that a municipality took up in the past. */
export interface DemoAdoption extends Pick<AdoptionRow, 'kind' | 'name'> {
  readonly by: StaffId;
  /** So many percent more were helped at once since then. */
  readonly solvedMore: number;
}

/** One municipality of the files, ready to be written. */
export interface DemoTenant {
  readonly code: string;
  readonly tenantId: TenantId;
  readonly tenant: Tenant;
  readonly sites: readonly DemoSite[];
  readonly access: readonly StaffAccess[];
  readonly people: readonly DemoPersona[];
  readonly adoptions: readonly DemoAdoption[];
}
