import {
  type AccessQuestion,
  type CaseAction,
  caseActions,
  type CaseCategory,
  type CaseRelation,
} from '@ohjaamo/shared/access/rules.ts';
import { consentCategories } from '@ohjaamo/shared/kernel/caseCategories.ts';
import { type Decide, loadPolicies } from './engine.ts';

/** One column of the table: who asks, standing how to the young person. */
interface Asker {
  readonly title: string;
  readonly role: string;
  readonly ofController: boolean;
  readonly relation: CaseRelation;
  readonly consented?: boolean;
  readonly danger?: boolean;
}

const askers: readonly Asker[] = [
  { title: 'guide (team)', role: 'COUNSELLOR', ofController: true, relation: 'NAMED' },
  { title: 'other counsellor of the house', role: 'COUNSELLOR', ofController: true, relation: 'NONE' },
  { title: 'partner in the team, no consent', role: 'PARTNER_WORKER', ofController: false, relation: 'TEAM' },
  {
    ...{ title: 'partner in the team, with consent', role: 'PARTNER_WORKER', ofController: false },
    ...{ relation: 'TEAM', consented: true },
  },
  { title: 'other partner', role: 'PARTNER_WORKER', ofController: false, relation: 'NONE', consented: true },
  { title: 'site manager', role: 'SITE_MANAGER', ofController: true, relation: 'NONE' },
  { title: 'administrator', role: 'TENANT_ADMIN', ofController: true, relation: 'NONE' },
  {
    ...{ title: 'partner in the team, danger to life', role: 'PARTNER_WORKER', ofController: false },
    ...{ relation: 'TEAM', danger: true },
  },
];

/** Rows: each act, and viewing once for each kind of part that the policies tell apart. */
const rows: readonly {
  readonly title: string;
  readonly action: CaseAction;
  readonly category: CaseCategory;
}[] = [
  { title: 'VIEW that the person is a client', action: 'VIEW', category: 'BASICS' },
  { title: 'VIEW notes of the guidance', action: 'VIEW', category: 'GUIDANCE' },
  { title: 'VIEW contact details', action: 'VIEW', category: 'CONTACT_DETAILS' },
  { title: 'VIEW wellbeing', action: 'VIEW', category: 'WELLBEING' },
  { title: 'VIEW another part', action: 'VIEW', category: 'MONEY' },
  ...caseActions
    .filter((action) => action !== 'VIEW')
    .map((action) => ({ title: action, action, category: partOf(action) })),
];

/** The same with the copy for the person, which is of the guidance as a whole. */
const rowsWhileRestricted: typeof rows = [
  ...rows,
  { title: 'TAKE_COPY for the person', action: 'TAKE_COPY', category: 'GUIDANCE' },
];

/** Acts on the case as a whole are judged as such; the others on a part that needs a consent. */
function partOf(action: CaseAction): CaseCategory {
  return action === 'RECORD' || action === 'TAKE_COPY' ? 'MONEY' : 'BASICS';
}

/** `docs/access.md`: who may do what, answered by the policies themselves, and their sentences. */
export async function accessTable(): Promise<string> {
  const { decide, written } = await loadPolicies();
  const head = ['', ...askers.map(({ title }) => title)];
  const lines = rows.map((row) => [row.title, ...askers.map((asker) => mark(decide, row, asker))]);
  const restricted = rowsWhileRestricted.map((row) => [
    row.title,
    ...askers.map((asker) => markWhileRestricted(decide, row, asker)),
  ]);
  return [
    '# Who may do what with a case',
    '',
    'Written from the policies in [functions/access/policies](../functions/access/policies) by `npm run access`; a test fails when the two',
    'differ. Everybody has said why the case is opened; without that, nothing is open to anybody. `+` allowed, `own` only what the own',
    'organisation recorded, `–` refused, `shielded –` refused while a non-disclosure for personal safety is in force.',
    '',
    ...table([head, ...lines]),
    '',
    '## While the processing of the data is restricted (GDPR article 18)',
    '',
    '`asked`: when the case was opened because the person asked for something about the own data.',
    '',
    ...table([head, ...restricted]),
    '',
    '## The policies in words',
    '',
    ...written.map(
      ({ id, effect, says }) => `- **${id}** (${effect === 'permit' ? 'allows' : 'forbids'}): ${says}`,
    ),
    '',
  ].join('\n');
}

function questionOf({ action, category }: (typeof rows)[number], asker: Asker): AccessQuestion {
  return {
    ...{ action, category, roles: [asker.role], ofController: asker.ofController, relation: asker.relation },
    ...{ consented: (asker.consented ?? false) && isConsentable(category), ownRecord: false },
    ...{ shielded: false, restricted: false, widensOwnRights: false },
    purpose: asker.danger ? 'DANGER_TO_LIFE' : 'GUIDANCE',
  };
}

function markWhileRestricted(decide: Decide, row: (typeof rows)[number], asker: Asker): string {
  // What one's own organisation wrote down opens nothing more now.
  const question = { ...questionOf(row, asker), ownRecord: true, restricted: true };
  if (decide(question).allowed) return '+';
  return !asker.danger && decide({ ...question, purpose: 'REQUEST_OF_THE_PERSON' }).allowed ? 'asked' : '–';
}

function mark(decide: Decide, row: (typeof rows)[number], asker: Asker): string {
  const question = questionOf(row, asker);
  if (!decide(question).allowed) return decide({ ...question, ownRecord: true }).allowed ? 'own' : '–';
  return decide({ ...question, shielded: true }).allowed ? '+' : 'shielded –';
}

function isConsentable(category: CaseCategory): boolean {
  return (consentCategories as readonly string[]).includes(category);
}

/** Columns as wide as their widest cell, as the repository's formatter writes them. */
function table(cells: readonly (readonly string[])[]): string[] {
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(3, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  const lines = cells.map(
    (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [lines[0] ?? '', rule, ...lines.slice(1)];
}
