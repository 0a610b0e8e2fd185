import type { ComparedArea } from '@ohjaamo/shared/maps/comparison.ts';
import type { Instrument } from '@ohjaamo/shared/maps/instrument.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { textIn } from '../i18n/language.ts';

/** Measures of the picture, in its own units: a phone's width shows them one to one. */
export const WIDTH = 340;
const ROW = 42;
const LEFT = 14;
const RIGHT = 326;
const LINE = 28;

/** One line of the picture: a scale with what was said on it. */
export interface PictureRow {
  readonly key: string;
  readonly label: string;
  readonly lang: Language | undefined;
  readonly top: number;
  readonly line: number;
  readonly before?: Mark;
  readonly after?: Mark;
  readonly strength: boolean;
  readonly wasStrength: boolean;
  readonly help: boolean;
}

interface Mark {
  readonly x: number;
  readonly value: number;
}

/** A picture: its lines, its height, and the steps of the scale. */
export interface Picture {
  readonly rows: readonly PictureRow[];
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly steps: readonly number[];
}

/** Lays out a map, or two over each other, in the order of the rows. `before` is left out for one map alone. */
export function pictureOf(
  rows: readonly Pick<ComparedArea, 'area' | 'before' | 'after'>[],
  { min, max }: Instrument['scale'],
  language: Language,
): Picture {
  const x = (value: number): number => Math.round(LEFT + ((RIGHT - LEFT) * (value - min)) / (max - min));
  const mark = (value: number | undefined): Mark | undefined =>
    value === undefined ? undefined : { x: x(value), value };
  return {
    height: rows.length * ROW + 6,
    left: LEFT,
    right: RIGHT,
    steps: Array.from({ length: max - min + 1 }, (_, step) => x(min + step)),
    rows: rows.map(({ area, before, after }, index) => {
      const name = textIn(area.name, language);
      const [one, other] = [mark(before?.value), mark(after?.value)];
      return {
        key: area.key,
        label: name.text,
        lang: name.lang,
        top: index * ROW + 15,
        line: index * ROW + LINE + 4,
        ...(one && { before: one }),
        ...(other && { after: other }),
        strength: after?.strength ?? false,
        wasStrength: before?.strength ?? false,
        help: after?.help ?? false,
      };
    }),
  };
}
