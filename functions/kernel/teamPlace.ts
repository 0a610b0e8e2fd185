import { staffId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';

/** A worker's place in a client's team, as it stands on the client's row. */
export const teamPlace = z.object({
  staffId,
  part: z.enum(['NAMED', 'DEPUTY', 'TEAM']),
  /** Joined by accepting a referral: it counts as long as that one does. */
  throughReferral: z.literal(true).optional(),
});
