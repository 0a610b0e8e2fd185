import { routes } from '@ohjaamo/shared/routes.ts';
import type { View } from '../work/views.ts';

/** The pages of duty; who may open one is read from the route it shows. */
export const dutyParts = {
  rota: { path: 'duty', label: 'duty.part.rota', roles: routes.readRota.access.roles },
  shifts: { path: 'duty/shifts', label: 'duty.part.shifts', roles: routes.readShifts.access.roles },
  areas: { path: 'duty/areas', label: 'duty.part.areas', roles: routes.readWorkAreas.access.roles },
  skills: { path: 'duty/skills', label: 'duty.part.skills', roles: routes.readSkills.access.roles },
} as const satisfies Readonly<Record<string, View>>;
