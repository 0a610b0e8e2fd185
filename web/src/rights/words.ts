import { messages, type MessageKey } from '../i18n/messages.ts';

type Translate = (key: MessageKey) => string;

/** The first of some keys that there is a text for, in the page's language. */
function first(t: Translate, keys: readonly string[]): string | undefined {
  const known = keys.find((key) => Object.hasOwn(messages.fi, key));
  return known && t(known as MessageKey);
}

/** What was done to somebody's data, in the words for that person; an act without words of its own is still told. */
export function actWord(action: string, t: Translate): string {
  return first(t, [`rights.action.${action}`, `work.action.${action}`]) ?? t('rights.action.unnamed');
}

/** Why a case was opened. */
export function purposeWord(purpose: string, t: Translate): string {
  return purpose === 'DANGER_TO_LIFE'
    ? t('cases.danger.title')
    : (first(t, [`cases.purpose.${purpose}`]) ?? purpose);
}

/** What a kind of record is called. */
export function kindWord(kind: string, t: Translate): string {
  return first(t, [`rights.kind.${kind}`]) ?? t('rights.kind.unnamed');
}

/** What a field is called; one without a word of its own by its name in the data, as words. */
export function fieldWord(name: string, t: Translate): string {
  return first(t, [`rights.field.${name}`]) ?? name.replaceAll(/([a-z])([A-Z])/gu, '$1 $2').toLowerCase();
}

/** A word of a list in the data, e.g. `ON_PAPER`; as it stands when nobody has named it. */
export function valueWord(value: string, t: Translate): string {
  const keys = [
    `rights.value.${value}`,
    `work.category.${value}`,
    `work.means.${value}`,
    `work.route.${value}`,
    `work.activity.${value}`,
    `work.identification.${value}`,
    `work.consentState.${value}`,
    `work.language.${value}`,
    `work.channel.${value}`,
    `work.topic.${value}`,
    `work.party.${value}`,
    `notes.kind.${value}`,
  ];
  return first(t, keys) ?? value;
}
