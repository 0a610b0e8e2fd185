import { type Language, language } from '@ohjaamo/shared/kernel/i18n.ts';
import { statutoryLanguages } from '@ohjaamo/shared/tenants/languageStatus.ts';
import { type SiteId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type SetupStep, setupStep, setupSteps } from '@ohjaamo/shared/onboarding/steps.ts';
import type { Result } from '@ohjaamo/shared/kernel/result.ts';
import type { Tenant, TenantProfile } from '@ohjaamo/shared/tenants/profile.ts';
import * as z from 'zod';
import type { ConditionFailure, Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readVersionedPlan, type VersionedPlan } from '../schedule/index.ts';
import { readTenant } from '../tenants/index.ts';

/** What the set-up itself must remember of its steps; all the rest stands in the municipality's own rows. */
const remembered = z.lazy(() =>
  z.object({
    /** The kit that was chosen. */
    kit: z.object({ name: z.string(), version: z.string() }).optional(),
    /** The languages that the municipality was registered with, for one that the law's list does not know. */
    bound: z.array(language).optional(),
    /** Which site of the kit each site is, by the site's id. */
    keys: z.record(z.string(), z.string()).optional(),
    /** Who takes which role. */
    roles: z.array(z.object({ site: z.string(), role: z.string(), staff: z.array(staffId) })).optional(),
    /** Ids of the weekly hours and shifts of duty that the step made. */
    made: z.array(z.string()).optional(),
  }),
);
export type Remembered = z.infer<typeof remembered>;

const stepRow = z.lazy(() =>
  z.object({
    kind: z.literal('STEP'),
    step: setupStep,
    version: z.int(),
    /** Hash of what was sent last: sent again it is the same save. */
    hash: z.string(),
    /** Absent while the step is to be looked at again, because another kit was chosen, and while a long save of it is under way. */
    saved: z.object({ at: z.string(), by: staffId }).optional(),
    remembered,
  }),
);
export type StepRow = z.infer<typeof stepRow>;

const publishedRow = z.lazy(() => z.object({ kind: z.literal('PUBLISHED'), at: z.string() }));
const setupRow = z.lazy(() => z.discriminatedUnion('kind', [stepRow, publishedRow]));

/** The set-up of a municipality with all that it sets up. */
export interface Setup {
  readonly tenant: Tenant;
  readonly steps: ReadonlyMap<SetupStep, StepRow>;
  readonly plans: ReadonlyMap<SiteId, VersionedPlan>;
  readonly publishedAt: string | undefined;
}

/** Reads it consistently: one Query for the steps, one for the names, a GetItem a site. */
export async function readSetupRows(scope: TenantScope): Promise<Setup> {
  const [{ items }, tenant] = await Promise.all([
    scope.work.query(scope.keys.setup('').pk, setupRow, { consistent: true }),
    readTenant(scope, true),
  ]);
  if (!tenant) throw new Error('The tenant has no profile');
  const plans = await Promise.all(
    tenant.sites.map(async ({ id }) => [id, await readVersionedPlan(scope, id)] as const),
  );
  const steps = items.flatMap((item) => (item.kind === 'STEP' ? [[item.step, item] as const] : []));
  return {
    tenant,
    steps: new Map(steps),
    plans: new Map(plans),
    publishedAt: items.find((item) => item.kind === 'PUBLISHED')?.at,
  };
}

/** What all steps together remember. */
export function rememberedIn({ steps }: Setup): Remembered {
  const all = [...steps.values()].map((row) => row.remembered);
  const made = [...new Set(all.flatMap((each) => each.made ?? []))];
  return { ...(Object.assign({}, ...all) as Remembered), made };
}

/** The languages that bind the municipality: by law, and only where the law's list does not know it those that it was registered with. */
export function boundIn(setup: Setup): Language[] {
  const { municipalityCode, languages } = setup.tenant.profile;
  const byLaw = statutoryLanguages(municipalityCode);
  return byLaw ? [...byLaw] : (rememberedIn(setup).bound ?? languages);
}

/** The steps that were saved. */
export function savedSteps({ steps }: Setup): SetupStep[] {
  return [...steps.values()].filter(({ saved }) => saved).map(({ step }) => step);
}

/** The write that puts a step over the one that was read at `before`; it fails when somebody else saved in between. */
export function stepWrite(scope: TenantScope, row: Omit<StepRow, 'kind'>, before: number): Write {
  return scope.work.putOverWrite({ ...scope.keys.setup(`STEP#${row.step}`), kind: 'STEP', ...row }, before);
}

/** That a step stands as a long save of one value began it, and was saved by nobody since. */
function asBegun({ version, hash }: Pick<StepRow, 'version' | 'hash'>) {
  return {
    ConditionExpression: 'version = :version AND #hash = :hash AND attribute_not_exists(saved)',
    ExpressionAttributeNames: { '#hash': 'hash' },
    ExpressionAttributeValues: { ':version': version, ':hash': hash },
  };
}

/** The condition that a step stands as a long save began it. */
export function begunCheck(scope: TenantScope, row: Pick<StepRow, 'step' | 'version' | 'hash'>): Write {
  const Key = scope.keys.setup(`STEP#${row.step}`);
  return { ConditionCheck: { TableName: scope.work.name, Key, ...asBegun(row) } };
}

/** The write that makes a step saved that a long save began. */
export function savedWrite(scope: TenantScope, row: Omit<StepRow, 'kind'>): Write {
  const Item = { ...scope.keys.setup(`STEP#${row.step}`), kind: 'STEP', ...row };
  return { Put: { TableName: scope.work.name, Item, ...asBegun(row) } };
}

/**
 * Notes when the page was published, which closes the steps, unless one was saved since they were read, or somebody else noted it. One
 * transaction of a row and a condition for each step.
 */
export function notePublished(
  scope: TenantScope,
  { steps }: Setup,
  at: string,
): Promise<Result<void, ConditionFailure>> {
  const unchanged = setupSteps.map((step): Write => {
    const version = steps.get(step)?.version;
    return {
      ConditionCheck: {
        TableName: scope.work.name,
        Key: scope.keys.setup(`STEP#${step}`),
        ...(version === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'version = :version',
              ExpressionAttributeValues: { ':version': version },
            }),
      },
    };
  });
  const note = scope.work.putWrite({ ...scope.keys.setup('PUBLISHED'), kind: 'PUBLISHED', at }, true);
  return scope.work.transact([note, ...unchanged]);
}

/** The condition that the page is not published: a save that was on its way when it was is not made. */
export function unpublishedCheck(scope: TenantScope): Write {
  return {
    ConditionCheck: {
      TableName: scope.work.name,
      Key: scope.keys.setup('PUBLISHED'),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

/** The write that changes some members of the profile and leaves the others to whoever changes them. */
export function profileWrite(
  scope: TenantScope,
  set: Partial<TenantProfile>,
  remove: readonly (keyof TenantProfile)[] = [],
): Write {
  const names = [...Object.keys(set), ...remove];
  const setting = Object.keys(set).map((name) => `#value.#${name} = :${name}`);
  const removing = remove.map((name) => `#value.#${name}`);
  return {
    Update: {
      TableName: scope.work.name,
      Key: scope.keys.tenant('PROFILE'),
      UpdateExpression: [
        setting.length > 0 ? `SET ${setting.join(', ')}` : '',
        removing.length > 0 ? `REMOVE ${removing.join(', ')}` : '',
      ]
        .filter((part) => part !== '')
        .join(' '),
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: {
        '#value': 'value',
        ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
      },
      ...(setting.length > 0 && {
        ExpressionAttributeValues: Object.fromEntries(
          Object.entries(set).map(([name, value]) => [`:${name}`, value]),
        ),
      }),
    },
  };
}

/** The write that takes away a row of the tenant's names. */
export function goneWrite(scope: TenantScope, sk: string): Write {
  return { Delete: { TableName: scope.work.name, Key: scope.keys.tenant(sk) } };
}

/** The write that takes away the plan of a site that falls away. */
export function planGoneWrite(scope: TenantScope, site: SiteId): Write {
  return { Delete: { TableName: scope.work.name, Key: scope.keys.plan(site) } };
}
