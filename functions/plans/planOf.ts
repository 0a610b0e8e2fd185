import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { itemFields, itemIds, type PlanFields, type Said } from '@ohjaamo/shared/plans/fields.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readAllCopies } from './copies.ts';
import { readAllVersions, readLivingPlan } from './repository.ts';

/**
 * Everything the plans module holds about a client, opened: the plan field by field with who said what and when, its earlier
 * versions, signatures, and the copies that were taken. `undefined` when there is no plan.
 */
export async function planOf(scope: TenantScope, client: ClientId) {
  const [{ row, version, fields }, versions, copies] = await Promise.all([
    readLivingPlan(scope, client),
    readAllVersions(scope, client),
    readAllCopies(scope, client),
  ]);
  if (version === 0) return undefined;
  return {
    version,
    fields,
    signatures: row?.signatures ?? [],
    versions: versions.map(({ row: { version: number, at, by, organisation }, before }) => ({
      version: number,
      at,
      by,
      organisation,
      before,
    })),
    copies: copies.map(({ id, version: number, at, by, organisation, sha256, copy }) => ({
      id,
      version: number,
      at,
      by,
      organisation,
      sha256,
      copy,
    })),
  };
}

/** The goals of the plan in the young person's words, in the order they were written down; 1 read unit for 4 KB. */
export async function planGoals(scope: TenantScope, client: ClientId): Promise<string[]> {
  const { fields } = await readLivingPlan(scope, client);
  return itemIds(fields, 'goals').map((id) => said(itemFields(fields, 'goals', id)['words']));
}

/** How the codes and dates of a plan are said to whoever reads it elsewhere. */
export interface PlanWording {
  readonly organisation: (code: string) => string;
  /** Of a date, YYYY-MM-DD. */
  readonly day: (date: string) => string;
}

const asWritten: PlanWording = { organisation: (code) => code, day: (date) => date };

/**
 * The plan as plain lines, for a referral that carries the category SHARED_PLAN: each goal in the young person's words, under it
 * what is done, then what serves no goal. Fields open between several values give all of them. `undefined` when there is no plan.
 */
export async function planText(
  scope: TenantScope,
  client: ClientId,
  wording: PlanWording = asWritten,
): Promise<string | undefined> {
  const { fields } = await readLivingPlan(scope, client);
  const goals = itemIds(fields, 'goals');
  const actions = itemIds(fields, 'actions').map((id) => itemFields(fields, 'actions', id));
  const serving = (goal: string | undefined): string[] =>
    actions
      .filter(({ goal: said = [] }) =>
        goal === undefined
          ? !said.some(({ value }) => goals.includes(value))
          : said.some(({ value }) => value === goal),
      )
      .map((action) => actionLine(action, wording));
  const lines = [
    ...(fields['needs'] ? [said(fields['needs'])] : []),
    ...goals.flatMap((id) => [said(itemFields(fields, 'goals', id)['words']), ...serving(id)]),
    ...serving(undefined),
  ];
  return lines.length > 0 ? lines.join('\n') : undefined;
}

function actionLine({ what, organisation, deadline }: PlanFields, wording: PlanWording): string {
  const beside = [
    said(organisation?.map((each) => ({ ...each, value: wording.organisation(each.value) }))),
    said(deadline?.map((each) => ({ ...each, value: wording.day(each.value) }))),
  ]
    .filter((text) => text !== '')
    .join(', ');
  return `– ${said(what)}${beside === '' ? '' : ` (${beside})`}`;
}

function said(values: readonly Said[] = []): string {
  return values.map(({ value }) => value).join(' / ');
}
