import { channels, topics } from '../kernel/codes.ts';
import type { FigureSet, PublishedCell, PublishedRow } from './contract.ts';
import { byCode } from './facts.ts';

/** Counts below this and above 0 are never shown (domain section 4.5). */
export const THRESHOLD = 5;
const LARGEST_SMALL = THRESHOLD - 1;
/** How many numbers a hidden small count must be able to stand for, at the least. */
const POSSIBLE_SMALL = 3;

/** The numbers of one site's published row. */
export type PublishedFigures = Pick<
  PublishedRow,
  'contacts' | 'contactsByChannel' | 'anonymousPercent' | 'contactsByTopic'
>;

/** What the row is made of. */
export type ExactFigures = Pick<
  FigureSet,
  'contacts' | 'contactsByChannel' | 'anonymous' | 'contactsByTopic'
>;

type Counted<Code extends string> = Readonly<Record<Code, number>>;
type Reason = Extract<PublishedCell, { hidden: unknown }>['hidden'];
/** Which cells of one breakdown to hide; `undefined` when the breakdown is safe only with its total hidden. */
type Hidden<Code extends string> = ReadonlyMap<Code, Reason> | undefined;

/**
 * Disclosure control of one site's quarter (1050/2018 §31, domain section 4.5; k = 5).
 *
 * The rule, which may be public:
 * - 0 is shown; 1–4 is hidden as `SMALL`, in the total, in every channel and in every topic.
 * - Channels add up to the total. While what is shown, together with this very rule, would narrow a small channel down,
 *   the next smallest channel that is not 0 is hidden too, as `PROTECTS_ANOTHER`.
 * - Topics do not add up, but every contact has at least one and none has more topics than there are: a topic that
 *   all contacts but 1–4 have is hidden, and further topics while the shown ones would narrow a small one down.
 * - Where no such set of cells exists, the total is hidden, and with it everything in the row that is not 0.
 * - The anonymous share is shown in whole percent while the total is shown and both the anonymous contacts and the
 *   rest are 0 or at least 5.
 *
 * The promise, proven by test against a reader who knows every shown cell, the labels of the hidden ones and that the
 * smallest are hidden first: each `SMALL` channel can still be at least three of 1, 2, 3 and 4, and by addition alone
 * every hidden channel could be any of at least five numbers.
 *
 * The limits: a reader who replays the whole search, asking of each cell why it had to be hidden, can narrow some small
 * cells down to two numbers (small, small and one more under a total of 9: each small one is 1 or 2). It protects one
 * row of one publication. No total over sites is published, so rows cannot be subtracted from anything. Later versions
 * of the same quarter are held apart by {@link mayReplace}. A reader who knows some of the contacts of a site from
 * elsewhere can take them off; a threshold cannot prevent that.
 */
export function suppress(figures: ExactFigures): PublishedFigures {
  const byChannel = protectAddends(figures.contactsByChannel);
  const byTopic = protectShares(figures.contactsByTopic, figures.contacts);
  if (isSmall(figures.contacts) || !byChannel || !byTopic) return hideRow(figures);
  return {
    contacts: { value: figures.contacts },
    contactsByChannel: byCode(channels, (each) => cell(figures.contactsByChannel[each], byChannel.get(each))),
    anonymousPercent: percentCell(figures.anonymous, figures.contacts),
    contactsByTopic: byCode(topics, (each) => cell(figures.contactsByTopic[each], byTopic.get(each))),
  };
}

function isSmall(count: number): boolean {
  return count > 0 && count < THRESHOLD;
}

function cell(count: number, reason: Reason | undefined): PublishedCell {
  return reason ? { hidden: reason } : { value: count };
}

function reasonOf(count: number): Reason | undefined {
  if (count === 0) return undefined;
  return isSmall(count) ? 'SMALL' : 'PROTECTS_ANOTHER';
}

/** Everything but zeros is hidden: topics and channels alike bound the total from both sides. */
function hideRow(figures: ExactFigures): PublishedFigures {
  const hide = (count: number): PublishedCell => cell(count, reasonOf(count));
  return {
    contacts: hide(figures.contacts),
    contactsByChannel: byCode(channels, (each) => hide(figures.contactsByChannel[each])),
    anonymousPercent: { hidden: isSmall(figures.contacts) ? 'SMALL' : 'PROTECTS_ANOTHER' },
    contactsByTopic: byCode(topics, (each) => hide(figures.contactsByTopic[each])),
  };
}

/** A share of nothing, of a small number or leaving out a small number is hidden. */
function percentCell(part: number, whole: number): PublishedCell {
  if (whole === 0 || isSmall(part) || isSmall(whole - part)) return { hidden: 'SMALL' };
  return { value: Math.round((100 * part) / whole) };
}

/** Hides cells of a breakdown whose addends make the total, the smallest first, until every small one is safe. */
function protectAddends<Code extends string>(counts: Counted<Code>): Hidden<Code> {
  const { hidden, shown } = startingWithSmall(counts);
  while (hidden.size > 0 && !addendsAreSafe(counts, hidden, shown[0])) {
    const next = shown.shift();
    if (next === undefined) return undefined;
    hidden.set(next, 'PROTECTS_ANOTHER');
  }
  return hidden;
}

/**
 * Whether each small cell can still be three of 1–4 or all. The reader knows the sum of the hidden cells, that small ones are 1–4
 * and, from the order of hiding, that the others lie between 5 and the smallest shown one that is not 0.
 */
function addendsAreSafe<Code extends string>(
  counts: Counted<Code>,
  hidden: ReadonlyMap<Code, Reason>,
  smallestShown: Code | undefined,
): boolean {
  const sum = [...hidden.keys()].reduce((total, code) => total + counts[code], 0);
  const small = [...hidden.values()].filter((reason) => reason === 'SMALL').length;
  const others = hidden.size - small;
  const least = small + others * THRESHOLD;
  const most = small * LARGEST_SMALL + others * (smallestShown === undefined ? sum : counts[smallestShown]);
  const largest = Math.min(LARGEST_SMALL, sum - (least - 1));
  const smallest = Math.max(1, sum - (most - LARGEST_SMALL));
  return largest - smallest + 1 >= POSSIBLE_SMALL;
}

/** Hides small topics and those that leave a small rest, then more while the shown ones narrow a small one down. */
function protectShares<Code extends string>(counts: Counted<Code>, whole: number): Hidden<Code> {
  const { hidden, shown } = startingWithSmall(counts);
  const small = hidden.size;
  const open = shown.filter((code) => !isSmall(whole - counts[code]));
  const leavingSmallRest = shown.length - open.length;
  for (const code of shown) if (!open.includes(code)) hidden.set(code, 'PROTECTS_ANOTHER');

  // Each contact has a topic, so the topics add up to the total or more: the hidden ones must be able to, even with a
  // small one low enough to leave it enough numbers.
  const lowSmall = LARGEST_SMALL - POSSIBLE_SMALL + 1;
  const canCover = (): boolean => {
    const byOrder = hidden.size - small - leavingSmallRest;
    const largest = open[0] === undefined ? whole : counts[open[0]];
    const most = LARGEST_SMALL * (small - 1) + leavingSmallRest * (whole - 1) + byOrder * largest;
    return open.reduce((total, code) => total + counts[code], lowSmall + most) >= whole;
  };
  while (small > 0 && !canCover()) {
    const next = open.shift();
    if (next === undefined) return undefined;
    hidden.set(next, 'PROTECTS_ANOTHER');
  }
  return hidden;
}

/** The small cells, hidden, and the codes of the others that are not 0, smallest first. */
function startingWithSmall<Code extends string>(
  counts: Counted<Code>,
): { readonly hidden: Map<Code, Reason>; readonly shown: Code[] } {
  const present = (Object.keys(counts) as Code[]).filter((code) => counts[code] > 0);
  return {
    hidden: new Map(present.filter((code) => isSmall(counts[code])).map((code) => [code, 'SMALL'])),
    shown: present.filter((code) => !isSmall(counts[code])).sort((a, b) => counts[a] - counts[b]),
  };
}

/**
 * Whether a later version of a row may replace the published one: the difference of the two is itself a figure, about
 * the contacts that came or went in between. So every number that both versions show, and the anonymous contacts that
 * their percentages stand for, must have moved by 0 or by the threshold or more; until then the earlier row stays.
 * A cell that one of the two versions hides gives nothing to subtract exactly.
 */
export function mayReplace(published: PublishedFigures, next: PublishedFigures): boolean {
  const pairs = [
    [published.contacts, next.contacts] as const,
    [anonymousContacts(published), anonymousContacts(next)] as const,
    ...channels.map((each) => [published.contactsByChannel[each], next.contactsByChannel[each]] as const),
    ...topics.map((each) => [published.contactsByTopic[each], next.contactsByTopic[each]] as const),
  ];
  return pairs.every(
    ([before, after]) =>
      !('value' in before) || !('value' in after) || !isSmall(Math.abs(after.value - before.value)),
  );
}

/** What a reader makes of the percentage and the total. */
function anonymousContacts({ contacts, anonymousPercent }: PublishedFigures): PublishedCell {
  if (!('value' in contacts) || !('value' in anonymousPercent)) return { hidden: 'SMALL' };
  return { value: Math.round((contacts.value * anonymousPercent.value) / 100) };
}
