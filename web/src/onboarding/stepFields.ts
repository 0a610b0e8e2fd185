import { type Language, languages, type LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import type { StepFault } from './stepForm.ts';

/** What the fields of a step's form need to know of the page. */
export interface StepFields {
  /** The text of a field: what was typed, else what stands. */
  readonly text: (field: string, standing: string) => string;
  /** Whether a box is ticked. */
  readonly ticked: (field: string, standing: boolean) => boolean;
  /** Everything chosen in lists of one name. */
  readonly chosen: (field: string, standing: readonly string[]) => readonly string[];
  /** What is wrong with a field, in words. */
  readonly fault: (field: string) => string | undefined;
  /** What somebody else saved in between where one's own text differs. */
  readonly theirs: (field: string, standing: string) => string | undefined;
}

/** Makes the fields of a page: `form` is what was sent and not saved. */
export function stepFields(of: {
  readonly form: FormData | undefined;
  readonly faults: readonly StepFault[];
  readonly stale: boolean;
  readonly say: (code: string) => string;
  readonly sayTheirs: (text: string) => string;
}): StepFields {
  const { form, faults, stale, say, sayTheirs } = of;
  const typed = (field: string) => {
    const value = form?.get(field);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    text: (field, standing) => (form ? (typed(field) ?? '') : standing),
    ticked: (field, standing) => (form ? typed(field) !== undefined : standing),
    chosen: (field, standing) =>
      form ? form.getAll(field).filter((each) => typeof each === 'string') : standing,
    fault: (field) => {
      const found = faults.find((each) => each.field === field);
      return found && say(found.code);
    },
    theirs: (field, standing) =>
      stale && (typed(field) ?? '').trim() !== standing ? sayTheirs(standing) : undefined,
  };
}

/** The languages in which a form asks for a name: the municipality's own. */
export function namesOf(
  name: LocalizedText,
  wanted: readonly Language[],
): { readonly language: Language; readonly text: string }[] {
  return languages
    .filter((each) => wanted.includes(each))
    .map((each) => ({ language: each, text: name[each] ?? '' }));
}
