import type { catalogueRoutes } from '@ohjaamo/shared/catalogue/contract.ts';
import { ages } from '@ohjaamo/shared/catalogue/finder/find.ts';
import { LONGEST_WORDS } from '@ohjaamo/shared/catalogue/finder/routes.ts';
import { searchTopics } from '@ohjaamo/shared/catalogue/finder/speech.ts';
import { type Language, languages } from '@ohjaamo/shared/kernel/i18n.ts';
import type { ResponseOf } from '@ohjaamo/shared/kernel/route.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { textOf, textsOf } from '../../work/form.ts';

/** What the finder answered. */
export type Found = ResponseOf<(typeof catalogueRoutes)['findServices']>;

/** What somebody has told the finder, as it stands in the form. */
export interface Told {
  readonly words: string;
  readonly topics: readonly string[];
  readonly age: string;
  readonly spoken: string;
}

export const nothingTold: Told = { words: '', topics: [], age: '', spoken: '' };

/** What a sent form tells. */
export function readTold(form: FormData): Told {
  return {
    words: textOf(form, 'words'),
    topics: textsOf(form, 'topics'),
    age: textOf(form, 'age'),
    spoken: textOf(form, 'spoken'),
  };
}

/** Why the form cannot be asked with; `undefined` when it can. */
export function faultIn({ words, topics }: Told): MessageKey | undefined {
  if (words === '' && topics.length === 0) return 'finder.empty';
  return words.length > LONGEST_WORDS ? 'form.tooLong' : undefined;
}

/** The question to the API: choices that the form does not have are left out. */
export function questionOf({ words, topics, age, spoken }: Told, language: Language) {
  const known = { age: ages.find((each) => each === age), spoken: languages.find((each) => each === spoken) };
  return {
    ...(words !== '' && { words }),
    language,
    topics: searchTopics.filter((each) => topics.includes(each)),
    ...(known.age && { age: known.age }),
    ...(known.spoken && { spoken: known.spoken }),
  };
}
