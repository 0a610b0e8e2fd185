import { hasAge } from '../kernel/hasAge.ts';
import { ages, isMinor } from './age.ts';

/** Who gave a consent. */
export const consentGivers = ['SELF', 'BOTH', 'GUARDIAN'] as const;
export type ConsentGiver = (typeof consentGivers)[number];

/**
 * What a worker judged of a minor's ability to decide the matter (1285/2016 §12): the minor decides alone, or the guardian does
 * for a minor who cannot yet.
 */
export const capacityJudgements = ['MINOR_DECIDES', 'GUARDIAN_DECIDES'] as const;
export type CapacityJudgement = (typeof capacityJudgements)[number];

/** What a guardian is to the young person. */
export const guardianRelations = ['PARENT', 'LEGAL_GUARDIAN', 'OTHER_CARER'] as const;

/** How a child-welfare notification went. */
export const notificationWays = ['PHONE', 'ELECTRONIC_FORM', 'LETTER', 'IN_PERSON'] as const;

/** What decides whether a consent may be given so. */
export interface GivenConsent {
  readonly giver: ConsentGiver;
  /** Whether a worker judged the minor's ability, with the reason. */
  readonly judged: boolean;
  /** `undefined` while the birth date is not known. */
  readonly minor: boolean | undefined;
  /** Whether the minor has forbidden to tell the guardian. */
  readonly guardianProhibited: boolean;
}

export interface GiverFault {
  readonly field: 'giver' | 'capacity';
  readonly code: 'of_age' | 'guardian_prohibited' | 'capacity_missing' | 'capacity_not_asked';
}

/**
 * Checks who gives a consent. An adult gives it alone. For a minor both do, or one alone with a judgement of the minor's ability
 * and its reason (1285/2016 §12). A guardian who may not be told cannot be asked. While the age is not known, whoever takes the
 * consent may judge as of a minor, and need not.
 */
export function giverFaults({ giver, judged, minor, guardianProhibited }: GivenConsent): GiverFault[] {
  const guardian = giver !== 'SELF';
  if (minor === false && guardian) return [{ field: 'giver', code: 'of_age' }];
  if (guardian && guardianProhibited) return [{ field: 'giver', code: 'guardian_prohibited' }];
  if (judged && (minor === false || giver === 'BOTH'))
    return [{ field: 'capacity', code: 'capacity_not_asked' }];
  const oneAlone = minor === true && giver !== 'BOTH';
  return oneAlone && !judged ? [{ field: 'capacity', code: 'capacity_missing' }] : [];
}

/** The judgement that a consent of one alone says. */
export function judgementOf(giver: ConsentGiver): CapacityJudgement {
  return giver === 'GUARDIAN' ? 'GUARDIAN_DECIDES' : 'MINOR_DECIDES';
}

/**
 * What a guardian who phones, writes or comes is told. `NOTHING`: not even whether the person is known here, general advice only.
 * `ASK_FIRST`: the young person is asked first and decides what is told. `MAY_BE_TOLD`: the guardian acts for the child.
 */
export const guardianAnswers = ['NOTHING', 'ASK_FIRST', 'MAY_BE_TOLD'] as const;
export type GuardianAnswer = (typeof guardianAnswers)[number];

/**
 * What the guardian of a client is told on a date. Nobody of age has a guardian's ear in the service; of whom the age is not known
 * nothing is told; a minor's prohibition stands above all (703/2023 §34, §40, §51 as the pattern); from fifteen the young person
 * acts beside the guardian and is asked first (434/2003 §14). A guardian is never told without asking (L21).
 */
export function guardianAnswer(
  client: { readonly birthDate?: string | undefined; readonly guardianProhibited: boolean },
  today: string,
): GuardianAnswer {
  if (client.birthDate === undefined || client.guardianProhibited) return 'NOTHING';
  if (isMinor(client.birthDate, today) === false) return 'NOTHING';
  return hasAge(client.birthDate, ages.ownMatters, today) ? 'ASK_FIRST' : 'MAY_BE_TOLD';
}

/** Whether a person may have an own page by own consent; the younger are asked to come in person (1050/2018 §5). */
export function mayHaveAccount(birthDate: string, today: string): boolean {
  return hasAge(birthDate, ages.account, today);
}

/** Whether child welfare is notified of the person here: of children, and of whom the age is not known. */
export function mayBeChild(birthDate: string | undefined, today: string): boolean {
  return isMinor(birthDate, today) !== false;
}
