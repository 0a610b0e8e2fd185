import type { LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { openOrganisations } from '@ohjaamo/shared/tenants/profile.ts';
import { type Place, readPlace } from '../tenants/index.ts';

export { type Place, readPlace };

/** Code of the organisation that keeps the register: what a person does on the own page is recorded as its own. */
export function registerOf({ tenant }: Place): string {
  return openOrganisations(tenant).find(({ runsSites }) => runsSites)?.code ?? 'UNKNOWN';
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
