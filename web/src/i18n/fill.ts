/** Values for the `{name}`s of a text. */
export type Values = Readonly<Record<string, string | number>>;

/** The text with its `{name}`s filled; a name without a value stays as it is. Islands use it without the tables of texts. */
export function fill(text: string, values: Values = {}): string {
  return text.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => String(values[name] ?? whole));
}
