import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readWorkersTenant } from '../tenants/index.ts';

/** What rows are told with: the municipality's names, and its date now. */
export interface Place {
  readonly tenant: Tenant;
  readonly today: string;
}

/** The municipality's names and its date now. */
export async function readPlace(scope: TenantScope, clock: Clock): Promise<Place> {
  const tenant = await readWorkersTenant(scope);
  return { tenant, today: localDate(currentMinute(clock), tenant.profile.zone) };
}

/** Code of the organisation that keeps the register: what a person does on the own page is recorded as its own. */
export function registerOf({ tenant }: Place): string {
  return tenant.organisations.find(({ runsSites }) => runsSites)?.code ?? 'UNKNOWN';
}

/** An organisation's name by its code. */
export function organisationName({ tenant }: Place, code: string): LocalizedText {
  return tenant.organisations.find((each) => each.code === code)?.name ?? {};
}

/** A worker as the person is told of them: by name unless the municipality's rule says otherwise (L05). */
export function workerOf({ tenant }: Place, id: string | undefined) {
  const worker = tenant.staff.find((each) => each.id === id);
  if (!worker) return undefined;
  return {
    title: worker.title,
    organisation: worker.organisation,
    ...(tenant.profile.workersUnnamed !== true && { name: worker.name }),
  };
}
