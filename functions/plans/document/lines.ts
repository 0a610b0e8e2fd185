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
  for (const word of paragraph
    .trim()
    .split(/[\t ]+/u)
    .flatMap((each) => broken(each, width, measure))) {
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
    const rightToLeft = own[index] ?? between(signs, own, index, base);
    const last = pieces.at(-1);
    if (last?.rightToLeft === rightToLeft) last.text += sign;
    else pieces.push({ text: sign, rightToLeft });
  }
  const drawn = pieces.map(({ text, rightToLeft }) => ({
    rightToLeft,
    text: rightToLeft ? turned(text) : text,
  }));
  return base ? drawn.reverse() : drawn;
}

/** Brackets open the other way; the font turns the letters of a right-to-left script, and signs alone it does not know to turn. */
function turned(text: string): string {
  const mirrored = Array.from(text, (sign) => MIRRORED[sign] ?? sign);
  return (RIGHT_TO_LEFT.test(text) ? mirrored : mirrored.reverse()).join('');
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

/**
 * The direction of a sign that has none: that of both neighbours when they agree, else that of the line. A number counts as a
 * neighbour of the line's own direction (rule N1), but what parts its digits, as in a date, stays inside it (rule W4).
 */
function between(
  signs: readonly string[],
  own: readonly (boolean | undefined)[],
  index: number,
  base: boolean,
): boolean {
  const before = own.findLastIndex((each, at) => at < index && each !== undefined);
  const after = own.findIndex((each, at) => at > index && each !== undefined);
  const digits = [before, after].map((at) => DIGIT.test(signs[at] ?? ''));
  const parts = /[.,:/+-]/u.test(signs[index] ?? '') && before === index - 1 && after === index + 1;
  if (parts && digits.every(Boolean)) return false;
  const [one, other] = [before, after].map((at, side) => (digits[side] && base ? true : own[at]));
  return one === other ? (one ?? base) : base;
}
