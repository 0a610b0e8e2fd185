import type { PlanCopy } from '@ohjaamo/shared/plans/copy.ts';
import { itemFields, itemIds, type PlanFields, type Said, settled } from '@ohjaamo/shared/plans/fields.ts';
import { nameOf, type PlanPlace } from './place.ts';
import type { LivingPlan } from './repository.ts';

interface Taken {
  readonly id: PlanCopy['id'];
  readonly at: string;
  readonly by: string;
  /** Code of the organisation it is taken for. */
  readonly organisation: string;
  /** The plan with everything, to say whether something was left out. */
  readonly whole: PlanFields;
}

/** What a copy holds: names in place of ids and codes, so that it can be read without this service. */
export function copyOf(
  { client, version, row, fields }: LivingPlan,
  { id, at, by, organisation, whole }: Taken,
  place: PlanPlace & { readonly person: string },
): PlanCopy {
  const { tenant } = place;
  const nameOfOrganisation = (wanted: string) =>
    tenant.organisations.find((each) => each.code === wanted)?.name ?? {};
  const values = (said: readonly Said[] = []): string[] => said.map(({ value }) => value);
  const signed = row?.signatures.at(-1);
  const each = (kind: 'goals' | 'actions' | 'supporters') =>
    itemIds(fields, kind).map((item) => ({ item, of: itemFields(fields, kind, item) }));
  return {
    id,
    clientId: client,
    person: place.person,
    municipality: tenant.profile.name,
    version,
    at,
    takenBy: nameOf(place, by),
    takenFor: { code: organisation, name: nameOfOrganisation(organisation) },
    ...(signed && { signed: { version: signed.version, at: signed.at } }),
    withheld: Object.keys(fields).length < Object.keys(whole).length,
    needs: values(fields['needs']),
    reviewOn: values(fields['reviewOn']),
    goals: each('goals').map(({ item, of }) => ({ id: item, words: values(of['words']) })),
    actions: each('actions').map(({ of }) => {
      const goal = settled(of['goal']);
      return {
        ...(goal !== undefined && { goal }),
        what: values(of['what']),
        organisation: values(of['organisation']).map(nameOfOrganisation),
        who: values(of['who']).map((who) => doerOf(who, fields, place)),
        deadline: values(of['deadline']),
        state: values(of['state']),
      };
    }),
    supporters: each('supporters').map(({ of }) => ({ name: values(of['name']), how: values(of['how']) })),
    youngPersonView: values(fields['youngPersonView']),
    workerView: values(fields['workerView']),
    externalPlan: fields['externalPlan'] !== undefined,
    externalReviewOn: values(fields['externalReviewOn']),
  };
}

function doerOf(
  who: string,
  fields: PlanFields,
  place: PlanPlace,
): PlanCopy['actions'][number]['who'][number] {
  const [kind, id = ''] = who.split('#');
  if (kind === 'YOUNG_PERSON' || kind === 'ORGANISATION') return { kind, name: '' };
  const supporter = fields[`supporters/${id}/name`]?.map(({ value }) => value).join(' / ');
  return { kind: 'NAMED', name: kind === 'STAFF' ? nameOf(place, id) : (supporter ?? '') };
}
