import * as z from 'zod';
import { slug } from '../kernel/ids.ts';
import { defineRoutes } from '../kernel/route.ts';
import { isoWeek } from '../kernel/time.ts';
import { appointmentRoutes } from './appointmentRoutes.ts';
import { planRoutes } from './planRoutes.ts';
import { roomRoutes } from './roomRoutes.ts';
import { staffRoutes } from './staffRoutes.ts';
import { sitePage } from './sitePage.ts';

export const scheduleRoutes = defineRoutes('schedule', {
  readSitePage: {
    method: 'GET',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}',
    access: { kind: 'publicTenant' },
    parameters: z.strictObject({ tenantSlug: slug, siteSlug: slug }),
    query: z.strictObject({ week: isoWeek.optional() }),
    response: sitePage,
    status: 200,
    problems: ['not-found'],
  },
  ...planRoutes,
  ...roomRoutes,
  ...appointmentRoutes,
  ...staffRoutes,
});
