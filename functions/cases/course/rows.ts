import { erasureGrounds } from '@ohjaamo/shared/cases/retention.ts';
import { destinations, followUpMonths } from '@ohjaamo/shared/cases/episode.ts';
import { clientId, code, episodeId, handoverId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import * as z from 'zod';

const sealed = z.record(z.string(), z.string());

/** How things were three or six months after an episode. */
export const followUpRow = z.lazy(() =>
  z.object({
    kind: z.literal('FOLLOW_UP'),
    episode: episodeId,
    months: z.literal(followUpMonths),
    on: plainDate,
    at: z.string(),
    by: staffId,
    /** Code of the organisation of whoever asked. */
    owner: code,
    reached: z.boolean(),
    destination: z.enum(destinations).optional(),
    sealed,
  }),
);
export type FollowUpRow = z.infer<typeof followUpRow>;

/** What was agreed about the time after the service; to whom, and what, are sealed. */
export const handoverRow = z.lazy(() =>
  z.object({
    kind: z.literal('HANDOVER'),
    id: handoverId,
    at: z.string(),
    by: staffId,
    owner: code,
    sealed,
  }),
);
export type HandoverRow = z.infer<typeof handoverRow>;

/** A legal hold, standing or ended; the reasons are sealed. */
export const holdRow = z.lazy(() =>
  z.object({
    kind: z.literal('HOLD'),
    held: z.boolean(),
    at: z.string(),
    on: plainDate,
    by: staffId,
    sealed,
  }),
);
export type HoldRow = z.infer<typeof holdRow>;

/** What stands in place of a client from the moment of erasure until nothing is left: an erasure that died goes on from it. */
export const erasureRow = z.lazy(() =>
  z.object({
    kind: z.literal('ERASURE'),
    id: clientId,
    at: z.string(),
    ground: z.enum([...erasureGrounds, 'TERM']),
    /** Records that were taken into this one, which go with it. */
    mergedFrom: z.array(clientId),
  }),
);
export type ErasureRow = z.infer<typeof erasureRow>;

/** Sort keys of the course's own rows in a client's partition. All sort outside the head. */
export const courseKeys = {
  followUp: (episode: string, months: number): string => `FOLLOW_UP#${episode}#${String(months)}`,
  handover: (id: string): string => `HANDOVER#${id}`,
  hold: (at: string): string => `HOLD#${at}`,
  erasure: 'ERASURE',
} as const;
