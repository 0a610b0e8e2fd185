/** A filter pattern of an event source: for every name the values or rules of which one must fit. */
export type Pattern = Readonly<Record<string, unknown>>;

/**
 * Whether a record fits a filter pattern, as Lambda's event filtering reads it: every name of the pattern must be there
 * with one of the listed values or rules (`prefix`, `suffix`, `exists`, `anything-but`, `numeric`, `equals-ignore-case`).
 */
export function fitsPattern(pattern: unknown, record: unknown): boolean {
  return Object.entries(pattern as Pattern).every(([name, wanted]) => {
    if (name === '$or') return (wanted as unknown[]).some((each) => fitsPattern(each, record));
    const value =
      typeof record === 'object' && record !== null ? (record as Record<string, unknown>)[name] : undefined;
    return Array.isArray(wanted) ? wanted.some((rule) => fitsRule(rule, value)) : fitsPattern(wanted, value);
  });
}

const rules: Readonly<Record<string, (argument: unknown, value: unknown) => boolean>> = {
  prefix: (argument, value) => typeof value === 'string' && value.startsWith(String(argument)),
  suffix: (argument, value) => typeof value === 'string' && value.endsWith(String(argument)),
  exists: (argument, value) => (value !== undefined) === argument,
  'equals-ignore-case': (argument, value) =>
    typeof value === 'string' && value.toLowerCase() === String(argument).toLowerCase(),
  'anything-but': (argument, value) =>
    value !== undefined &&
    !(Array.isArray(argument) ? argument : [argument]).some((each) => fitsRule(each, value)),
  numeric: (argument, value) => fitsNumeric(argument as readonly unknown[], Number(value)),
};

function fitsRule(rule: unknown, value: unknown): boolean {
  if (typeof rule !== 'object' || rule === null) return rule === value;
  return Object.entries(rule).every(([name, argument]) => {
    const check = rules[name];
    if (!check) throw new Error(`The local stack does not know the filter rule ${name}`);
    return check(argument, value);
  });
}

function fitsNumeric(comparisons: readonly unknown[], value: number): boolean {
  if (Number.isNaN(value)) return false;
  for (let index = 0; index < comparisons.length; index += 2) {
    const bound = Number(comparisons[index + 1]);
    const holds = {
      '=': value === bound,
      '<': value < bound,
      '<=': value <= bound,
      '>': value > bound,
      '>=': value >= bound,
    };
    if (!holds[comparisons[index] as keyof typeof holds]) return false;
  }
  return true;
}
