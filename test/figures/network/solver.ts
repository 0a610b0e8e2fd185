import highs from 'highs';

/** `coefficient × variable` each. */
export type Terms = readonly (readonly [coefficient: number, variable: string])[];

/** What somebody knows: sums, and between which numbers each whole number lies. */
export interface Knowledge {
  readonly rules: { terms: Terms; is: '=' | '>=' | '<='; value: number }[];
  readonly bounds: Map<string, readonly [least: number, most: number]>;
}

const solver = await highs();

function text(terms: Terms): string {
  return terms.map(([by, name]) => `${by < 0 ? '-' : '+'} ${String(Math.abs(by))} ${name}`).join(' ');
}

/** The smallest and largest whole number that a variable can be, given the knowledge: integer programming by HiGHS. */
export function intervalOf(variable: string, { rules, bounds }: Knowledge): readonly [number, number] {
  const body = [
    'Subject To',
    ...rules.map(({ terms, is, value }, at) => ` r${String(at)}: ${text(terms)} ${is} ${String(value)}`),
    'Bounds',
    ...[...bounds].map(([name, [least, most]]) => ` ${String(least)} <= ${name} <= ${String(most)}`),
    'General',
    ` ${[...bounds.keys()].join(' ')}`,
    'End',
  ].join('\n');
  const [least, most] = (['Minimize', 'Maximize'] as const).map((way) => {
    const found = solver.solve(`${way}\n goal: ${variable}\n${body}`, { output_flag: false });
    if (found.Status !== 'Optimal')
      throw new Error(`The published numbers contradict each other: ${found.Status}`);
    return Math.round(found.ObjectiveValue);
  });
  return [least ?? Number.NaN, most ?? Number.NaN];
}
