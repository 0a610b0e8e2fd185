import { plannedShares, type PlannedShares } from '@ohjaamo/shared/duty/areas.ts';
import { defaultBasicSkills } from '@ohjaamo/shared/duty/defaultSkills.ts';
import { rotaWeek, type RotaWeek } from '@ohjaamo/shared/duty/rota.ts';
import {
  defaultDutyRules,
  dutyRules,
  type DutyRules,
  dutyShift,
  type DutyShift,
} from '@ohjaamo/shared/duty/shifts.ts';
import { basicSkill, type BasicSkill, type Confirmation, skillCode } from '@ohjaamo/shared/duty/skills.ts';
import { swap, type Swap } from '@ohjaamo/shared/duty/swap.ts';
import { type SiteId, staffId, type StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { Key } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const weekRow = z.object({ kind: z.literal('ROTA'), value: rotaWeek });
const setupRow = z.object({
  kind: z.literal('DUTY_SETUP'),
  version: z.int(),
  rules: dutyRules,
  shifts: z.array(dutyShift),
});
const skillsRow = z.object({ kind: z.literal('SKILLS'), version: z.int(), list: z.array(basicSkill) });
const confirmationRow = z.object({
  kind: z.literal('SKILL_CONFIRMATION'),
  staffId,
  skill: skillCode,
  knows: z.boolean(),
  date: plainDate,
  by: z.enum(['SELF', 'MANAGER']),
});
const plannedRow = z.object({ kind: z.literal('PLANNED_AREAS'), staffId, shares: plannedShares });
const swapRow = z.object({ kind: z.literal('SWAP'), value: swap });

/** The shifts of a site and what holds for all; version 0 = nothing kept yet. */
export interface Setup {
  readonly version: number;
  readonly rules: DutyRules;
  readonly shifts: readonly DutyShift[];
}

/** The basic skills of a site; version 0 = the list that every site begins with. */
export interface SkillList {
  readonly version: number;
  readonly list: readonly BasicSkill[];
}

const SETUP = 'SETUP';
const SKILLS = 'SKILLS';

/** Reads the kept weeks of a site's rota between two ISO weeks, both inclusive: one Query, consistent. */
export async function readWeeks(
  scope: TenantScope,
  site: SiteId,
  from: string,
  to: string,
): Promise<RotaWeek[]> {
  const { pk } = scope.keys.duty(site, '');
  const between = [`WEEK#${from}`, `WEEK#${to}`] as const;
  const { items } = await scope.work.query(pk, weekRow, { between, consistent: true });
  return items.map(({ value }) => value);
}

/** The write that keeps a week over the version it was read at. */
export function weekWrite(scope: TenantScope, site: SiteId, week: RotaWeek): Write {
  const value: RotaWeek = { ...week, version: week.version + 1 };
  const item = { ...scope.keys.duty(site, `WEEK#${week.week}`), kind: 'ROTA', version: value.version, value };
  return scope.work.putOverWrite(item, week.version);
}

/** Reads a site's shifts: one GetItem. */
export async function readSetup(scope: TenantScope, site: SiteId): Promise<Setup> {
  const row = await scope.work.get(scope.keys.duty(site, SETUP), setupRow);
  return row ?? { version: 0, rules: defaultDutyRules, shifts: [] };
}

/** The write that keeps a site's shifts over the version they were read at. */
export function setupWrite(scope: TenantScope, site: SiteId, setup: Setup): Write {
  const { version, rules, shifts } = setup;
  const item = { ...scope.keys.duty(site, SETUP), kind: 'DUTY_SETUP', version: version + 1, rules, shifts };
  return scope.work.putOverWrite(item, version);
}

/** The writes that make a site's duty stand, whatever stood there: for provisioning. */
export function dutyWrites(
  scope: TenantScope,
  site: SiteId,
  {
    rules,
    shifts,
    known,
  }: Pick<Setup, 'rules' | 'shifts'> & { readonly known: ReadonlyMap<StaffId, readonly Confirmation[]> },
): Write[] {
  const setup = { kind: 'DUTY_SETUP', version: 1, rules, shifts };
  return [
    scope.work.putWrite({ ...scope.keys.duty(site, SETUP), ...setup }),
    ...[...known].flatMap(([worker, said]) =>
      said.map((each) => confirmationWrite(scope, site, worker, each)),
    ),
  ];
}

/** Reads a site's basic skills: one GetItem. */
export async function readSkillList(scope: TenantScope, site: SiteId): Promise<SkillList> {
  const row = await scope.work.get(scope.keys.duty(site, SKILLS), skillsRow);
  return row ?? { version: 0, list: defaultBasicSkills };
}

/** The write that keeps a site's basic skills over the version they were read at. */
export function skillListWrite(scope: TenantScope, site: SiteId, { version, list }: SkillList): Write {
  const item = { ...scope.keys.duty(site, SKILLS), kind: 'SKILLS', version: version + 1, list };
  return scope.work.putOverWrite(item, version);
}

/** Reads who said what of whose skills at a site: one Query. */
export async function readConfirmations(
  scope: TenantScope,
  site: SiteId,
): Promise<ReadonlyMap<StaffId, readonly Confirmation[]>> {
  const { pk } = scope.keys.duty(site, '');
  const { items } = await scope.work.query(pk, confirmationRow, { begins: 'KNOWS#', consistent: true });
  return Map.groupBy(items, ({ staffId: worker }) => worker);
}

/** The write that keeps the last word about a worker's skill. */
export function confirmationWrite(
  scope: TenantScope,
  site: SiteId,
  worker: StaffId,
  said: Confirmation,
): Write {
  const key = scope.keys.duty(site, `KNOWS#${worker}#${said.skill}`);
  return scope.work.putWrite({ ...key, kind: 'SKILL_CONFIRMATION', staffId: worker, ...said });
}

/** Reads the planned shares of a site's workers: one Query. */
export async function readPlannedAreas(
  scope: TenantScope,
  site: SiteId,
): Promise<ReadonlyMap<StaffId, PlannedShares>> {
  const { pk } = scope.keys.duty(site, '');
  const { items } = await scope.work.query(pk, plannedRow, { begins: 'PLANNED#', consistent: true });
  return new Map(items.map(({ staffId: worker, shares }) => [worker, shares]));
}

/** The write that keeps a worker's planned shares. */
export function plannedAreasWrite(
  scope: TenantScope,
  site: SiteId,
  worker: StaffId,
  shares: PlannedShares,
): Write {
  const key = scope.keys.duty(site, `PLANNED#${worker}`);
  return scope.work.putWrite({ ...key, kind: 'PLANNED_AREAS', staffId: worker, shares });
}

/** Reads the swaps of places from a date on: one Query. */
export async function readSwaps(scope: TenantScope, site: SiteId, from: string): Promise<Swap[]> {
  const { pk } = scope.keys.duty(site, '');
  const between = [`SWAP#${from}`, 'SWAP#~'] as const;
  const { items } = await scope.work.query(pk, swapRow, { between, consistent: true });
  return items.map(({ value }) => value);
}

/** The write of a new swap. */
export function newSwapWrite(scope: TenantScope, site: SiteId, value: Swap): Write {
  return scope.work.putWrite(
    { ...swapKey(scope, site, value), kind: 'SWAP', state: value.state, value },
    true,
  );
}

/** The write of a swap's answer, as long as nobody has answered. */
export function answeredSwapWrite(scope: TenantScope, site: SiteId, value: Swap): Write {
  return {
    Put: {
      TableName: scope.work.name,
      Item: { ...swapKey(scope, site, value), kind: 'SWAP', state: value.state, value },
      ConditionExpression: '#state = :proposed',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':proposed': 'PROPOSED' },
    },
  };
}

/** A swap stands under the date of the place that is given, so that past ones need no reading. */
function swapKey(scope: TenantScope, site: SiteId, { id, give }: Swap): Key {
  return scope.keys.duty(site, `SWAP#${give.place.slice(11, 21)}#${id}`);
}
