import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { datedHours, openingException, type SitePlan, weeklyRule } from '@ohjaamo/shared/schedule/plan.ts';
import * as z from 'zod';
import type { Key } from '../kernel/tenancy/keys.ts';

/** What a site itself decides of its plan; absences belong to the workers. */
export type OwnPlan = Omit<SitePlan, 'absences'>;

const ownPlan = z.object({
  hours: z.array(datedHours),
  exceptions: z.array(openingException),
  rules: z.array(weeklyRule),
});

/** Bytes that a plan unpacks to at most, twenty times what a large one has: a row that came with an import may have been made to unfold without end. */
const MOST_UNPACKED = 1_000_000;

/** How many plans one function instance keeps unpacked: a large one takes a few hundred kilobytes. */
const PLANS_KEPT = 50;

const unpacked = new Map<string, { readonly packed: Uint8Array; readonly plan: OwnPlan }>();

/** Packs a plan for its row (JSON, DEFLATE, RFC 1951): 300 weekly rules are 50 KB written out and about 4 KB packed. */
export function packPlan({ hours, exceptions, rules }: OwnPlan): Uint8Array {
  return new Uint8Array(deflateRawSync(JSON.stringify({ hours, exceptions, rules })));
}

/**
 * Unpacks and checks a plan that was read under a key. The plan last unpacked of the same key is given again while its bytes are
 * the same, and only then: what stands in the table is read every time. It is frozen, because several requests share it. Throws where the bytes are no
 * plan, or unfold into more than {@link MOST_UNPACKED}.
 */
export function unpackPlan({ pk, sk }: Key, packed: Uint8Array): OwnPlan {
  const name = `${pk} ${sk}`;
  const known = unpacked.get(name);
  const plan =
    known && Buffer.compare(known.packed, packed) === 0
      ? known.plan
      : frozen(
          ownPlan.parse(
            JSON.parse(inflateRawSync(packed, { maxOutputLength: MOST_UNPACKED }).toString('utf8')),
          ),
        );
  unpacked.delete(name);
  unpacked.set(name, { packed, plan });
  if (unpacked.size > PLANS_KEPT) unpacked.delete(unpacked.keys().next().value ?? '');
  return plan;
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) frozen(part);
    Object.freeze(value);
  }
  return value;
}
