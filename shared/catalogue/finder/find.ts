import type { LocalizedText } from '../../kernel/i18n.ts';
import { wordInDescription, topicsOf } from './about.ts';
import type { SearchTopic, Understood } from './speech.ts';

/** How old somebody is, as far as it decides what fits; whoever does not say is taken for one whom everything for the young fits. */
export const ages = ['UNDER_18', '18_29', '30_PLUS'] as const;
export type Age = (typeof ages)[number];

/** What is looked for. */
export interface Wanted {
  readonly understood: readonly Understood[];
  /** The words themselves, for names and descriptions that hold them. */
  readonly words: readonly string[];
  readonly age?: Age | undefined;
  /** The language that is to be spoken, an ISO 639-1 code; absent = it does not matter. */
  readonly spoken?: string | undefined;
}

/** What can be found: a service of the municipality's own sites, or one of the catalogue. */
export interface Findable {
  readonly id: string;
  readonly name: LocalizedText;
  readonly summary?: LocalizedText | undefined;
  /** Codes of service classes, e.g. `P5.7`. */
  readonly classes: readonly string[];
  /** Languages in which it is given, or described where nobody knows more. */
  readonly languages: readonly string[];
  /** Target groups of the catalogue, e.g. `KR1.3`; none = for everybody. */
  readonly targetGroups?: readonly string[] | undefined;
  /** The site's own services are for people under 30. */
  readonly isOwn: boolean;
}

/** Why something is shown, for the page to say. */
export type Reason =
  | { readonly by: 'TOPIC'; readonly topic: SearchTopic; readonly word?: string | undefined }
  | { readonly by: 'NAME'; readonly word: string }
  | { readonly by: 'GENERAL' };

/** Something that fits, with the reason. */
export interface Match<F extends Findable> {
  readonly found: F;
  readonly reason: Reason;
}

/** General guidance: whatever it is about, somebody is there (PTV: Ohjaamo centres and youth guidance, outreach youth work). */
const GENERAL = ['P28.5', 'P28.4'];

/** Target groups that nobody under 30 is of by being young: older people, Finns abroad, companies, authorities. */
const OF_OTHERS = ['KR1.1', 'KR1.5', 'KR2', 'KR3'];
const CHILDREN = 'KR1.2';
const YOUNG = 'KR1.3';

/** Whether something is for somebody of this age, in this language. What does not fit is shown to nobody, however well its words match. */
export function fits(each: Findable, { age, spoken }: Pick<Wanted, 'age' | 'spoken'>): boolean {
  if (spoken !== undefined && !each.languages.includes(spoken)) return false;
  if (each.isOwn) return age !== '30_PLUS';
  return isForAge(each.targetGroups ?? [], age);
}

function isForAge(groups: readonly string[], age: Age | undefined): boolean {
  // The catalogue names the group above beside the groups below it: where there are some below, those say whom it is for.
  const named = groups.filter(
    (group) => group !== 'KR1' || !groups.some((other) => other.startsWith('KR1.')),
  );
  if (named.length === 0) return true;
  return named.some((group) => {
    if (OF_OTHERS.some((other) => isWithin(group, other))) return false;
    if (isWithin(group, CHILDREN)) return age === undefined || age === 'UNDER_18';
    return !isWithin(group, YOUNG) || age !== '30_PLUS';
  });
}

/**
 * What fits of what there is, with the reason for each; the best first. A service fits the search by a topic that was understood or
 * by a word that stands in its name; where nothing does, the general guidance is given, so that nobody is sent away. The order is that of the
 * topics as they were told, then of names; it does not depend on the order of what comes in.
 */
export function find<F extends Findable>(all: readonly F[], wanted: Wanted): Match<F>[] {
  const fitting = all.filter((each) => fits(each, wanted));
  const matched = fitting.flatMap((each) => {
    const score = scoreOf(each, wanted);
    return score ? [{ found: each, ...score }] : [];
  });
  matched.sort((one, other) => one.rank - other.rank || byName(one.found, other.found));
  return matched.map(({ found, reason }) => ({ found, reason }));
}

/** General guidance that fits, for whoever was not understood, or beside what was found. */
export function general<F extends Findable>(all: readonly F[], wanted: Wanted): Match<F>[] {
  return all
    .filter((each) => fits(each, wanted) && GENERAL.some((code) => each.classes.includes(code)))
    .sort(byName)
    .map((found) => ({ found, reason: { by: 'GENERAL' } as const }));
}

function scoreOf(
  each: Findable,
  { understood, words }: Wanted,
): { rank: number; reason: Reason } | undefined {
  const about = topicsOf(each);
  const place = understood.findIndex(({ topic }) => about.includes(topic));
  const told = understood[place];
  const named = wordInDescription(each, words);
  // A name that holds the very word stands before what shares its topic.
  const rank = (told ? place : understood.length) * 2 - (named === undefined ? 0 : 1);
  if (told) return { rank, reason: { by: 'TOPIC', ...told } };
  return named === undefined ? undefined : { rank, reason: { by: 'NAME', word: named } };
}

function byName(one: Findable, other: Findable): number {
  const name = ({ name: { fi, sv, en } }: Findable): string => fi ?? sv ?? en ?? '';
  return name(one).localeCompare(name(other), 'fi') || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}

const isWithin = (group: string, above: string): boolean => group === above || group.startsWith(`${above}.`);
