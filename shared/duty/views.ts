import * as z from 'zod';
import { localizedText } from '../kernel/i18n.ts';
import { code, siteId, staffId } from '../kernel/ids.ts';
import { isoWeek, offsetDateTime, plainDate } from '../kernel/time.ts';
import { plannedShares } from './areas.ts';
import { workAreas } from '../kernel/workAreas.ts';
import { passedReasons, placeId, placeReason } from './rota.ts';
import { dutyMode, dutyRules, dutyShift, shiftId } from './shifts.ts';
import { basicSkill, skillCode } from './skills.ts';
import { swap } from './swap.ts';

const siteName = z.strictObject({ id: siteId, name: localizedText });
const person = z.strictObject({ id: staffId, name: z.string() });
const minutes = z.int().min(0);

/** One place as the caller may see it: managers see drafts and reasons, the others what is published. */
export const placeView = z.strictObject({
  id: placeId,
  state: z.enum(['OPEN', 'DRAFT', 'PUBLISHED']),
  staff: person.optional(),
  /** Who stands in the plan still, when the draft says another. */
  published: person.optional(),
  /** Why the worker cannot serve after all: an absence or a booking that came later. */
  trouble: z.enum(passedReasons).optional(),
  why: placeReason
    .omit({ passed: true })
    .extend({
      passed: z.array(z.strictObject({ name: z.string(), ...placeReason.shape.passed.element.shape })),
    })
    .optional(),
});

export const rotaShiftView = z.strictObject({
  shift: shiftId,
  date: plainDate,
  start: offsetDateTime,
  end: offsetDateTime,
  mode: dutyMode,
  service: localizedText,
  /** True when no worker's draft or place of it can be changed any more. */
  begun: z.boolean(),
  standing: z.array(person),
  places: z.array(placeView),
  /** Skills of the shift that nobody in it has. */
  missing: z.array(localizedText),
});

export const rotaWeekView = z.strictObject({
  week: isoWeek,
  monday: plainDate,
  version: z.int(),
  state: z.enum(['EMPTY', 'DRAFT', 'PUBLISHED']),
  open: z.int(),
  canUndo: z.boolean(),
  shifts: z.array(rotaShiftView),
});

export const swapView = z.strictObject({
  ...swap.shape,
  fromName: z.string(),
  toName: z.string(),
  giveShift: z.strictObject({ start: offsetDateTime, end: offsetDateTime, mode: dutyMode }).optional(),
  takeShift: z.strictObject({ start: offsetDateTime, end: offsetDateTime, mode: dutyMode }).optional(),
});

/** How far a worker has come with the turns: minutes of the last twelve weeks and the coming ones shown. */
export const balance = z.strictObject({ staff: person, served: minutes, expected: minutes });

export const rotaView = z.strictObject({
  now: offsetDateTime,
  site: siteName,
  previous: isoWeek,
  next: isoWeek,
  mayEdit: z.boolean(),
  weeks: z.array(rotaWeekView),
  /** All workers for a manager, the caller alone for the others. */
  balances: z.array(balance),
  /** Swaps that the caller has offered or is offered. */
  swaps: z.array(swapView),
  /** Who can be given a place by hand; managers only. */
  staff: z.array(person),
});

export const setupView = z.strictObject({
  site: siteName,
  mayEdit: z.boolean(),
  /** The condition of the next change; 0 = nothing kept yet. */
  version: z.int(),
  rules: dutyRules,
  shifts: z.array(z.strictObject({ ...dutyShift.shape, serviceName: localizedText })),
  /** What a shift can be for: the services by way of duty, with how many workers serve in turn. */
  services: z.array(z.strictObject({ code, name: localizedText, mode: dutyMode, workers: z.int() })),
  skills: z.array(basicSkill),
});

const areaMinutes = z.strictObject(
  Object.fromEntries(workAreas.map((area) => [area, minutes])) as Record<
    (typeof workAreas)[number],
    typeof minutes
  >,
);

export const areaRow = z.strictObject({
  staff: person,
  organisation: localizedText,
  title: z.string(),
  minutes: areaMinutes,
  /** Whole per cents; absent when nothing was done. */
  done: plannedShares.optional(),
  /** Absent while the manager has not set it. */
  planned: plannedShares.optional(),
});

export const areasView = z.strictObject({
  site: siteName,
  month: z.string(),
  from: plainDate,
  /** The last day counted: of the present month, today. */
  to: plainDate,
  mayEdit: z.boolean(),
  rows: z.array(areaRow),
  /** The rows together by home organisation and title; managers only. */
  groups: z.array(
    z.strictObject({
      organisation: localizedText,
      title: z.string(),
      workers: z.int(),
      minutes: areaMinutes,
      done: plannedShares.optional(),
      /** Of those who have a plan, each by the share of full-time work. */
      planned: plannedShares.optional(),
    }),
  ),
});

export const skillsView = z.strictObject({
  site: siteName,
  mayEdit: z.boolean(),
  /** The condition of the next change of the list; 0 = the list that every site begins with. */
  version: z.int(),
  list: z.array(basicSkill),
  /** All workers for a manager, the caller alone for the others. */
  workers: z.array(
    z.strictObject({
      staff: person,
      mine: z.boolean(),
      skills: z.array(
        z.strictObject({
          skill: skillCode,
          knows: z.boolean(),
          source: z.enum(['PROFILE', 'SELF', 'MANAGER', 'NONE']),
          date: plainDate.optional(),
        }),
      ),
    }),
  ),
  /** Coming shifts of four weeks in which a skill is missing. */
  gaps: z.array(
    z.strictObject({
      start: offsetDateTime,
      end: offsetDateTime,
      mode: dutyMode,
      missing: z.array(localizedText),
    }),
  ),
  /** What to train next, largest gain first; managers only. */
  training: z.array(z.strictObject({ staff: person, skill: localizedText, minutes, shifts: z.int().min(1) })),
});

export type RotaView = z.infer<typeof rotaView>;
export type RotaWeekView = z.infer<typeof rotaWeekView>;
export type RotaShiftView = z.infer<typeof rotaShiftView>;
export type PlaceView = z.infer<typeof placeView>;
export type SwapView = z.infer<typeof swapView>;
export type SetupView = z.infer<typeof setupView>;
export type AreasView = z.infer<typeof areasView>;
export type AreaRow = z.infer<typeof areaRow>;
export type SkillsView = z.infer<typeof skillsView>;
