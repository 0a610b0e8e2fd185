import { caseKnower, caseOpener } from './openCase.ts';
import { policies } from './policies.ts';

/** Opens cases by the policies in force; every module whose routes are about a client's case wires it. */
export const openCase = caseOpener(policies);

/** Looks by them whether a case may be known of before a purpose is told. */
export const knownCase = caseKnower(policies);
