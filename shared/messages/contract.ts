import { defineRoutes } from '../kernel/route.ts';

export const messagesRoutes = defineRoutes('messages', {});
