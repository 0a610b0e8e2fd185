import type { AccessPurpose } from '../kernel/accessPurposes.ts';
import type { CaseCategory } from '../kernel/caseCategories.ts';

export { caseCategories, type CaseCategory } from '../kernel/caseCategories.ts';

/** What can be done with a case. The policies are written in these words. */
export const caseActions = [
  /** Read a part of the case. */
  'VIEW',
  /** Add to the case: a note, a map, a part of the plan. */
  'RECORD',
  /** Change what identifies and reaches the person: name, contact details, identification, guardians, restrictions. */
  'CHANGE_CLIENT',
  'RECORD_CONSENT',
  'WITHDRAW_CONSENT',
  /** Draft, send, take back a referral. */
  'REFER',
  /** Take a copy of a part out of the service: export, print, frozen copy. */
  'TAKE_COPY',
  'REVEAL_IDENTITY_CODE',
  /** See where the person lives and is met while a non-disclosure for personal safety is in force (661/2009). */
  'SEE_WHEREABOUTS',
  /** Name another worker, deputy or team member. */
  'ASSIGN_WORKER',
  'CLOSE_EPISODE',
  'MERGE_CLIENTS',
  /** Child-welfare notification (417/2007 §25). */
  'NOTIFY_CHILD_WELFARE',
  /** Restrict the processing of the person's data and lift the restriction (GDPR article 18). */
  'RESTRICT_PROCESSING',
] as const;
export type CaseAction = (typeof caseActions)[number];

/** What a worker is to a client. `RECEIVER`: the worker's organisation has accepted a referral, and something still carries it. */
export const caseRelations = ['NAMED', 'DEPUTY', 'TEAM', 'RECEIVER', 'NONE'] as const;
export type CaseRelation = (typeof caseRelations)[number];

/** Hours that a stated purpose holds, and minutes that access in danger to life does. */
export const PURPOSE_HOURS = 12;
export const DANGER_MINUTES = 60;

/** Everything a decision depends on. */
export interface AccessQuestion {
  readonly action: CaseAction;
  readonly category: CaseCategory;
  readonly roles: readonly string[];
  /** Whether the worker is of the organisation that keeps the register (the controller). */
  readonly ofController: boolean;
  readonly relation: CaseRelation;
  /** Whether the part was recorded by the worker's own organisation. */
  readonly ownRecord: boolean;
  /** Whether a consent in force opens this category to the worker's organisation. */
  readonly consented: boolean;
  readonly purpose: AccessPurpose | undefined;
  /** Whether a non-disclosure for personal safety is in force. */
  readonly shielded: boolean;
  /** Whether the processing of the person's data is restricted (GDPR article 18). */
  readonly restricted: boolean;
  /** Whether the act makes the worker's own rights wider, e.g. naming oneself. */
  readonly widensOwnRights: boolean;
}

/** Why an administrator goes through something afterwards. */
export const reviewKinds = [
  'DANGER_TO_LIFE',
  'MANY_CASES',
  'MANY_SEARCHES',
  'OWN_NAME',
  'SENT_BY_LAW',
] as const;
