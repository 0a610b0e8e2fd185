import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Counted, OwnCounted } from '@ohjaamo/shared/figures/counters.ts';
import {
  appointmentCounts,
  appointmentFact,
  contactCounts,
  contactFact,
  sessionCounts,
  sessionFact,
} from '@ohjaamo/shared/figures/facts.ts';
import {
  feedbackCounts,
  feedbackFact,
  invitationCounts,
  invitationFact,
} from '@ohjaamo/shared/figures/feedbackFacts.ts';
import { ownOf } from '@ohjaamo/shared/figures/ownWork.ts';
import { staffId, type TenantId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';
import { tenantOfKey } from '../kernel/tenancy/keys.ts';

/** What one revision of a fact counts for. */
export interface Revision {
  readonly id: string;
  readonly revision: number;
  readonly counted: Counted;
  /** The same in the own work of everybody who took part. */
  readonly own: readonly OwnCounted[];
}

/** A change of a fact as the stream of the Work table tells it. */
export interface FactChange {
  readonly tenantId: TenantId;
  readonly before: Revision | undefined;
  readonly after: Revision;
}

const named = { id: z.string().min(1) };
const revised = { ...named, revision: z.int().min(1) };
const workers = z.array(staffId);

/** Each kind of fact with how its record is read. */
const facts = {
  CONTACT: contactFact
    .extend({ ...revised, staffIds: workers })
    .transform(({ id, revision, staffIds, ...fact }): Revision => {
      const counted = contactCounts(fact);
      return { id, revision, counted, own: ownOf(counted, staffIds) };
    }),
  BOOKING: appointmentFact
    .extend({ ...named, version: z.int().min(1), staffId, alongside: workers.default([]) })
    .transform(({ id, version, staffId: worker, alongside, ...fact }): Revision => {
      const counted = appointmentCounts(fact);
      return { id, revision: version, counted, own: ownOf(counted, [worker, ...alongside]) };
    }),
  MEETING: sessionFact
    .extend({ ...revised, leaders: workers })
    .transform(({ id, revision, leaders, ...fact }): Revision => {
      const counted = sessionCounts(fact);
      return { id, revision, counted, own: ownOf(counted, leaders) };
    }),
  FEEDBACK: feedbackFact.extend(revised).transform(({ id, revision, ...fact }): Revision => ({
    id,
    revision,
    counted: feedbackCounts(fact),
    own: [],
  })),
  FEEDBACK_INVITATION: invitationFact.extend(revised).transform(({ id, revision, ...fact }): Revision => ({
    id,
    revision,
    counted: invitationCounts(fact),
    own: [],
  })),
} as const;

/** Kinds of records that are facts: what the aggregator follows. */
const factKinds = Object.keys(facts) as (keyof typeof facts)[];

/** What a record of one of these kinds counts for. */
export function factOf(record: { readonly kind: (typeof factKinds)[number] }): Revision {
  return facts[record.kind].parse(record);
}

const streamImage = z.object({ pk: z.string(), kind: z.string() });

/**
 * Reads a stream record. `undefined` when it tells of something else than a fact, or of a fact's removal: whoever
 * erases a fact leaves the figures as they were. Throws on a fact that cannot be read.
 */
export function readFactChange({
  dynamodb: { NewImage, OldImage } = {},
}: DynamoDBRecord): FactChange | undefined {
  if (!NewImage) return undefined;
  const [after, before] = [NewImage, OldImage].map(
    (image) => image && unmarshall(image as Parameters<typeof unmarshall>[0]),
  );
  const { pk, kind } = streamImage.parse(after);
  const known = factKinds.find((each) => each === kind);
  if (!known) return undefined;
  return {
    tenantId: tenantId.parse(tenantOfKey(pk)),
    before: before && facts[known].parse(before),
    after: facts[known].parse(after),
  };
}
