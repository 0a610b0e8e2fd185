import { defineRoutes } from '../kernel/route.ts';

export const calendarsRoutes = defineRoutes('calendars', {});
