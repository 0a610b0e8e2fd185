import * as z from 'zod';
import { siteId, staffId } from '../kernel/ids.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { defineRoutes } from '../kernel/route.ts';
import { isoWeek } from '../kernel/time.ts';
import { plannedShares } from './areas.ts';
import { placeId } from './rota.ts';
import { dutyRules, dutyShift, shiftId } from './shifts.ts';
import { basicSkill, skillCode } from './skills.ts';
import { swapAnswer, swapId } from './swap.ts';
import { areasView, rotaView, rotaWeekView, setupView, skillsView, swapView } from './views.ts';

const managers = ['SITE_MANAGER', 'TENANT_ADMIN'] as const satisfies readonly TenantRole[];
const workers = [...managers, 'COUNSELLOR', 'OUTREACH_WORKER'] as const satisfies readonly TenantRole[];
const everyone = [...workers, 'PARTNER_WORKER'] as const satisfies readonly TenantRole[];

const atSite = z.strictObject({ siteId });
const version = z.int().min(0);
/** The week that is changed, over the version that was seen; a week that changed meanwhile is `stale-version`. */
const weekSeen = { week: isoWeek, version };

/** How many weeks the rota shows and fills at once. */
export const WEEKS_SHOWN = 4;

export const dutyRoutes = defineRoutes('duty', {
  /** Four weeks of a site's duty from `week`, the present one when absent. */
  readRota: {
    method: 'GET',
    path: '/api/duty/sites/{siteId}/rota',
    access: { kind: 'session', roles: everyone },
    parameters: atSite,
    query: z.strictObject({ week: isoWeek.optional() }),
    response: rotaView,
    status: 200,
    problems: ['not-found'],
  },
  /** Fills the open places of four weeks by fair turn, as a draft. Nothing that stands and still can is touched. */
  fillRota: {
    method: 'POST',
    path: '/api/duty/sites/{siteId}/rota/fill',
    access: { kind: 'session', roles: managers },
    parameters: atSite,
    body: z.strictObject({ week: isoWeek }),
    response: rotaView,
    status: 200,
    problems: ['not-found', 'stale-version'],
    audit: { action: 'FILL_DUTY' },
  },
  /** Puts a week's drafts into the site's plan. A week that is published already as it stands is answered as it is. */
  publishRota: {
    method: 'POST',
    path: '/api/duty/sites/{siteId}/rota/publish',
    access: { kind: 'session', roles: managers },
    parameters: atSite,
    body: z.strictObject(weekSeen),
    response: rotaWeekView,
    status: 200,
    problems: ['not-found', 'stale-version', 'plan-conflict'],
    audit: { action: 'PUBLISH_DUTY' },
  },
  discardRota: {
    method: 'POST',
    path: '/api/duty/sites/{siteId}/rota/discard',
    access: { kind: 'session', roles: managers },
    parameters: atSite,
    body: z.strictObject(weekSeen),
    response: rotaWeekView,
    status: 200,
    problems: ['not-found', 'stale-version'],
    audit: { action: 'CHANGE_DUTY' },
  },
  /** Gives a place to somebody by hand, or to nobody; a draft until it is published. */
  assignDuty: {
    method: 'POST',
    path: '/api/duty/sites/{siteId}/rota/assign',
    access: { kind: 'session', roles: managers },
    parameters: atSite,
    body: z.strictObject({ ...weekSeen, place: placeId, staffId: staffId.optional() }),
    response: rotaWeekView,
    status: 200,
    problems: ['not-found', 'stale-version', 'state-conflict', 'plan-conflict'],
    audit: { action: 'CHANGE_DUTY' },
  },
  /** Takes the last change made by hand back. */
  undoDuty: {
    method: 'POST',
    path: '/api/duty/sites/{siteId}/rota/undo',
    access: { kind: 'session', roles: managers },
    parameters: atSite,
    body: z.strictObject(weekSeen),
    response: rotaWeekView,
    status: 200,
    problems: ['not-found', 'stale-version', 'state-conflict'],
    audit: { action: 'CHANGE_DUTY' },
  },
  /** Offers an own published place to a colleague, for one of the colleague's or for nothing. */
  proposeSwap: {
    method: 'POST',
    path: '/api/duty/sites/{siteId}/swaps',
    access: { kind: 'session', roles: workers },
    parameters: atSite,
    body: z.strictObject({
      /** Chosen by the caller: the idempotency key. */
      swapId,
      to: staffId,
      give: placeId,
      take: placeId.optional(),
    }),
    response: swapView,
    status: 201,
    problems: ['not-found', 'state-conflict', 'plan-conflict', 'id-already-used'],
    audit: { action: 'PROPOSE_SWAP' },
  },
  /** Accepting changes the plan at once; declining and withdrawing change nothing else. */
  answerSwap: {
    method: 'POST',
    path: '/api/duty/sites/{siteId}/swaps/{swapId}/answer',
    access: { kind: 'session', roles: workers },
    parameters: z.strictObject({ siteId, swapId }),
    body: z.strictObject({ answer: swapAnswer }),
    response: swapView,
    status: 200,
    problems: ['not-found', 'state-conflict', 'plan-conflict'],
    audit: { action: 'ANSWER_SWAP' },
  },
  readShifts: {
    method: 'GET',
    path: '/api/duty/sites/{siteId}/shifts',
    access: { kind: 'session', roles: everyone },
    parameters: atSite,
    response: setupView,
    status: 200,
    problems: ['not-found'],
  },
  /** Adds a shift or changes the one of this id. */
  saveShift: {
    method: 'POST',
    path: '/api/duty/sites/{siteId}/shifts',
    access: { kind: 'session', roles: managers },
    parameters: atSite,
    body: z.strictObject({ version, shift: dutyShift }),
    response: setupView,
    status: 201,
    problems: ['not-found', 'stale-version', 'invalid-request'],
    audit: { action: 'CHANGE_DUTY_SHIFTS' },
  },
  /** Takes a shift away. Places of it that are published go when their weeks are published the next time. */
  removeShift: {
    method: 'POST',
    path: '/api/duty/sites/{siteId}/shifts/{shiftId}/remove',
    access: { kind: 'session', roles: managers },
    parameters: z.strictObject({ siteId, shiftId }),
    body: z.strictObject({ version }),
    response: setupView,
    status: 200,
    problems: ['not-found', 'stale-version'],
    audit: { action: 'CHANGE_DUTY_SHIFTS' },
  },
  saveDutyRules: {
    method: 'POST',
    path: '/api/duty/sites/{siteId}/rules',
    access: { kind: 'session', roles: managers },
    parameters: atSite,
    body: z.strictObject({ version, rules: dutyRules }),
    response: setupView,
    status: 200,
    problems: ['not-found', 'stale-version'],
    audit: { action: 'CHANGE_DUTY_SHIFTS' },
  },
  /** The four areas of work in a month; a manager sees all, the others themselves. */
  readWorkAreas: {
    method: 'GET',
    path: '/api/duty/sites/{siteId}/areas',
    access: { kind: 'session', roles: workers },
    parameters: atSite,
    query: z.strictObject({
      month: z
        .string()
        .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/u)
        .optional(),
    }),
    response: areasView,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_WORK_AREAS' },
  },
  /** Sets a worker's planned shares; they make 100 per cent. */
  planWorkAreas: {
    method: 'POST',
    path: '/api/duty/sites/{siteId}/areas/planned',
    access: { kind: 'session', roles: managers },
    parameters: atSite,
    body: z.strictObject({ staffId, shares: plannedShares }),
    response: z.strictObject({ staffId, shares: plannedShares }),
    status: 200,
    problems: ['not-found', 'invalid-request'],
    audit: { action: 'PLAN_WORK_AREAS' },
  },
  readSkills: {
    method: 'GET',
    path: '/api/duty/sites/{siteId}/skills',
    access: { kind: 'session', roles: workers },
    parameters: atSite,
    response: skillsView,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_SKILLS' },
  },
  /** Says whether a worker has a basic skill: of oneself, or a manager of anybody. The last word counts. */
  confirmSkill: {
    method: 'POST',
    path: '/api/duty/sites/{siteId}/skills/confirmations',
    access: { kind: 'session', roles: workers },
    parameters: atSite,
    body: z.strictObject({ staffId, skill: skillCode, knows: z.boolean() }),
    response: z.strictObject({ staffId, skill: skillCode, knows: z.boolean() }),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'CONFIRM_SKILL' },
  },
  /** Adds a basic skill to the site's list or changes the one of this code. */
  saveSkill: {
    method: 'POST',
    path: '/api/duty/sites/{siteId}/skills',
    access: { kind: 'session', roles: managers },
    parameters: atSite,
    body: z.strictObject({ version, skill: basicSkill }),
    response: skillsView,
    status: 200,
    problems: ['not-found', 'stale-version', 'invalid-request'],
    audit: { action: 'CHANGE_SKILLS' },
  },
  removeSkill: {
    method: 'POST',
    path: '/api/duty/sites/{siteId}/skills/remove',
    access: { kind: 'session', roles: managers },
    parameters: atSite,
    body: z.strictObject({ version, skill: skillCode }),
    response: skillsView,
    status: 200,
    problems: ['not-found', 'stale-version'],
    audit: { action: 'CHANGE_SKILLS' },
  },
});
