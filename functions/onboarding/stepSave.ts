import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result } from '@ohjaamo/shared/kernel/result.ts';
import type { IdSource } from '@ohjaamo/shared/kernel/ids.ts';
import type { Language, LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { missingIn } from '@ohjaamo/shared/onboarding/checklist.ts';
import type { SetupKit } from '@ohjaamo/shared/onboarding/kit.ts';
import type { SetupStep } from '@ohjaamo/shared/onboarding/steps.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { Table, Write } from '../kernel/table.ts';
import type { Remembered, Setup } from './repository.ts';

/** What a step's save has at hand. */
export interface Saving {
  readonly scope: TenantScope;
  readonly ids: IdSource;
  readonly setup: Setup;
  /** Where the library is. */
  readonly network: Table;
  /** The kit that was chosen, for the steps that go by it. */
  readonly kit: SetupKit | undefined;
  /** The street sees the page: no name may lose a language of it. */
  readonly live: boolean;
}

/** What a step's save does besides its own row. */
export interface StepSave {
  readonly writes: readonly Write[];
  readonly remembered: Remembered;
  /** Steps to be looked at again. */
  readonly again?: readonly SetupStep[];
}
export type StepOutcome = Result<StepSave, Problem>;

/** The refusal of one place of what was sent. */
export function wrong(pointer: string, code: string): Result<never, Problem> {
  return fail(problem('invalid-request', { errors: [{ pointer: `/body/value${pointer}`, code }] }));
}

/** The refusal of a step whose kit was not chosen yet. */
export function withoutKit(): Result<never, Problem> {
  return fail(problem('state-conflict', { conflicts: [{ reason: 'KIT_MISSING' }] }));
}

/** The refusal of a name on a live page that lacks a language of the page; nothing for one that is whole. */
export function unspoken(
  pointer: string,
  name: LocalizedText,
  languages: readonly Language[],
): Result<never, Problem> | undefined {
  const [lacking] = missingIn(name, languages);
  return lacking && wrong(`${pointer}/${lacking}`, 'language_missing');
}
