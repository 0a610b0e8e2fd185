import * as z from 'zod';
import { localizedText } from '../kernel/i18n.ts';
import type { StaffId } from '../kernel/ids.ts';

/** The code of a skill, in the words that workers' profiles use: `housing`, `mental_wellbeing`. */
export const skillCode = z.string().regex(/^[a-z][a-z_]{1,39}$/u);

/** Who must have a basic skill: every worker on duty, or one of each shift. */
export const skillNeed = z.enum(['EVERYONE', 'ONE_OF_SHIFT']);

/** A skill that walk-in duty requires. */
export const basicSkill = z.strictObject({ code: skillCode, name: localizedText, need: skillNeed });
export type BasicSkill = z.infer<typeof basicSkill>;

/** That somebody said whether a worker has a skill: the worker or a manager, on a date. The last word counts. */
export interface Confirmation {
  readonly skill: string;
  readonly knows: boolean;
  readonly date: string;
  readonly by: 'SELF' | 'MANAGER';
}

/** Whether a worker has a skill, and whence that is known. */
export interface SkillState {
  readonly skill: string;
  readonly knows: boolean;
  /** `PROFILE`: the worker's profile names it and nobody has said otherwise. */
  readonly source: 'PROFILE' | 'SELF' | 'MANAGER' | 'NONE';
  readonly date?: string;
}

/** What a worker knows of a list of basic skills: a confirmation beats the profile. */
export function skillStates(
  list: readonly BasicSkill[],
  profileSkills: readonly string[],
  confirmations: readonly Confirmation[],
): SkillState[] {
  return list.map(({ code }) => {
    const said = confirmations.find(({ skill }) => skill === code);
    if (said) return { skill: code, knows: said.knows, source: said.by, date: said.date };
    const named = profileSkills.includes(code);
    return { skill: code, knows: named, source: named ? 'PROFILE' : 'NONE' };
  });
}

/** The codes of the skills that are there. */
export function knownOf(states: readonly SkillState[]): string[] {
  return states.filter(({ knows }) => knows).map(({ skill }) => skill);
}

/** A coming shift as far as skills go: who serves, and what one of them must know. */
export interface StaffedShift {
  readonly id: string;
  readonly minutes: number;
  readonly staff: readonly StaffId[];
  readonly skills: readonly string[];
}

/** The skills of a shift that nobody in it has; a shift without anybody lacks all of them. */
export function missingIn(shift: StaffedShift, known: ReadonlyMap<StaffId, readonly string[]>): string[] {
  return shift.skills.filter((skill) => !shift.staff.some((worker) => known.get(worker)?.includes(skill)));
}

/** One proposal of what to train: who, what, and what it would close. */
export interface Training {
  readonly staffId: StaffId;
  readonly skill: string;
  /** Minutes of coming shifts in which the need would be met and is not now. */
  readonly minutes: number;
  readonly shifts: number;
}

/**
 * What to train next, largest gain first. The gain of teaching a worker a skill is the minutes of the coming shifts that the
 * worker serves and in which the need is not met now: one of the shift must know it and nobody does, or everyone must and
 * this worker does not. Each proposal counts what the ones before it leave open, so that two people are not sent to learn
 * what one of them would cover. Equal gains go by skill and worker, so the order never depends on the input's.
 */
export function whatToTrain(
  list: readonly BasicSkill[],
  shifts: readonly StaffedShift[],
  known: ReadonlyMap<StaffId, readonly string[]>,
  most: number,
): Training[] {
  const learned = new Map([...known].map(([worker, skills]) => [worker, [...skills]]));
  const proposals: Training[] = [];
  while (proposals.length < most) {
    const best = gains(list, shifts, learned)[0];
    if (!best) break;
    proposals.push(best);
    learned.set(best.staffId, [...(learned.get(best.staffId) ?? []), best.skill]);
  }
  return proposals;
}

function gains(
  list: readonly BasicSkill[],
  shifts: readonly StaffedShift[],
  known: ReadonlyMap<StaffId, readonly string[]>,
): Training[] {
  const found = new Map<string, Training>();
  const everyone = list.filter(({ need }) => need === 'EVERYONE').map(({ code }) => code);
  const taught = new Set(list.map(({ code }) => code));
  for (const shift of shifts) {
    const missing = missingIn(shift, known).filter((skill) => taught.has(skill) && !everyone.includes(skill));
    for (const staffId of shift.staff) {
      const own = everyone.filter((skill) => !known.get(staffId)?.includes(skill));
      for (const skill of [...missing, ...own]) {
        const key = `${skill} ${staffId}`;
        const { minutes = 0, shifts: count = 0 } = found.get(key) ?? {};
        found.set(key, { staffId, skill, minutes: minutes + shift.minutes, shifts: count + 1 });
      }
    }
  }
  return [...found]
    .sort(([one, a], [other, b]) => b.minutes - a.minutes || (one < other ? -1 : 1))
    .map(([, training]) => training);
}
