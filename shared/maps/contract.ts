import { defineRoutes } from '../kernel/route.ts';

export const mapsRoutes = defineRoutes('maps', {});
