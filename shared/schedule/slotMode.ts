import * as z from 'zod';

/** How a rule's hours are used (demo data, `weekly_slots.csv`). `SLOT` is time lent by a partner. */
export const slotMode = z.enum(['WALK_IN', 'BOOKED', 'SLOT', 'PHONE', 'CHAT', 'OUTREACH', 'GROUP']);

export type SlotMode = z.infer<typeof slotMode>;
