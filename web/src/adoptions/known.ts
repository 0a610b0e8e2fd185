import { inLanguage, type Language, type LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { isList, isObject, type Json } from '@ohjaamo/shared/templates/json.ts';
import { shippedTemplates } from '@ohjaamo/shared/templates/shipped.ts';
import type { TemplateVersion } from '@ohjaamo/shared/templates/version.ts';

// What the service comes with is checked by its own test, as a version.
const shipped = shippedTemplates as readonly TemplateVersion[];

type Names = ReadonlyMap<string, LocalizedText>;

/** Names of elements of what the service comes with, by a member that tells them. */
function namesIn(list: string, key: string, name: string): Names {
  const elements = shipped.flatMap(({ content }): readonly Json[] => {
    const value = content[list] ?? null;
    return isList(value) ? value : [];
  });
  return new Map(
    elements.flatMap((each) => {
      const code = isObject(each) ? each[key] : undefined;
      return isObject(each) && typeof code === 'string' ? [[code, each[name] as LocalizedText]] : [];
    }),
  );
}

const services = namesIn('services', 'code', 'name');
const roles = namesIn('roles', 'key', 'title');
const byMember: Readonly<Record<string, Names>> = {
  service: services,
  role: roles,
  roles,
  template: new Map(shipped.map(({ name, title }) => [name, title])),
};

/** The texts of the service's own pages that a municipality may word in its own way, by their keys, as they are. */
export const knownTexts: Names = namesIn('texts', 'key', 'text');

/** The services that everybody's practice shares, by their codes. */
export const knownServices: readonly string[] = [...services.keys()];

/** What the code of a service, a role or a template is called in what the service comes with; `undefined` for another. */
export function knownName(member: string, code: string, language: Language): string | undefined {
  const name = byMember[member]?.get(code);
  return name && inLanguage(name, language);
}
