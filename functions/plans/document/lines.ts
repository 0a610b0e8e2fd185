/** A piece of a line in one direction. Pieces stand in the order they are drawn, from left to right. */
export interface Piece {
  readonly text: string;
  readonly rightToLeft: boolean;
}

/** A line as it is drawn. */
export interface Line {
  readonly pieces: readonly Piece[];
  /** The line begins at the right. */
  readonly rightToLeft: boolean;
}

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const STRONG = /[\p{L}\p{N}]/u;
const DIGIT = /\p{Nd}/u;
const MIRRORED: Readonly<Record<string, string>> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '«': '»',
  '»': '«',
  '<': '>',
  '>': '<',
};
const graphemes = new Intl.Segmenter('fi', { granularity: 'grapheme' });

/** Whether a text has letters that are written from right to left. */
export function isRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/**
 * Breaks a text into lines of `width` points and orders each for drawing: a simple form of the Unicode bidirectional algorithm
 * (UAX #9) with one level of each direction, which texts of several words and dates in Arabic or Hebrew need.
 *
 * @param measure width of a text in points
 */
export function linesOf(text: string, width: number, measure: (text: string) => number): Line[] {
  return text.split('\n').flatMap((paragraph) => {
    const rightToLeft = beginsRightToLeft(paragraph);
    return wrap(paragraph, width, measure).map((line) => ({
      rightToLeft,
      pieces: ordered(line, rightToLeft),
    }));
  });
}

/**
 * A text with what the font cannot draw as a white square, once for each sign a reader sees; signs that only choose the look of
 * the one before are left out.
 */
export function drawable(text: string, draws: (codePoint: number) => boolean): string {
  return [...graphemes.segment(text)]
    .map(({ segment }) => {
      const plain = segment.replaceAll(/[\uFE0E\uFE0F]/gu, '');
      if (plain === '\n') return plain;
      const known = Array.from(plain).every((sign) => draws(sign.codePointAt(0) ?? 0));
      return known ? plain : '□';
    })
    .join('');
}

function wrap(paragraph: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/[\t ]+/u).flatMap((each) => broken(each, width, measure))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measure(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** A word that is wider than a line, in pieces that are not. */
function broken(word: string, width: number, measure: (text: string) => number): string[] {
  if (measure(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of graphemes.segment(word)) {
    if (piece !== '' && measure(piece + segment) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece];
}

function beginsRightToLeft(text: string): boolean {
  const first = Array.from(text).find((sign) => STRONG.test(sign) && !DIGIT.test(sign));
  return first !== undefined && RIGHT_TO_LEFT.test(first);
}

/** The pieces of a line from left to right. Signs between two pieces go with both when they agree, else with the line. */
function ordered(line: string, base: boolean): Piece[] {
  const signs = Array.from(line);
  const own = directionsOf(signs);
  const pieces: { text: string; rightToLeft: boolean }[] = [];
  for (const [index, sign] of signs.entries()) {
    const rightToLeft = own[index] ?? between(own, index, base);
    const last = pieces.at(-1);
    if (last?.rightToLeft === rightToLeft) last.text += sign;
    else pieces.push({ text: sign, rightToLeft });
  }
  const drawn = pieces.map(({ text, rightToLeft }) => ({
    rightToLeft,
    text: rightToLeft ? text.replaceAll(/[()[\]«»<>]/gu, (sign) => MIRRORED[sign] ?? sign) : text,
  }));
  return base ? drawn.reverse() : drawn;
}

/** Which signs go from right to left by themselves, which from left to right; a mark goes with the sign it is written on. */
function directionsOf(signs: readonly string[]): (boolean | undefined)[] {
  const own: (boolean | undefined)[] = [];
  for (const sign of signs) {
    if (RIGHT_TO_LEFT.test(sign)) own.push(true);
    else if (/\p{M}/u.test(sign)) own.push(own.at(-1));
    else own.push(STRONG.test(sign) ? false : undefined);
  }
  return own;
}

function between(own: readonly (boolean | undefined)[], index: number, base: boolean): boolean {
  const before = own.slice(0, index).findLast((each) => each !== undefined);
  const after = own.slice(index + 1).find((each) => each !== undefined);
  return before === after ? (before ?? base) : base;
}
