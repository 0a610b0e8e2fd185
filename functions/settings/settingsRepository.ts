import {
  RESIDENTS,
  settingDecision,
  settingMatter,
  type SettingDecision,
} from '@ohjaamo/shared/settings/tenantSettings.ts';
import { inForceOn } from '@ohjaamo/shared/kernel/dated.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { standingSettingWrite } from '../tenants/index.ts';

const settingRow = z.object({
  kind: z.literal('SETTING_HISTORY'),
  matter: settingMatter,
  version: z.int(),
  decisions: z.array(settingDecision),
});

/** Everything that was decided about one matter; version 0 = nothing yet. */
export interface SettingHistory {
  readonly matter: string;
  readonly version: number;
  readonly decisions: readonly SettingDecision[];
}

const BEGINS = 'SETTING#';

/** Reads what was decided about all matters: one Query, consistent. */
export async function readHistories(scope: TenantScope): Promise<SettingHistory[]> {
  const { pk } = scope.keys.settings('');
  return (await scope.work.query(pk, settingRow, { begins: BEGINS, consistent: true })).items;
}

/** Reads what was decided about one matter: one GetItem, consistent. */
export async function readHistory(scope: TenantScope, matter: string): Promise<SettingHistory> {
  const row = await scope.work.get(scope.keys.settings(`${BEGINS}${matter}`), settingRow);
  return row ?? { matter, version: 0, decisions: [] };
}

/**
 * The writes that keep a matter's decisions over the version they were read at, and put what holds today and will beside the
 * tenant's profile, where every reader finds it in the query that it makes anyway; of residents what held as well, for figures of the past.
 */
export function historyWrites(
  scope: TenantScope,
  { matter, version, decisions }: SettingHistory,
  today: string,
): Write[] {
  const key = scope.keys.settings(`${BEGINS}${matter}`);
  const item = { ...key, kind: 'SETTING_HISTORY', matter, version: version + 1, decisions };
  const now = inForceOn(decisions, today);
  const keepsAll = matter === RESIDENTS;
  const standing = decisions.filter(
    (each) => each === now || (!each.withdrawn && (keepsAll || each.from > today)),
  );
  return [
    scope.work.putOverWrite(item, version),
    standingSettingWrite(scope, { matter, decisions: standing }),
  ];
}
