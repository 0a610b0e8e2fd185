import { isMinor } from './senders.ts';

/** What of a young person can be given on to another authority. */
export const disclosedData = ['NAME', 'CONTACT_DETAILS', 'BIRTH_DATE', 'NEED_OF_SUPPORT'] as const;

/** How it was decided that the consent of a minor is enough, or that the guardian's was asked too (Youth Act 1285/2016 §12). */
export const minorBases = ['MINOR_DECIDES', 'GUARDIAN_CONSENTED'] as const;

/** What is asked before data are given on. */
export interface DisclosureAsked {
  readonly consented: boolean;
  readonly minorBasis?: (typeof minorBases)[number] | undefined;
  readonly minorReason?: string | undefined;
}

/** A field of a disclosure that cannot stand, by its name in the request. */
export interface DisclosureFault {
  readonly field: 'consented' | 'minorBasis' | 'minorReason';
  readonly code: 'consent_required' | 'capacity_required' | 'reason_required' | 'not_a_minor';
}

/**
 * What speaks against giving data on: nothing goes without the young person's consent; of a minor, it is judged whether they may
 * decide by their development, with the reason, or the guardian has consented too (§12, L18). Whose age is not known counts as a minor.
 */
export function disclosureFaults(
  asked: DisclosureAsked,
  birthDate: string | undefined,
  today: string,
): DisclosureFault[] {
  const minor = isMinor(birthDate, today);
  const faults: (DisclosureFault | false)[] = [
    !asked.consented && { field: 'consented', code: 'consent_required' },
    minor && !asked.minorBasis && { field: 'minorBasis', code: 'capacity_required' },
    !minor && asked.minorBasis !== undefined && { field: 'minorBasis', code: 'not_a_minor' },
    minor &&
      asked.minorBasis === 'MINOR_DECIDES' &&
      !asked.minorReason && { field: 'minorReason', code: 'reason_required' },
  ];
  return faults.filter((fault) => fault !== false);
}
