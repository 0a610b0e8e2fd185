import { defineRoutes } from '../kernel/route.ts';

export const outreachRoutes = defineRoutes('outreach', {});
