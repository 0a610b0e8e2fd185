import { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import { defaultBasicSkills } from '@ohjaamo/shared/duty/defaultSkills.ts';
import { coverable } from '@ohjaamo/shared/duty/cover.ts';
import {
  type BasicSkill,
  missingIn,
  skillStates,
  type StaffedShift,
  whatToTrain,
} from '@ohjaamo/shared/duty/skills.ts';
import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rule, worker } from '../support/schedule.ts';
import { dutyTown, people } from './dutyTown.ts';

const { readSkills, confirmSkill, saveSkill, removeSkill } = dutyRoutes;

const skill = (code: string, need: BasicSkill['need'] = 'ONE_OF_SHIFT'): BasicSkill => ({
  code,
  name: { fi: code },
  need,
});
const list = [skill('housing'), skill('money'), skill('education', 'EVERYONE')];
const shift = (id: string, staff: StaffId[], parts: Partial<StaffedShift> = {}): StaffedShift => ({
  id,
  minutes: 240,
  staff,
  skills: ['housing', 'money'],
  ...parts,
});

describe('What a worker knows', () => {
  it('is what the profile says until somebody says otherwise', () => {
    const said = { skill: 'money', knows: false, date: '2027-02-01', by: 'SELF' as const };
    expect(skillStates(list, ['housing', 'money'], [said])).toEqual([
      { skill: 'housing', knows: true, source: 'PROFILE' },
      { skill: 'money', knows: false, source: 'SELF', date: '2027-02-01' },
      { skill: 'education', knows: false, source: 'NONE' },
    ]);
  });
});

describe('What to train next', () => {
  it('is what closes most minutes of coming shifts, each counting what the ones before leave open', () => {
    const known = new Map<StaffId, string[]>([
      [worker(1), ['education']],
      [worker(2), ['education']],
    ]);
    const shifts = [
      shift('a', [worker(1), worker(2)], { skills: ['housing'] }),
      shift('b', [worker(1)], { skills: ['housing'] }),
      shift('c', [worker(2)], { skills: ['money'], minutes: 60 }),
    ];
    expect(whatToTrain(list, shifts, known, 5)).toEqual([
      { staffId: worker(1), skill: 'housing', minutes: 480, shifts: 2 },
      { staffId: worker(2), skill: 'money', minutes: 60, shifts: 1 },
    ]);
  });

  it('counts what everybody must know for each who does not', () => {
    const shifts = [shift('a', [worker(1), worker(2)], { skills: [] })];
    const known = new Map<StaffId, string[]>([[worker(1), ['education']]]);
    expect(whatToTrain(list, shifts, known, 5)).toEqual([
      { staffId: worker(2), skill: 'education', minutes: 240, shifts: 1 },
    ]);
  });

  it('closes every gap that somebody on the shift can close, in any order of shifts', () => {
    const shifts = fc.array(
      fc.record({ staff: fc.subarray([1, 2, 3].map(worker)), skills: fc.subarray(['housing', 'money']) }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(shifts, (given) => {
        const staffed = given.map((parts, index) => shift(String(index), parts.staff, parts));
        const plan = whatToTrain(list, staffed, new Map(), 100);
        expect(whatToTrain(list, [...staffed].reverse(), new Map(), 100)).toEqual(plan);
        const known = Map.groupBy(plan, ({ staffId }) => staffId);
        const after = new Map([...known].map(([who, all]) => [who, all.map((each) => each.skill)]));
        for (const each of staffed) if (each.staff.length > 0) expect(missingIn(each, after)).toEqual([]);
        plan.slice(1).forEach(({ minutes }, index) => {
          expect(minutes).toBeLessThanOrEqual(plan[index]!.minutes);
        });
      }),
    );
  });
});

describe('Whether some can cover all', () => {
  it('is exactly whether a choice of so many exists', () => {
    const skills = ['a', 'b', 'c', 'd'];
    fc.assert(
      fc.property(
        fc.subarray(skills),
        fc.nat(4),
        fc.array(fc.subarray(skills), { maxLength: 6 }),
        (wanted, most, known) => {
          const choices = (from: number, left: number): string[][] =>
            left === 0 || from === known.length
              ? [[]]
              : [
                  ...choices(from + 1, left),
                  ...choices(from + 1, left - 1).map((rest) => [...known[from]!, ...rest]),
                ];
          const exists = choices(0, most).some((together) => wanted.every((each) => together.includes(each)));
          expect(coverable(wanted, most, known)).toBe(exists);
        },
      ),
    );
  });
});

async function skillTown() {
  const duty = { service: 'DUTY', mode: 'WALK_IN' } as const;
  const town = await dutyTown({
    plan: { rules: [rule(worker(1), { weekday: 'THU', start: '12:00', end: '18:00' }, duty)] },
    staff: { 1: { skills: ['education', 'employment', 'situation_map'] } },
  });
  await town.addShift({ weekday: 'THU', skills: ['housing'] });
  return town;
}

describe('The basic skills of a site', () => {
  it('begin with a list in every language', () => {
    for (const { name } of defaultBasicSkills) expect(Object.keys(name)).toEqual([...languages]);
  });

  it('show who knows what, which shifts lack it, and whom to teach it', async () => {
    const town = await skillTown();
    const { body } = await town.as('manager', readSkills);
    expect(body.workers.map(({ staff }) => staff.id)).toEqual([1, 2, 3, 4].map(worker));
    expect(body.gaps.map(({ start, missing }) => [start.slice(0, 10), missing[0]!.en])).toEqual([
      ['2027-02-04', 'Housing'],
      ['2027-02-11', 'Housing'],
      ['2027-02-18', 'Housing'],
      ['2027-02-25', 'Housing'],
    ]);
    expect(body.training).toMatchObject([
      { staff: { id: worker(1) }, skill: { en: 'Housing' }, minutes: 4 * 360, shifts: 4 },
    ]);
  });

  it('take the last word of the worker or the manager, with its date', async () => {
    const town = await skillTown();
    const say = (person: 'first' | 'manager' | 'second', knows: boolean) =>
      town.as(person, confirmSkill, { body: { staffId: worker(1), skill: 'housing', knows } });
    const state = async () =>
      (await town.as('manager', readSkills)).body.workers[0]!.skills.find((each) => each.skill === 'housing');
    await say('first', true);
    expect(await state()).toEqual({ skill: 'housing', knows: true, source: 'SELF', date: '2027-02-01' });
    expect((await town.as('manager', readSkills)).body.gaps).toEqual([]);
    await say('manager', false);
    expect(await state()).toMatchObject({ knows: false, source: 'MANAGER' });
    expect((await say('second', true)).status).toBe(404);
  });

  it('show a worker the own skills and the gaps without names', async () => {
    const town = await skillTown();
    const { body } = await town.as('second', readSkills);
    expect(body.workers.map(({ staff }) => staff.id)).toEqual([people.second.id]);
    expect(body.gaps).toHaveLength(4);
    expect(body.training).toEqual([]);
    expect((await town.as('partner', readSkills)).status).toBe(403);
  });

  it('are a list that managers keep, over the version they saw', async () => {
    const town = await skillTown();
    const added = { code: 'talk', name: { fi: 'Puheeksi ottaminen' }, need: 'EVERYONE' as const };
    const add = (version: number) => town.as('manager', saveSkill, { body: { version, skill: added } });
    expect((await add(0)).body).toMatchObject({ version: 1, list: [...defaultBasicSkills, added] });
    expect((await add(0)).body.version).toBe(1);
    const remove = (version: number) =>
      town.as('manager', removeSkill, { body: { version, skill: 'substance' } });
    expect((await remove(0)).problem.type).toBe('/problems/stale-version');
    expect((await remove(1)).body.list.map(({ code }) => code)).not.toContain('substance');
    expect((await remove(2)).status).toBe(404);
    const nameless = await town.as('manager', saveSkill, {
      body: { version: 2, skill: { ...added, name: {} } },
    });
    expect(nameless.problem.type).toBe('/problems/invalid-request');
  });

  it('are known to no other municipality, and of no unknown skill anything is said', async () => {
    const [town, other] = [await skillTown(), await dutyTown()];
    const parameters = { siteId: other.main.id };
    expect((await town.as('manager', readSkills, { parameters })).status).toBe(404);
    const body = { staffId: worker(1), skill: 'flying', knows: true };
    expect((await town.as('first', confirmSkill, { body })).status).toBe(404);
  });
});
