import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { onboardingRoutes } from '@ohjaamo/shared/onboarding/contract.ts';
import { goesByKit, type StepValue, stepsAfterPublishing } from '@ohjaamo/shared/onboarding/steps.ts';
import { hashOf } from '../kernel/hash.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { Table, Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { saveBranding, saveKit, saveLanguages, saveOrganisations } from './nameSteps.ts';
import { chosenKit } from './kits.ts';
import type { OnboardingPorts } from './ports.ts';
import { isPublished } from './published.ts';
import { readSetupRows, type Setup, stepWrite, unpublishedCheck } from './repository.ts';
import { saveSites } from './siteStep.ts';
import { beginSave, isBegun, WRITES_AT_ONCE, writeParts } from './saveInParts.ts';
import type { Saving, StepOutcome, StepSave } from './stepSave.ts';

/** How often a save looks again because something that it rests on was written meanwhile. */
const TRIES = 5;

/**
 * Saves one step: its row with the municipality's own rows that it sets up and the trail, on the condition that nobody saved the step
 * since it was read. What was sent twice is saved once. Of a page that the street sees, the street's list follows. One transaction; what
 * is more than one takes is written in parts ({@link writeParts}), and sent again goes on where it was cut off. Reads as
 * {@link readSetupRows}, twice when it goes in parts.
 */
export function saveSetupStep({ network }: OnboardingPorts): UseCase<typeof onboardingRoutes.saveSetupStep> {
  return async (context) => {
    const { scope } = context;
    for (let tried = 1; tried <= TRIES; tried++) {
      const setup = await readSetupRows(scope);
      const live = setup.publishedAt !== undefined || (await isPublished(network, scope, setup.tenant));
      const saved = await save(network, context, setup, live);
      if (!saved) continue;
      if (saved.ok && live && context.request.body.value.step === 'languages') {
        const { followDirectory } = await import('./live/followDirectory.ts');
        await followDirectory(network, scope);
      }
      return saved;
    }
    return stale;
  };
}

type Context = ContextOf<typeof onboardingRoutes.saveSetupStep>;
type Saved = Awaited<ReturnType<UseCase<typeof onboardingRoutes.saveSetupStep>>>;

const stale = fail(problem('stale-version'));

/** `undefined` when something that the save rests on was written since it was read: it is looked at again. */
async function save(
  network: Table,
  context: Context,
  setup: Setup,
  live: boolean,
): Promise<Saved | undefined> {
  const { scope, actor, clock, request } = context;
  const { version, value } = request.body;
  const standing = setup.steps.get(value.step);
  const row = { step: value.step, version: version + 1, hash: hashOf(JSON.stringify(value)) };
  const done = succeed({ body: { version: row.version } });
  const begun = isBegun(setup, row);
  if (standing?.version === row.version && standing.hash === row.hash && !begun) return done;
  if (!begun && (standing?.version ?? 0) !== version) return stale;
  if (live && !stepsAfterPublishing.includes(value.step)) return closed;
  const by = { at: new Date(clock.now()).toISOString(), staffId: actor.staffId };
  const asked = (read: Setup) => outcomeOf(network, context, read, live, by);
  const outcome = await asked(setup);
  if (!outcome.ok) return outcome;
  const { remembered } = outcome.value;
  const saved = { at: by.at, by: by.staffId };
  const check = live ? [] : [unpublishedCheck(scope)];
  const long = { scope, row, check };
  if (!begun) {
    const { writes } = outcome.value;
    const beside = [...againWrites(scope, setup, outcome.value), ...context.audit.writes([])];
    if (writes.length + beside.length + check.length < WRITES_AT_ONCE) {
      const step = stepWrite(scope, { ...row, saved, remembered }, version);
      return (await scope.work.transact([step, ...writes, ...beside, ...check])).ok ? done : undefined;
    }
    if (!(await beginSave(long, standing?.remembered, remembered, beside))) return undefined;
  }
  // Nobody else's save goes through now, so what stands is what the parts are to leave.
  const now = await asked(await readSetupRows(scope));
  if (!now.ok) return now;
  const ended = await writeParts(long, now.value.writes, { saved, remembered: now.value.remembered });
  return ended ? done : undefined;
}

/** The writes that make other steps to be looked at again. */
function againWrites(scope: TenantScope, setup: Setup, { again = [] }: StepSave): Write[] {
  return again.flatMap((step) => {
    const row = setup.steps.get(step);
    if (!row) return [];
    const { saved: _, kind: __, ...rest } = row;
    return [stepWrite(scope, { ...rest, version: row.version + 1, hash: '' }, row.version)];
  });
}

async function outcomeOf(
  network: Table,
  { request, scope, ids }: Context,
  setup: Setup,
  live: boolean,
  by: { readonly at: string; readonly staffId: StaffId },
): Promise<StepOutcome> {
  const { value } = request.body;
  const kit = goesByKit.includes(value.step) ? await chosenKit(network, setup) : undefined;
  return writesOf({ scope, ids, setup, network, kit, live }, value, by);
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
