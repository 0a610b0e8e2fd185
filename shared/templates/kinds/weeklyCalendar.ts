import * as z from 'zod';
import type { dutyShift } from '../../duty/shifts.ts';
import type { openingHours, weeklyRule } from '../../schedule/plan.ts';
import { defineKind } from '../kind.ts';
import { elementKey, line } from '../version.ts';
import { organisationType } from './organisationType.ts';

/** The schemas of the plan and of duty that a week is made of. */
interface PlanSchemas {
  readonly openingHours: typeof openingHours;
  readonly weeklyRule: typeof weeklyRule;
  readonly dutyShift: typeof dutyShift;
}

/**
 * A week of a house: when which channel is open, which role gives what when, and how many stand on duty. Roles are workers before
 * they have names: with a worker in its place, the hours of a role are weekly hours of the plan.
 */
export function weeklyCalendarKind(of: PlanSchemas) {
  return defineKind({
    schema: week(of),
    lists: {
      '/roles': ['key'],
      '/openings': ['channel', 'weekday', 'opens'],
      '/hours': ['key'],
      '/duty': ['weekday', 'mode', 'start'],
    },
    keysFrom: { '/hours/*/role': '/roles' },
    faults: ({ roles, openings, hours, duty }) => [
      ...hours.flatMap(({ role }, index) =>
        roles.some(({ key }) => key === role)
          ? []
          : [{ pointer: `/hours/${index}/role`, code: 'role_missing' }],
      ),
      ...openings.flatMap(({ opens, closes }, index) =>
        closes > opens ? [] : [{ pointer: `/openings/${index}/closes`, code: 'ends_first' }],
      ),
      ...Object.entries({ hours, duty }).flatMap(([name, stretches]) =>
        stretches.flatMap(({ start, end }, index) =>
          end > start ? [] : [{ pointer: `/${name}/${index}/end`, code: 'ends_first' }],
        ),
      ),
    ],
  });
}

function week(of: PlanSchemas) {
  const { service, mode, weekday, start, end, recurrence } = of.weeklyRule.shape;
  const shift = of.dutyShift.shape;
  return z.strictObject({
    roles: z
      .array(
        z.strictObject({
          key: elementKey,
          title: line(120),
          organisation: organisationType,
          /** How many workers of this role there are, and the share of full-time work of each. */
          workers: z.int().min(1).max(60),
          share: z.number().gt(0).max(1),
          skills: z.array(shift.skills.element).max(20),
        }),
      )
      .min(1)
      .max(60),
    openings: z.array(of.openingHours).min(1).max(100),
    hours: z
      .array(
        z.strictObject({
          key: elementKey,
          role: elementKey,
          ...{ service, mode, weekday, start, end, recurrence },
          note: line(200).exactOptional(),
        }),
      )
      .max(400),
    duty: z
      .array(
        z.strictObject({
          ...{ weekday: shift.weekday, start: shift.start, end: shift.end, mode: shift.mode },
          ...{ service: shift.service, workers: shift.workers, skills: shift.skills },
        }),
      )
      .max(60),
  });
}
