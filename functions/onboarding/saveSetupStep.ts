import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { onboardingRoutes } from '@ohjaamo/shared/onboarding/contract.ts';
import { goesByKit, type StepValue, stepsAfterPublishing } from '@ohjaamo/shared/onboarding/steps.ts';
import { hashOf } from '../kernel/hash.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { saveBranding, saveKit, saveLanguages, saveOrganisations } from './nameSteps.ts';
import { chosenKit } from './kits.ts';
import type { OnboardingPorts } from './ports.ts';
import { isPublished } from './published.ts';
import { readSetupRows, type Setup, stepWrite, unpublishedCheck } from './repository.ts';
import { saveSites } from './siteStep.ts';
import type { Saving, StepOutcome } from './stepSave.ts';

/**
 * Saves one step: its row with the municipality's own rows that it sets up and the trail, in one transaction, on the condition that
 * nobody saved the step since it was read. What was sent twice is saved once. Of a page that the street sees, the street's list follows.
 * Reads as {@link readSetupRows}, writes at most 63 rows.
 */
export function saveSetupStep({ network }: OnboardingPorts): UseCase<typeof onboardingRoutes.saveSetupStep> {
  return async (context) => {
    const { scope } = context;
    const setup = await readSetupRows(scope);
    const live = setup.publishedAt !== undefined || (await isPublished(network, scope, setup.tenant));
    if (live) return saveLive(network, context, setup);
    const saved = await save(network, context, setup, false);
    if (saved.ok || saved.error.type !== 'stale-version') return saved;
    // The step may have been saved by somebody else, or the page published since it was read.
    const now = await readSetupRows(scope);
    return now.publishedAt === undefined ? saved : saveLive(network, context, now);
  };
}

async function saveLive(network: Table, context: Context, setup: Setup): Promise<Saved> {
  const saved = await save(network, context, setup, true);
  if (saved.ok && context.request.body.value.step === 'languages') {
    const { followDirectory } = await import('./live/followDirectory.ts');
    await followDirectory(network, context.scope);
  }
  return saved;
}

type Context = ContextOf<typeof onboardingRoutes.saveSetupStep>;
type Saved = Awaited<ReturnType<UseCase<typeof onboardingRoutes.saveSetupStep>>>;

async function save(
  network: Table,
  { request: { body }, scope, ids, clock, actor, audit }: Context,
  setup: Setup,
  live: boolean,
): Promise<Saved> {
  const { version, value } = body;
  const standing = setup.steps.get(value.step);
  const hash = hashOf(JSON.stringify(value));
  if (standing?.version === version + 1 && standing.hash === hash)
    return succeed({ body: { version: standing.version } });
  if ((standing?.version ?? 0) !== version) return fail(problem('stale-version'));
  if (live && !stepsAfterPublishing.includes(value.step)) return closed;
  const at = new Date(clock.now()).toISOString();
  const kit = goesByKit.includes(value.step) ? await chosenKit(network, setup) : undefined;
  const outcome = await writesOf({ scope, ids, setup, network, kit, live }, value, {
    at,
    staffId: actor.staffId,
  });
  if (!outcome.ok) return outcome;
  const { writes, remembered, again = [] } = outcome.value;
  const saved = { at, by: actor.staffId };
  const done = await scope.work.transact([
    stepWrite(scope, { step: value.step, version: version + 1, hash, saved, remembered }, version),
    ...again.flatMap((step) => {
      const row = setup.steps.get(step);
      if (!row) return [];
      const { saved: _, kind: __, ...rest } = row;
      return [stepWrite(scope, { ...rest, version: row.version + 1, hash: '' }, row.version)];
    }),
    ...writes,
    ...audit.writes([]),
    ...(live ? [] : [unpublishedCheck(scope)]),
  ]);
  return done.ok ? succeed({ body: { version: version + 1 } }) : fail(problem('stale-version'));
}

/** The step is closed, because the page is live. */
const closed = fail(problem('state-conflict', { conflicts: [{ reason: 'PUBLISHED' }] }));

function writesOf(
  saving: Saving,
  value: StepValue,
  by: { readonly at: string; readonly staffId: StaffId },
): StepOutcome | Promise<StepOutcome> {
  switch (value.step) {
    case 'kit':
      return saveKit(saving, value);
    case 'languages':
      return saveLanguages(saving, value);
    case 'sites':
      return saveSites(saving, value);
    case 'organisations':
      return saveOrganisations(saving, value);
    case 'services':
      return week().then(({ saveServices }) => saveServices(saving, value));
    case 'calendar':
      return week().then(({ saveCalendar }) => saveCalendar(saving, value));
    case 'branding':
      return saveBranding(saving, value);
    case 'instruments':
      return import('./instrumentStep.ts').then(({ saveInstruments }) => saveInstruments(saving, by));
    case 'people':
    case 'retention':
      return seen;
  }
}

/** The steps of the week know the rules of the calendar and of duty. */
const week = () => import('./weekSteps.ts');

/** A step in which nothing is chosen: that it was read is noted. */
const seen: StepOutcome = succeed({ writes: [], remembered: {} });
