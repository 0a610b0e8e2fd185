import { guardianRelations, notificationWays } from '@ohjaamo/shared/cases/minors.ts';
import { identificationMeans } from '@ohjaamo/shared/cases/identification.ts';
import { identification } from '@ohjaamo/shared/kernel/codes.ts';
import { clientId, code, guardianId, notificationId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import * as z from 'zod';

const sealed = z.record(z.string(), z.string());
/** An act on record: what it is named by in its key, when, by whom, and for which organisation. */
const act = { name: z.string(), at: z.string(), by: staffId, owner: code };

/** A guardian of a minor; name and number are sealed, and gone when the guardian was taken out. */
export const guardianRow = z.lazy(() =>
  z.object({
    kind: z.literal('GUARDIAN'),
    id: guardianId,
    ...act,
    relation: z.enum(guardianRelations),
    sealed: sealed.optional(),
    removedAt: z.string().optional(),
  }),
);

/** That a non-disclosure for personal safety or a minor's prohibition began or ended, with the sealed reason. */
export const restrictionRow = z.lazy(() =>
  z.object({
    kind: z.enum(['SHIELD', 'PROHIBITION']),
    ...act,
    inForce: z.boolean(),
    sealed,
  }),
);

/** That a worker saw who the person is, and how. */
export const identifyingRow = z.lazy(() =>
  z.object({
    kind: z.literal('IDENTIFICATION'),
    ...act,
    /** Absent when the person identified by a service. */
    by: staffId.optional(),
    means: z.enum([...identificationMeans, 'SUOMI_FI']),
    level: identification,
  }),
);

/** That the identity code was told, or taken out as wrong, with the sealed reason. */
export const revealRow = z.lazy(() =>
  z.object({ kind: z.enum(['REVEAL', 'CODE_TAKEN_OUT']), ...act, sealed }),
);

/** That child welfare was notified. Restricted: it is in no export before somebody has decided so (1050/2018 §34). */
export const childWelfareRow = z.lazy(() =>
  z.object({
    kind: z.literal('CHILD_WELFARE'),
    id: notificationId,
    ...act,
    notifiedOn: plainDate,
    way: z.enum(notificationWays),
    policeTold: z.boolean(),
    personTold: z.boolean(),
    restricted: z.literal(true),
  }),
);

/** Everything about the person beside the head of the case; it lies in one range of the partition. */
export const personRow = z.discriminatedUnion('kind', [
  guardianRow,
  restrictionRow,
  identifyingRow,
  revealRow,
  childWelfareRow,
]);

/** Whose an identity code is; found by its keyed hash. */
export const identityRow = z.lazy(() => z.object({ clientId }));

export type GuardianRow = z.infer<typeof guardianRow>;
export type RestrictionRow = z.infer<typeof restrictionRow>;
export type ChildWelfareRow = z.infer<typeof childWelfareRow>;
export type PersonRow = z.infer<typeof personRow>;
