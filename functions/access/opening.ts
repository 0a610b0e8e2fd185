import { caseOpener } from './openCase.ts';
import { policies } from './policies.ts';

/** Opens cases by the policies in force; every module whose routes are about a client's case wires it. */
export const openCase = caseOpener(policies);
