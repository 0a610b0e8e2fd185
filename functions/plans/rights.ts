import type { CaseAction } from '@ohjaamo/shared/access/rules.ts';
import type { PlanChange } from '@ohjaamo/shared/plans/changes.ts';
import { itemFields, type ItemKind, OWNER, placeOf, type PlanFields } from '@ohjaamo/shared/plans/fields.ts';
import type { CaseAccess } from '../kernel/caseAccess.ts';

const category = 'SHARED_PLAN';

/** What the policies open of one plan to whoever asks, part by part. */
export interface PlanRights {
  /** Goals, needs, support persons, review and views: what the plan says of the person. */
  readonly changeCommon: boolean;
  /** An action for which the own organisation answers. */
  readonly addAction: boolean;
  sees(path: string): boolean;
  /** The same for taking a copy of it. */
  copies(path: string): boolean;
  changes(kind: ItemKind | undefined, id: string | undefined): boolean;
}

/**
 * Each party edits its own: an action belongs to the organisation that wrote it down and to the one that answers for it; what
 * the plan says of the person, to those who guide the person. What is not seen is not changed.
 */
export function planRights(access: CaseAccess, fields: PlanFields): PlanRights {
  const own = access.organisation;
  const may = (action: CaseAction, path: string): boolean => {
    const { kind, id } = placeOf(path);
    const owner = kind && id ? itemFields(fields, kind, id)[OWNER]?.[0]?.value : undefined;
    return access.may(action, owner === undefined ? { category } : { category, owner });
  };
  const addAction = access.may('RECORD', { category, owner: own });
  const guides = access.relation === 'NAMED' || access.relation === 'DEPUTY';
  const changeCommon =
    access.may('VIEW', { category }) && (access.may('RECORD', { category }) || (guides && addAction));
  return {
    changeCommon,
    addAction,
    sees: (path) => may('VIEW', path),
    copies: (path) => may('TAKE_COPY', path),
    changes(kind, id) {
      if (kind !== 'actions' || !id) return changeCommon;
      const action = itemFields(fields, 'actions', id);
      const parties = [...(action[OWNER] ?? []), ...(action['organisation'] ?? [])].map(({ value }) => value);
      if (parties.length === 0) return addAction || changeCommon;
      return addAction && parties.includes(own) && may('VIEW', `actions/${id}/what`);
    },
  };
}

/**
 * Whether the whole change may be made. `seen` is the plan as the editor saw it; a partner gives work to the own organisation
 * only.
 */
export function mayMake(access: CaseAccess, seen: PlanFields, now: PlanFields, change: PlanChange): boolean {
  // Of an item that is gone meanwhile the plan that was seen still says whose it is.
  const rights = planRights(access, { ...seen, ...now });
  return (
    change.remove.every(({ kind, id }) => rights.changes(kind, id)) &&
    change.set.every(({ path, value }) => {
      const { kind, id, name } = placeOf(path);
      const foreign = kind === 'actions' && name === 'organisation' && value !== access.organisation;
      return rights.changes(kind, id) && (!foreign || rights.changeCommon);
    })
  );
}
