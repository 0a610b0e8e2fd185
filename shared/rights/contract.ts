import { defineRoutes } from '../kernel/route.ts';

export const rightsRoutes = defineRoutes('rights', {});
