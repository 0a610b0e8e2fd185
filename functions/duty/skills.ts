import type { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import {
  type BasicSkill,
  missingIn,
  type SkillState,
  skillStates,
  whatToTrain,
} from '@ohjaamo/shared/duty/skills.ts';
import type { SkillsView } from '@ohjaamo/shared/duty/views.ts';
import { dayNumber, mondayOf } from '@ohjaamo/shared/kernel/dates.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { formatOnAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { AuditTrail } from '../kernel/audit.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { isManager, readSite } from './access.ts';
import { today } from './readRota.ts';
import { confirmationWrite, readConfirmations, readSkillList, skillListWrite } from './repository.ts';
import { person, skillName } from './rotaViews.ts';
import { readSituation, shiftKey, type Situation, turnsOf } from './situation.ts';

const MOST_SKILLS = 30;
const MOST_TRAININGS = 5;

/** The basic skills of a site, who has them, the gaps of the coming four weeks. Reads as `readSituation` and 1 Query. */
export const readSkills: UseCase<(typeof dutyRoutes)['readSkills']> = async ({
  scope,
  request,
  actor,
  clock,
}) => {
  const found = await readSite(scope, request.parameters.siteId);
  if (!found) return fail(problem('not-found'));
  const body = await viewSkills(scope, found, actor, clock);
  return succeed({ body, subjects: body.workers.map(({ staff }) => staff.id) });
};

/** Says whether a worker has a skill; somebody else's is a manager's to say. One write with its row of the trail. */
export const confirmSkill: UseCase<(typeof dutyRoutes)['confirmSkill']> = async ({
  scope,
  request,
  actor,
  clock,
  audit,
}) => {
  const { staffId, skill, knows } = request.body;
  const found = await readSite(scope, request.parameters.siteId);
  const mine = staffId === actor.staffId;
  if (!found?.tenant.staff.some(({ id }) => id === staffId)) return fail(problem('not-found'));
  if (!mine && !isManager(actor.roles)) return fail(problem('not-found'));
  const { list } = await readSkillList(scope, found.site.id);
  if (!list.some(({ code }) => code === skill)) return fail(problem('not-found'));
  const date = today(clock, found.tenant.profile.zone);
  const said = { skill, knows, date, by: mine ? ('SELF' as const) : ('MANAGER' as const) };
  const write = confirmationWrite(scope, found.site.id, staffId, said);
  await scope.work.transact([write, ...audit.writes([staffId])]);
  return succeed({ body: { staffId, skill, knows } });
};

/** Adds a basic skill or changes the one of this code. */
export const saveSkill: UseCase<(typeof dutyRoutes)['saveSkill']> = async (context) => {
  const { skill, version } = context.request.body;
  return changeList(context, version, (list) => {
    if (Object.keys(skill.name).length === 0) return fail(wrong('name'));
    const known = list.some(({ code }) => code === skill.code);
    if (!known && list.length >= MOST_SKILLS) return fail(wrong('code'));
    return succeed(known ? list.map((each) => (each.code === skill.code ? skill : each)) : [...list, skill]);
  });
};

/** Takes a basic skill off the list; what workers said of it stays and counts again if it comes back. */
export const removeSkill: UseCase<(typeof dutyRoutes)['removeSkill']> = async (context) => {
  const { skill, version } = context.request.body;
  return changeList(context, version, (list) => {
    const left = list.filter(({ code }) => code !== skill);
    return left.length === list.length ? fail(problem('not-found')) : succeed(left);
  });
};

interface ListContext {
  readonly scope: TenantScope;
  readonly request: { readonly parameters: { readonly siteId: Site['id'] } };
  readonly actor: TenantActor;
  readonly clock: Clock;
  readonly audit: AuditTrail;
}

async function changeList(
  { scope, request, actor, clock, audit }: ListContext,
  version: number,
  how: (list: readonly BasicSkill[]) => Result<readonly BasicSkill[], Problem>,
) {
  const found = await readSite(scope, request.parameters.siteId);
  if (!found) return fail(problem('not-found'));
  const kept = await readSkillList(scope, found.site.id);
  const list = how(kept.list);
  if (!list.ok) return list;
  if (JSON.stringify(list.value) !== JSON.stringify(kept.list)) {
    if (kept.version !== version) return fail(problem('stale-version'));
    const write = skillListWrite(scope, found.site.id, { version, list: list.value });
    const done = await scope.work.transact([write, ...audit.writes([])]);
    if (!done.ok) return fail(problem('stale-version'));
  }
  return succeed({ body: await viewSkills(scope, found, actor, clock) });
}

function wrong(field: string): Problem {
  return problem('invalid-request', { errors: [{ pointer: `/body/skill/${field}`, code: 'custom' }] });
}

async function viewSkills(
  scope: TenantScope,
  { tenant, site }: { readonly tenant: Tenant; readonly site: Site },
  actor: TenantActor,
  clock: Clock,
): Promise<SkillsView> {
  const mayEdit = isManager(actor.roles);
  const monday = mondayOf(dayNumber(today(clock, tenant.profile.zone)));
  const [situation, confirmations] = await Promise.all([
    readSituation(scope, tenant, site, clock, monday),
    readConfirmations(scope, site.id),
  ]);
  const { list, version } = situation.skillList;
  const pool = new Set(
    situation.weeks.flatMap(({ shifts }) => shifts.flatMap((shift) => [...shift.pool, ...shift.standing])),
  );
  const shown = tenant.staff.filter(({ id }) => (mayEdit ? pool.has(id) : id === actor.staffId));
  return {
    site: { id: site.id, name: site.name },
    mayEdit,
    version,
    list: [...list],
    workers: shown.map((worker) => ({
      staff: person(situation, worker.id),
      mine: worker.id === actor.staffId,
      skills: skillStates(list, worker.skills, confirmations.get(worker.id) ?? []).map(
        (state): SkillState => ({ ...state }),
      ),
    })),
    gaps: gapsOf(situation),
    training: mayEdit ? trainingOf(situation) : [],
  };
}

/** The coming shifts as far as skills go. */
function staffed({ weeks, now }: Situation) {
  return weeks.flatMap(({ shifts }) =>
    shifts
      .filter(({ start }) => start >= now)
      .map((shift) => ({
        shift,
        id: shiftKey(shift),
        minutes: shift.end - shift.start,
        staff: [...shift.standing, ...turnsOf(shift, now)],
        skills: shift.skills,
      })),
  );
}

function gapsOf(situation: Situation): SkillsView['gaps'] {
  const { axis, known, skillList } = situation;
  return staffed(situation).flatMap((each) => {
    const missing = missingIn(each, known).map((skill) => skillName(skill, skillList.list));
    const { start, end, mode } = each.shift;
    return missing.length === 0
      ? []
      : [{ start: formatOnAxis(axis, start), end: formatOnAxis(axis, end), mode, missing }];
  });
}

function trainingOf(situation: Situation): SkillsView['training'] {
  const { known, skillList } = situation;
  return whatToTrain(skillList.list, staffed(situation), known, MOST_TRAININGS).map(
    ({ staffId, skill, minutes, shifts }) => ({
      staff: person(situation, staffId),
      skill: skillName(skill, skillList.list),
      minutes,
      shifts,
    }),
  );
}
