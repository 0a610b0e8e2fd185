import { bookingsOf } from '../booking/index.ts';
import { readContactsOfDay } from '../desk/index.ts';
import { feedbackOfDay } from '../feedback/index.ts';
import { reconcileFigures } from '../figures/index.ts';
import { heldMeetings } from '../groups/index.ts';
import { platformTable, wire } from '../kernel/house.ts';

const { openScope, clock } = wire(process.env);
const platform = platformTable(process.env);
const ports = { openScope, clock, platform, readContactsOfDay, bookingsOf, heldMeetings, feedbackOfDay };

/** Scheduled: daily figures ↔ the facts that they are made of; with a tenant and dates, these. */
export const handler = (event: unknown): Promise<void> => reconcileFigures(ports, event);
