import * as z from 'zod';
import { siteId } from '../kernel/ids.ts';
import { isoWeek, plainDate } from '../kernel/time.ts';
import { siteName } from './siteName.ts';

/** Which week of which site is asked for: by default the reader's own site, and the week that runs. */
export const siteWeekQuery = z.strictObject({ site: siteId.optional(), week: isoWeek.optional() });

/** What every answer about a week of a site begins with: its site, the date there now, and the weeks before and after. */
export const siteWeek = { site: siteName, today: plainDate, week: isoWeek, previous: isoWeek, next: isoWeek };
