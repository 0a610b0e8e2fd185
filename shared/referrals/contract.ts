import { defineRoutes } from '../kernel/route.ts';

export const referralsRoutes = defineRoutes('referrals', {});
