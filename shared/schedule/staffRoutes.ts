import * as z from 'zod';
import { localizedText } from '../kernel/i18n.ts';
import { code, staffId } from '../kernel/ids.ts';
import { isoWeek, plainDate, plainTime } from '../kernel/time.ts';
import { absence } from './plan.ts';

const day = z.strictObject({ date: plainDate, planned: z.int(), away: z.int() });

export const staffRoutes = {
  /** The hours of an organisation's workers in a week, for whoever manages them there. No client, topic or booking is in them. */
  readStaffHours: {
    method: 'GET',
    path: '/api/staff-hours',
    access: { kind: 'session', roles: ['STAFF_MANAGER'] },
    query: z.strictObject({ week: isoWeek.optional() }),
    response: z.lazy(() =>
      z.strictObject({
        organisation: z.strictObject({ code, name: localizedText }),
        week: isoWeek,
        previous: isoWeek,
        next: isoWeek,
        /** True for the week that today is in. */
        isThisWeek: z.boolean(),
        /** The workers whose home organisation it is, by name; minutes by date. */
        staff: z.array(
          z.strictObject({
            id: staffId,
            name: z.string(),
            /** Where the calendar is. */
            site: localizedText.optional(),
            days: z.array(day),
            absences: z.array(
              z.strictObject({
                from: plainDate,
                to: plainDate,
                start: plainTime.optional(),
                end: plainTime.optional(),
                kind: absence.shape.kind,
              }),
            ),
          }),
        ),
      }),
    ),
    status: 200,
    /** `not-found`: a week that the year does not have, or nobody of the list of workers. */
    problems: ['not-found'],
  },
} as const;
