import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import type { EverythingView } from '@ohjaamo/shared/rights/contract.ts';
import { isReference } from '../../web/src/rights/references.ts';
import { fieldKey, kindWord, valueKey } from '../../web/src/rights/words.ts';

const CODE = /^[A-Z][A-Z0-9_]+$/u;
/** An id, a key with an id in it, or a name of the program. */
const RAW = /#[0-9a-z]{10}|^[0-9a-z]{20}-|^[a-z]+[A-Z_][A-Za-z_]*$|^[0-9a-z]{20}$/u;

/**
 * What of a copy would be read as a name or a code of the program, as `KIND.field = value`: fields and kinds without a word, and
 * values of lists that nobody has put into words. `own` are texts of the test that look like codes.
 */
export function unnamedIn({ parts }: Pick<EverythingView, 'parts'>, own: readonly string[] = []): string[] {
  const found = new Set<string>();
  const walk = (kind: string, field: string, value: unknown): void => {
    if (isReference(field, value) || value === null || value === '') return;
    if (Array.isArray(value)) for (const each of value) walk(kind, field, each);
    else if (typeof value === 'object') walkFields(kind, value);
    else if (typeof value === 'string' && !own.includes(value)) {
      const isCode = CODE.test(value) || RAW.test(value);
      if (isCode && valueKey(kind, field, value) === undefined) found.add(`${kind}.${field} = ${value}`);
    }
  };
  const walkFields = (kind: string, record: object): void => {
    if (Object.keys(record).every((name) => (languages as readonly string[]).includes(name))) return;
    for (const [name, value] of Object.entries(record)) {
      if (isReference(name, value)) continue;
      if (fieldKey(name) === undefined) found.add(`${kind}.${name}`);
      walk(kind, name, value);
    }
  };
  // Plan and maps are read as on the own page.
  for (const { kind, records } of parts.filter((part) => part.kind !== 'PLAN' && part.kind !== 'MAP')) {
    if (kindWord(kind, (key) => key) === 'rights.kind.unnamed') found.add(kind);
    for (const record of records) walkFields(kind, record);
  }
  return [...found].sort();
}
