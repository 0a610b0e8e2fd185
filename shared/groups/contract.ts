import { defineRoutes } from '../kernel/route.ts';

export const groupsRoutes = defineRoutes('groups', {});
