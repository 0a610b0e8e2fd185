import { defineRoutes } from '../kernel/route.ts';

export const lineRoutes = defineRoutes('line', {});
