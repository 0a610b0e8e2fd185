import * as z from 'zod';
import { code } from '../kernel/ids.ts';
import type { Counts } from './counters.ts';
import { distributionOf, percentile, sizeOf } from './distribution.ts';
import { codesOf, groupOf } from './groups.ts';

const count = z.int().min(0);
/** Interpolated between whole days; absent of nothing. */
const midpoint = z.number().optional();

/** M06 in calendar days from asking: to the booked time, and to the first time that was offered. */
export const leadTime = {
  /** Appointments that the lead time is counted of. */
  booked: count,
  leadMedian: midpoint,
  /** Those of them whose first offered time is known (M24). */
  offered: count,
  offeredMedian: midpoint,
};

/** M06 by service, and by home organisation as far as it is known. */
export const leadTimes = z.lazy(() =>
  z.strictObject({
    services: z.array(z.strictObject({ code, ...leadTime })),
    organisations: z.array(z.strictObject({ code, ...leadTime })),
  }),
);

type LeadTime = z.infer<z.ZodObject<typeof leadTime>>;

/** M06 of merged daily rows, or of a group of theirs. */
export function leadTimeOf(counts: Counts): LeadTime {
  const leads = distributionOf(counts, 'lead');
  const offered = distributionOf(counts, 'offered');
  return {
    booked: sizeOf(leads),
    leadMedian: percentile(leads, 0.5),
    offered: sizeOf(offered),
    offeredMedian: percentile(offered, 0.5),
  };
}

/** M06 by its groups, in the order of their codes. */
export function leadTimesOf(counts: Counts): z.infer<typeof leadTimes> {
  const of = (kind: 'service' | 'organisation') =>
    codesOf(counts, kind).map((each) => ({ code: each, ...leadTimeOf(groupOf(counts, `${kind}_${each}`)) }));
  return { services: of('service'), organisations: of('organisation') };
}
