import { deflateRawSync } from 'node:zlib';
import { packPlan, unpackPlan } from '@ohjaamo/functions/schedule/packedPlan.ts';
import { weekdays } from '@ohjaamo/shared/kernel/codes.ts';
import { describe, expect, it } from 'vitest';
import { plan, rule, worker } from '../support/schedule.ts';

describe('A packed plan', () => {
  const large = plan({
    rules: Array.from({ length: 1200 }, (_, index) =>
      rule(worker(index % 60), { weekday: weekdays[index % 5] ?? 'MON', start: '08:00', end: '16:00' }),
    ),
  });

  it('of the largest house comes back as it was, from less than a fifth of its bytes', () => {
    const packed = packPlan(large);
    expect(unpackPlan({ pk: 'T#a', sk: 'large' }, packed).rules).toEqual(large.rules);
    expect(packed.length * 5).toBeLessThan(JSON.stringify(large).length);
  });

  it('that unfolds without end is refused before it is unfolded', () => {
    const bomb = deflateRawSync(Buffer.alloc(200_000_000, ' '));
    expect(bomb.length).toBeLessThan(400_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(() => unpackPlan({ pk: 'T#a', sk: 'bomb' }, bomb)).toThrow(/larger than/u);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });
});
