import { defineRoutes } from '../kernel/route.ts';

export const dutyRoutes = defineRoutes('duty', {});
