import { defineRoutes } from '../kernel/route.ts';

export const plansRoutes = defineRoutes('plans', {});
