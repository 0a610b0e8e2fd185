import { wordsOf } from './speech.ts';

/** What somebody may be in danger of: the own life, or somebody else's violence. */
export const dangers = ['LIFE', 'VIOLENCE'] as const;
export type Danger = (typeof dangers)[number];

/**
 * Words that tell of danger, in the three languages and in everyday speech. Each line is a run of beginnings that follow each other with at
 * most two words between them. It errs on the side of showing who can be called: who meant something else has lost nothing.
 */
const SIGNS: Readonly<Record<Danger, readonly string[]>> = {
  LIFE: [
    'itsemur',
    'itsetuho',
    'itsari',
    'tappaa itse',
    'tapan itse',
    'tappaisin itse',
    'viiltel',
    'satuttaa itse',
    'satutan itse',
    'vahingoit itse',
    'haluan kuol',
    'halua elää',
    'haluu elää',
    'haluu kuol',
    'jaksa elää',
    'jaksa enää elää',
    'kuolla pois',
    'elämä ohi',
    'yliannost',
    'självmord',
    'ta mitt liv',
    'ta livet',
    'döda mig',
    'vill dö',
    'inte leva',
    'orkar leva',
    'skada mig',
    'skadar mig',
    'skär mig',
    'överdos',
    'suicid',
    'kill myself',
    'killing myself',
    'end my life',
    'want to die',
    'wanna die',
    'not want to live',
    'don want to live',
    'hurt myself',
    'hurting myself',
    'harm myself',
    'self-harm',
    'cut myself',
    'cutting myself',
    'overdos',
  ],
  VIOLENCE: [
    'väkival',
    'raiska',
    'hakka',
    'pahoinpid',
    'lyö minu',
    'lyö mua',
    'lyö mu',
    'löi minu',
    'löi mua',
    'löi mu',
    'uhkail',
    'uhkaa tappa',
    'hyväksikäyt',
    'ahdistelee',
    'seksuaalinen ahdist',
    'pakkoavioli',
    'turvako',
    'kuristi',
    'kuristaa',
    'våld',
    'slår mig',
    'slog mig',
    'hotar',
    'tvångsgift',
    'sexuella trakass',
    'övergrepp',
    'violen',
    'hits me',
    'hit me',
    'beats me',
    'beat me',
    'rape',
    'abus',
    'threaten',
    'forced marriage',
    'assault',
  ],
};

/** How many words may stand between two of a run. */
const BETWEEN = 2;

/** The dangers that words tell of, the own life first; none for most. */
export function dangersIn(text: string): Danger[] {
  const words = wordsOf(text);
  return dangers.filter((danger) => SIGNS[danger].some((sign) => follow(words, sign.split(' '))));
}

function follow(words: readonly string[], run: readonly string[]): boolean {
  return words.some((_, start) => {
    let at = start - 1;
    for (const [place, beginning] of run.entries()) {
      const from = at + 1;
      const until = place === 0 ? from + 1 : from + 1 + BETWEEN;
      const found = words.slice(from, until).findIndex((word) => word.startsWith(beginning));
      if (found === -1) return false;
      at = from + found;
    }
    return true;
  });
}
