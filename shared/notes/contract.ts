import { defineRoutes } from '../kernel/route.ts';

export const notesRoutes = defineRoutes('notes', {});
