import { inLanguage, type Language, type LocalizedText } from '../kernel/i18n.ts';

/** What is looked for among the services of the catalogue; nothing of it is asked = every service. */
export interface Wanted {
  /** Words of the name or the summary, in any of the languages; all of them must be there. */
  readonly words?: string | undefined;
  /** A service class with what belongs to it: `P10` holds `P10.1`. */
  readonly serviceClass?: string | undefined;
  /** Only services that are described in this language. */
  readonly language?: Language | undefined;
  /** Only services that have no name in this language. */
  readonly lacks?: Language | undefined;
}

/** What a search looks at. */
export interface Searched {
  readonly name: LocalizedText;
  readonly summary: LocalizedText;
  readonly classes: readonly string[];
}

/** The services that fit, by their names in `language`. */
export function searched<S extends Searched>(
  services: readonly S[],
  wanted: Wanted,
  language: Language,
): S[] {
  const words = plain(wanted.words ?? '')
    .split(/\s+/u)
    .filter((word) => word !== '');
  return services
    .filter((service) => fits(service, wanted, words))
    .map((service) => ({ service, name: inLanguage(service.name, language) }))
    .sort((one, other) => one.name.localeCompare(other.name, language))
    .map(({ service }) => service);
}

function fits({ name, summary, classes }: Searched, wanted: Wanted, words: readonly string[]): boolean {
  const { serviceClass, language, lacks } = wanted;
  if (language !== undefined && name[language] === undefined) return false;
  if (lacks !== undefined && name[lacks] !== undefined) return false;
  if (serviceClass !== undefined && !classes.some((has) => isWithin(has, serviceClass))) return false;
  if (words.length === 0) return true;
  const text = plain([...Object.values(name), ...Object.values(summary)].join(' '));
  return words.every((word) => text.includes(word));
}

const isWithin = (has: string, wanted: string): boolean => has === wanted || has.startsWith(`${wanted}.`);

/** Letters without case; å, ä and ö stay letters of their own. */
const plain = (text: string): string => text.normalize('NFC').toLocaleLowerCase('fi');
