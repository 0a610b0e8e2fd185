import * as z from 'zod';

/** A colour of the municipality, `#rrggbb` in small letters. */
export const colour = z.string().regex(/^#[0-9a-f]{6}$/u);

/** A municipality's own look: the one accent of its public pages. */
export const branding = z.strictObject({ accent: colour });
export type Branding = z.infer<typeof branding>;

/** The least ratio of a text to what is behind it (WCAG 2.2, 1.4.3). */
export const LEAST_CONTRAST = 4.5;

/** What the accent stands on, and stands behind, on the public pages in the light theme. */
const behind = { paper: '#fbf6ef', surface: '#fffdfa' } as const;
const ON_ACCENT = '#ffffff';

/** The tokens of the design that a municipality's accent takes the place of. */
export interface BrandTokens {
  readonly accent: string;
  readonly strong: string;
  readonly soft: string;
}

/** The darker and the lighter shade that go with an accent. */
export function brandTokens(accent: string): BrandTokens {
  return { accent, strong: mixed(accent, '#000000', 0.2), soft: mixed(accent, '#ffffff', 0.86) };
}

/**
 * The lowest ratio that the accent has anywhere on the public pages: as the text of links on paper, cards and its own soft shade,
 * and behind the white text of buttons. Two decimals, cut and not rounded, so that 4.499 is not told to be enough.
 */
export function brandContrast(accent: string): number {
  const { soft } = brandTokens(accent);
  const ratios = [behind.paper, behind.surface, soft, ON_ACCENT].map((other) => contrast(accent, other));
  return Math.floor(Math.min(...ratios) * 100) / 100;
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance"). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = parts(hex).map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** `share` of the way from one colour to another. */
function mixed(from: string, to: string, share: number): string {
  const other = parts(to);
  const hex = parts(from).map((part, index) => {
    const value = Math.round(part + ((other[index] ?? 0) - part) * share);
    return value.toString(16).padStart(2, '0');
  });
  return `#${hex.join('')}`;
}

function parts(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
