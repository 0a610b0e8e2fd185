import { checkSync } from 'recheck';
import { describe, expect, it } from 'vitest';
import { contractExpressions, type Expression, madeExpressions, writtenExpressions } from './expressions.ts';

// The same engine on every machine, rather than a program of its own where there is one.
process.env['RECHECK_BACKEND'] = 'pure';

/**
 * What an attack would cost: the search ends after so many steps of the matcher, never by the clock, so that a busy machine finds what an idle
 * one finds.
 */
const BOUNDS = { incubationLimit: 25_000, attackLimit: 5_000_000, timeout: 10 * 60_000 } as const;

function costOf({ source, flags }: Pick<Expression, 'source' | 'flags'>): string {
  const found = checkSync(source, flags, BOUNDS);
  return found.status === 'vulnerable'
    ? `${found.complexity.summary}: ${found.attack.pattern}`
    : found.status;
}

const known = [
  ...writtenExpressions(),
  ...(await madeExpressions(() => import('@ohjaamo/shared/routes.ts'))),
  ...contractExpressions(),
];
const expressions = [...new Map(known.map((each) => [`/${each.source}/${each.flags}`, each])).entries()];

describe('What a regular expression costs', () => {
  it('is found out for those that cost more than the length of what they read', () => {
    expect(costOf({ source: '^(?:a+)+$', flags: 'u' })).toContain('exponential');
    expect(costOf({ source: '-+$', flags: 'u' })).toContain('polynomial');
    expect(expressions.length).toBeGreaterThan(150);
  });

  it.each(expressions)('%s never grows faster than what it reads', (_, expression) => {
    expect(costOf(expression), expression.where).toBe('safe');
  });
});
