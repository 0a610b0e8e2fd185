import { languages, type LocalizedText } from '../../kernel/i18n.ts';
import { type SearchTopic, understoodIn, wordsOf } from './speech.ts';

/** What a service says of itself. */
interface Described {
  readonly name: LocalizedText;
  readonly summary?: LocalizedText | undefined;
  readonly classes: readonly string[];
}

/** Topics of service classes (PTV). Of two codes that hold a class the longer one counts. */
const TOPICS_OF_CLASS: Readonly<Record<string, readonly SearchTopic[]>> = {
  P1: ['HOUSING'],
  'P4.10': ['MONEY'],
  'P4.11': ['IMMIGRATION_LANGUAGE'],
  'P4.13': ['EVERYDAY_LIFE', 'RELATIONSHIPS'],
  P5: ['HEALTH'],
  'P5.7': ['MENTAL_WELLBEING', 'SUBSTANCES_GAMING'],
  P6: ['EDUCATION'],
  'P6.14': ['MONEY', 'EDUCATION'],
  P10: ['EMPLOYMENT'],
  'P10.7': ['WORK_TRIAL'],
  P15: ['MONEY'],
  P22: ['IMMIGRATION_LANGUAGE'],
  'P28.3': ['WORK_TRIAL'],
};

/** Letters of a word that must agree before two words count as one: Finnish bends what follows. */
const SHORTEST = 5;

/**
 * What a service is about: by its classes, and by the words of its name. Where one class is of several topics, the name decides among them
 * when it says something: substances and the mind share a class, and who cannot sleep is not sent to advice about substances.
 */
export function topicsOf({ name, classes }: Described): SearchTopic[] {
  const named = languages.flatMap((language) =>
    understoodIn(wordsOf(name[language] ?? ''), language).map(({ topic }) => topic),
  );
  const classed = classes.flatMap((each) => {
    const topics = topicsOfClass(each);
    const told = topics.filter((topic) => named.includes(topic));
    return told.length > 0 ? told : topics;
  });
  return [...new Set([...classed, ...named])];
}

function topicsOfClass(code: string): readonly SearchTopic[] {
  const parts = code.split('.');
  for (let length = parts.length; length > 0; length--) {
    const topics = TOPICS_OF_CLASS[parts.slice(0, length).join('.')];
    if (topics) return topics;
  }
  return [];
}

/** The first of the words that stands in a name or a description, bent or not; a short word says too little to be looked for. */
export function wordInDescription(
  { name, summary = {} }: Described,
  words: readonly string[],
): string | undefined {
  const own = [name, summary].flatMap((text) => languages.flatMap((each) => wordsOf(text[each] ?? '')));
  return words.find(
    (word) =>
      word.length >= SHORTEST &&
      own.some((each) => each.startsWith(word) || (each.length >= SHORTEST && word.startsWith(each))),
  );
}
