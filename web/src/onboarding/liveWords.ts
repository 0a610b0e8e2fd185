import type { MessageKey } from '../i18n/messages.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Changed } from './liveForm.ts';
import { type StepFields, stepFields } from './stepFields.ts';
import type { StepFault } from './stepForm.ts';

const byCode: Readonly<Record<string, MessageKey>> = {
  language_missing: 'municipality.wrong.language',
  slug: 'setup.wrong.slug',
  slug_twice: 'setup.wrong.slugTwice',
  hours: 'setup.wrong.hours',
  lengthMinutes: 'setup.wrong.length',
  bufferBeforeMinutes: 'municipality.wrong.buffer',
  bufferAfterMinutes: 'municipality.wrong.buffer',
  address_missing: 'municipality.wrong.address',
  channels: 'municipality.wrong.channels',
  from: 'municipality.wrong.from',
};

/** What is said of a wrong place of a form of an open municipality. */
export function liveFaultText(code: string): MessageKey {
  return byCode[code] ?? 'work.checkFields';
}

const byReason: Readonly<Record<string, MessageKey>> = {
  IN_THE_PAST: 'municipality.refused.past',
  LAST_SITE: 'municipality.refused.lastSite',
  TOO_MANY: 'municipality.refused.tooMany',
};

/** What is said of a change that cannot be made. */
export function refusalText(reason: string): MessageKey {
  return byReason[reason] ?? 'municipality.refused.other';
}

/** What a page says when a form was taken, by the outcome in its address. */
export const liveOutcomes: Readonly<Record<string, MessageKey | undefined>> = {
  saved: 'municipality.done.saved',
  added: 'municipality.done.added',
  retired: 'municipality.done.retired',
  returned: 'municipality.done.returned',
  closed: 'municipality.done.closed',
  opened: 'municipality.done.opened',
};

/** The wrong places of a form that was sent. */
export function faultsOf(changed: Changed | undefined): readonly StepFault[] {
  return changed?.kind === 'faults' ? changed.faults : [];
}

/** The fields of a page of an open municipality: `sent` is its own form when that was not taken. */
export function liveFields(
  t: Translate,
  changed: Changed | undefined,
  sent: FormData | undefined,
): StepFields {
  return stepFields({
    form: sent,
    faults: faultsOf(changed),
    stale: changed?.kind === 'stale',
    say: (code) => t(liveFaultText(code)),
    sayTheirs: (text) => t('setup.theirs', { text: text === '' ? '–' : text }),
  });
}
