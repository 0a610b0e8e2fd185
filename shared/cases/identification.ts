import { nameWords } from './search.ts';
import type { IdentityCode } from '../kernel/identityCode.ts';
import type { Identification } from '../kernel/codes.ts';

/** How well the service knows a client. Whoever is anonymous is no client, and no record of one ever becomes a client's. */
export type ClientLevel = Exclude<Identification, 'ANONYMOUS'>;

/** How a worker saw who the person is. */
export const identificationMeans = [
  'PASSPORT',
  'IDENTITY_CARD',
  'DRIVING_LICENCE',
  'RESIDENCE_PERMIT',
  'KNOWN_TO_WORKER',
] as const;

/**
 * What identifying does, by the level it finds and the way it was done. The record, its id and everything in it stay; a level is
 * never lost, so a document shown to a worker tells a strongly identified person's name and leaves the level.
 */
export const identificationSteps = {
  LIGHT: { STAFF_VERIFIED: 'STAFF_VERIFIED', STRONG: 'STRONG' },
  STAFF_VERIFIED: { STAFF_VERIFIED: 'STAFF_VERIFIED', STRONG: 'STRONG' },
  STRONG: { STAFF_VERIFIED: 'STRONG', STRONG: 'STRONG' },
} as const satisfies Record<ClientLevel, Record<'STAFF_VERIFIED' | 'STRONG', ClientLevel>>;

/** Why a person cannot be identified so, by the field of the request. */
export interface IdentificationFault {
  readonly field: 'birthDate' | 'identityCode';
  readonly code: 'in_the_future' | 'other_birth_date' | 'other_identity_code' | 'identity_code_in_use';
}

/**
 * Checks who the person is said to be: the birth date is not to come and is the one that the identity code says; the code that a
 * record has stays. `standing` is the code the record has.
 */
export function identificationFaults(
  told: { readonly birthDate: string; readonly code: IdentityCode | undefined },
  standing: string | undefined,
  today: string,
): IdentificationFault[] {
  const { birthDate, code } = told;
  const faults: (IdentificationFault | false)[] = [
    birthDate > today && { field: 'birthDate', code: 'in_the_future' },
    code !== undefined && code.birthDate !== birthDate && { field: 'identityCode', code: 'other_birth_date' },
    code !== undefined &&
      standing !== undefined &&
      standing !== code.text && { field: 'identityCode', code: 'other_identity_code' },
  ];
  return faults.filter((fault) => fault !== false);
}

/** An identity code as it is shown: the part that the birth date says, `020204-****`. */
export function maskedIdentityCode(birthDate: string): string {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  return `${day}${month}${year.slice(2)}-****`;
}

/**
 * Whether a record's name holds one of somebody's given names, or a short form of it (`Alex` for `Alexandra`). The family name
 * says nothing: a code that was typed wrong is most likely a sister's or a brother's.
 */
export function sharesName(recorded: string, givenNames: string): boolean {
  const known = nameWords(recorded);
  return nameWords(givenNames).some((given) =>
    known.some((word) => word === given || (word.length >= SHORT_FORM && given.startsWith(word))),
  );
}

/** So many letters of a given name are a short form; fewer are initials. */
const SHORT_FORM = 3;
