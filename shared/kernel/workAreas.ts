import * as z from 'zod';

/** The four areas of work at an Ohjaamo. */
export const workAreas = ['ONLINE_PHONE', 'WALK_IN', 'INDIVIDUAL', 'GROUPS'] as const;
export const workArea = z.enum(workAreas);
export type WorkArea = z.infer<typeof workArea>;
