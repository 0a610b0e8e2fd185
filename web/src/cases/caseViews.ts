import type { MessageKey } from '../i18n/messages.ts';

/** One page of a case: its address below the client's, and its name. */
interface CaseView {
  readonly path: string;
  readonly label: MessageKey;
}

/** The pages of a case, in the order of the menu beside the name. What is on a page the policies decide, for each part. */
export const caseViews = {
  story: { path: '', label: 'cases.nav.story' },
  plan: { path: 'plan', label: 'plans.nav' },
  maps: { path: 'maps', label: 'maps.nav' },
  referrals: { path: 'referrals', label: 'referrals.nav' },
  work: { path: 'work', label: 'employers.nav' },
  consents: { path: 'consents', label: 'notes.consents.nav' },
  person: { path: 'person', label: 'cases.nav.person' },
  course: { path: 'course', label: 'course.nav' },
  rights: { path: 'rights', label: 'rights.staff.nav' },
  records: { path: 'records', label: 'cases.nav.records' },
  outreach: { path: 'outreach', label: 'outreach.nav' },
} as const satisfies Readonly<Record<string, CaseView>>;

export type CaseViewName = keyof typeof caseViews;
