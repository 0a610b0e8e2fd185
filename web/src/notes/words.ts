import type { TimelineKind } from '@ohjaamo/shared/cases/timeline.ts';
import { consentCategory } from '@ohjaamo/shared/kernel/caseCategories.ts';
import type { CaseCategory } from '@ohjaamo/shared/kernel/caseCategories.ts';
import type { MessageKey } from '../i18n/messages.ts';

/** What a part of a case is about, in words. */
export function categoryKey(category: CaseCategory): MessageKey {
  const named = consentCategory.safeParse(category);
  if (named.success) return `work.category.${named.data}`;
  const ofTheHouse = category as 'BASICS' | 'GUIDANCE';
  return `notes.category.${ofTheHouse}`;
}

/** Where a thing of the story is read whole, below the case's address. */
const places: Readonly<Partial<Record<TimelineKind, (record: string) => string>>> = {
  NOTE: (record) => `notes/${record}`,
  CONSENT_GIVEN: (record) => `consents#consent-${record}`,
  CONSENT_WITHDRAWN: (record) => `consents#consent-${record}`,
  MAP: (record) => `maps/${record}`,
  PLAN_CHANGED: () => 'plan',
  PLAN_SIGNED: () => 'plan',
  REFERRAL_SENT: (record) => `referrals/${record}`,
  REFERRAL_ANSWERED: (record) => `referrals/${record}`,
  REFERRAL_MEETING: (record) => `referrals/${record}`,
  REFERRAL_CLOSED: (record) => `referrals/${record}`,
  OUTREACH: () => 'outreach',
  WORK_TRIAL: (record) => `work/${record}`,
  IDENTIFIED: () => 'person',
  IDENTITY_CODE_TAKEN_OUT: () => 'person',
  FOLLOW_UP: () => 'course',
  HANDOVER: () => 'course',
  EPISODE_CLOSED: () => 'course',
  REQUEST_ASKED: () => 'rights',
  REQUEST_ANSWERED: () => 'rights',
  RESTRICTION_SET: () => 'rights',
  RESTRICTION_END_TOLD: () => 'rights',
  RESTRICTION_LIFTED: () => 'rights',
  MERGED: () => 'records',
  UNMERGED: () => 'records',
};

/** Address of what an entry is about, when there is a page of it. */
export function addressOf(home: string, what: TimelineKind, record: string | undefined): string | undefined {
  return record === undefined ? undefined : places[what] && `${home}/${places[what](record)}`;
}
