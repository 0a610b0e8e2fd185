import type { MessageKey } from '../i18n/messages.ts';

/** One page of a case: its address below the client's, and its name. */
interface CaseView {
  readonly path: string;
  readonly label: MessageKey;
}

/** The pages of a case, in the order of the menu beside the name. What is on a page the policies decide, for each part. */
export const caseViews = {
  story: { path: '', label: 'cases.nav.story' },
  records: { path: 'records', label: 'cases.nav.records' },
} as const satisfies Readonly<Record<string, CaseView>>;

export type CaseViewName = keyof typeof caseViews;
