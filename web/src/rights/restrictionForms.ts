import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { faultsOf, type FieldFault, textOf, wrongBySchema, wrongFields } from '../work/form.ts';

/** What was typed into the forms of a restriction. */
export interface TypedRestriction {
  readonly restrictionId: string;
  readonly ground: string;
  readonly why: string;
  readonly told: string;
  readonly liftsOn: string;
}

/** How a form ended. */
export interface RestrictionChange {
  readonly done?: 'restricted' | 'told' | 'lifted' | 'conflict';
  readonly typed: TypedRestriction;
  readonly faults: readonly FieldFault[];
  readonly refusal?: ApiProblem;
}

/** What the address says after a form was saved. */
export const restrictionOutcomes: Readonly<
  Record<string, { readonly kind: 'good' | 'caution'; readonly text: MessageKey } | undefined>
> = {
  restricted: { kind: 'good', text: 'rights.staff.restriction.doneSet' },
  told: { kind: 'good', text: 'rights.staff.restriction.doneTold' },
  lifted: { kind: 'good', text: 'rights.staff.restriction.doneLifted' },
};

const texts: Readonly<Record<string, MessageKey>> = {
  ground: 'rights.staff.restriction.groundMissing',
  why: 'rights.staff.reasonMissing',
  told: 'rights.staff.restriction.toldMissing',
  liftsOn: 'rights.staff.restriction.tooSoon',
};
/** The form's name of a field of the body. */
const fields: Readonly<Record<string, string>> = { reason: 'why', text: 'told' };

export function typedRestriction(form: FormData | undefined): TypedRestriction {
  const typed = (name: string) => (form ? textOf(form, name) : '');
  return {
    ...{ restrictionId: typed('restrictionId'), ground: typed('ground'), why: typed('why') },
    ...{ told: typed('told'), liftsOn: typed('liftsOn') },
  };
}

/** Sets a restriction, tells that it ends, or lifts it, as the form says; `undefined` for a form of something else. */
export function changeRestriction(
  api: Api,
  clientId: ClientId,
  form: FormData,
): Promise<RestrictionChange> | undefined {
  const typed = typedRestriction(form);
  const parameters = { clientId };
  const { restrictionId, ground, why, told, liftsOn } = typed;
  switch (textOf(form, 'do')) {
    case 'restrict': {
      const body = routes.restrictProcessing.body.safeParse({ restrictionId, ground, reason: why });
      if (!body.success) return Promise.resolve(faulty(typed, body.error.issues));
      return ended(typed, 'restricted', api.call('restrictProcessing', { parameters, body: body.data }));
    }
    case 'tell': {
      const body = routes.tellRestrictionEnds.body.safeParse({ text: told, liftsOn });
      if (!body.success) return Promise.resolve(faulty(typed, body.error.issues));
      return ended(typed, 'told', api.call('tellRestrictionEnds', { parameters, body: body.data }));
    }
    case 'lift':
      return ended(typed, 'lifted', api.call('liftRestriction', { parameters, body: {} }));
    default:
      return undefined;
  }
}

function faulty(typed: TypedRestriction, issues: Parameters<typeof wrongBySchema>[0]): RestrictionChange {
  return { typed, faults: faultsNamed(wrongBySchema(issues).map(({ field }) => field)) };
}

function faultsNamed(wrong: readonly string[]): FieldFault[] {
  return faultsOf(
    wrong.map((field) => fields[field] ?? field),
    texts,
  );
}

async function ended(
  typed: TypedRestriction,
  done: 'restricted' | 'told' | 'lifted',
  call: Promise<{ readonly ok: true } | { readonly ok: false; readonly error: ApiProblem }>,
): Promise<RestrictionChange> {
  const answer = await call;
  if (answer.ok) return { typed, faults: [], done };
  if (answer.error.type === 'state-conflict') return { typed, faults: [], done: 'conflict' };
  const faults = faultsNamed(wrongFields(answer.error));
  return faults.length > 0 ? { typed, faults } : { typed, faults: [], refusal: answer.error };
}
