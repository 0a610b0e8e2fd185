import sheet from './styles/tokens.css?raw';

/** A design token with its value, as the style sheet of the tokens has it. */
export interface Token {
  /** Without the two hyphens: `accent`. */
  readonly name: string;
  readonly value: string;
}

const [light = '', dark = ''] = sheet.split('@media (prefers-color-scheme: dark)');

/** Every token of the light theme, and those that the dark theme changes. */
export const themes = { light: tokensIn(light), dark: tokensIn(dark) } as const;

/** Tokens by what they are: colours, spaces, sizes of text, corners. */
export const kinds = {
  colours: themes.light.filter(({ value }) => value.startsWith('#')),
  spaces: themes.light.filter(({ name }) => name.startsWith('space-')),
  texts: themes.light.filter(({ name }) => name.startsWith('text-')),
  corners: themes.light.filter(({ name }) => name.startsWith('radius-')),
} as const;

function tokensIn(block: string): Token[] {
  return [...block.matchAll(/(?<![\w-])--(\w[\w-]*):([^:;]+);/gu)].map(([, name = '', value = '']) => ({
    name,
    value: value.trim(),
  }));
}

/** The style sheet of the page of the design language: both themes at once, and a sample of every token. */
export function specimenSheet(): string {
  const rule = (selector: string, declarations: string) => `${selector} { ${declarations} }`;
  const variables = (tokens: readonly Token[]) =>
    tokens.map(({ name, value }) => `--${name}: ${value};`).join(' ');
  return [
    rule('.theme--light', `color-scheme: light; ${variables(themes.light)}`),
    rule('.theme--dark', `color-scheme: dark; ${variables(themes.dark)}`),
    ...kinds.colours.map(({ name }) => rule(`.sample--${name}`, `background: var(--${name});`)),
    ...kinds.spaces.map(({ name }) => rule(`.sample--${name}`, `inline-size: var(--${name});`)),
    ...kinds.texts.map(({ name }) => rule(`.sample--${name}`, `font-size: var(--${name});`)),
    ...kinds.corners.map(({ name }) => rule(`.sample--${name}`, `border-radius: var(--${name});`)),
  ].join('\n');
}
