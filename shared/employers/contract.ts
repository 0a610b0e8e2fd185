import { defineRoutes } from '../kernel/route.ts';

export const employersRoutes = defineRoutes('employers', {});
