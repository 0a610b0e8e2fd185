import { defineRoutes } from '../kernel/route.ts';
import { registerRoutes } from './registerRoutes.ts';
import { workRoutes } from './workRoutes.ts';

export const employersRoutes = defineRoutes('employers', { ...registerRoutes, ...workRoutes });
