import { destinations, mainActivities } from '@ohjaamo/shared/cases/episode.ts';
import { channels, topics } from '@ohjaamo/shared/kernel/codes.ts';
import { type BreakdownId, breakdownOf } from '@ohjaamo/shared/figures/network/breakdowns.ts';
import { type CubeId, cubeIds } from '@ohjaamo/shared/figures/network/cubeIds.ts';
import { cubeOf } from '@ohjaamo/shared/figures/network/cubes.ts';
import { type Pattern } from '@ohjaamo/shared/figures/network/pattern.ts';
import { type Cell, type CubeCells, cellsOf } from '@ohjaamo/shared/figures/network/publish.ts';
import type { SiteCounts } from '@ohjaamo/shared/figures/network/table.ts';
import { intervalOf, type Knowledge, type Terms } from './solver.ts';

/** Everything that is published of one version of a quarter. */
export type Published = Readonly<Record<CubeId, CubeCells>>;

export function publishedOf(sites: readonly SiteCounts[], pattern: Pattern): Published {
  return Object.fromEntries(cubeIds.map((id) => [id, cellsOf(id, sites, pattern)])) as Published;
}

/** What a reader makes of one measure: which columns its number is the sum of, or which share of which. */
type Meaning = readonly string[] | { readonly part: readonly string[]; readonly of: readonly string[] };

/** How a reader who has the definitions sees a breakdown: what is divided, and what each measure says of its columns. */
interface View {
  readonly cube: CubeId;
  readonly columns: readonly string[];
  /** The cube and the measure that tell what is divided. */
  readonly divides: readonly [CubeId, string];
  readonly overlapping?: true;
  readonly says: Readonly<Record<string, Meaning>>;
}

const outcomes = ['KEPT', 'NO_SHOW', 'CANCELLED_LATE'];
const each = (codes: readonly string[]): Record<string, Meaning> =>
  Object.fromEntries(codes.map((code) => [code, [code]]));

const ages = ['UNDER_15', '15_17', '18_19', '20_24', '25_29'].map((band) => `AGE_${band}`);
const known = ['IDENTIFIED', 'LIGHT'];
const spoken = ['LANGUAGE_FI', 'LANGUAGE_SV', 'LANGUAGE_EN'];
const activities = mainActivities.map((code) => `ACTIVITY_${code}`);
const goals = destinations.map((code) => `DESTINATION_${code}`);
const steps = ['MET', 'ACCEPTED_ONLY', 'NOT_ACCEPTED'];
const statementView = (name: string): View => ({
  cube: 'statements',
  columns: ['AGREE', 'OTHER', 'SILENT'],
  divides: ['statements', 'ANSWERS'],
  says: {
    [name]: { part: ['AGREE'], of: ['AGREE', 'OTHER'] },
    [`ANSWERED_${name}`]: { part: ['AGREE', 'OTHER'], of: ['AGREE', 'OTHER', 'SILENT'] },
  },
});

/** Written from the definitions that are published, not from the code that protects them. */
const views: Readonly<Record<BreakdownId, View>> = {
  channel: { cube: 'channels', columns: channels, divides: ['channels', 'CONTACTS'], says: each(channels) },
  topic: {
    cube: 'topics',
    columns: topics,
    divides: ['topics', 'CONTACTS'],
    overlapping: true,
    says: each(topics),
  },
  identity: {
    cube: 'anonymity',
    columns: ['ANONYMOUS', 'NAMED'],
    divides: ['anonymity', 'CONTACTS'],
    says: { ANONYMOUS: { part: ['ANONYMOUS'], of: ['ANONYMOUS', 'NAMED'] } },
  },
  waits: {
    cube: 'waits',
    columns: ['IN_TIME', 'LONGER', 'UNTIMED', 'WITH_APPOINTMENT'],
    divides: ['channels', 'ON_SITE'],
    says: {
      WALK_INS: ['IN_TIME', 'LONGER', 'UNTIMED'],
      IN_TIME: { part: ['IN_TIME'], of: ['IN_TIME', 'LONGER'] },
      ARRIVAL_KNOWN: { part: ['IN_TIME', 'LONGER'], of: ['IN_TIME', 'LONGER', 'UNTIMED'] },
    },
  },
  solved: {
    cube: 'solved',
    columns: ['SOLVED', 'NOT_SOLVED', 'UNANSWERED'],
    divides: ['solved', 'CONTACTS'],
    says: {
      SOLVED: { part: ['SOLVED'], of: ['SOLVED', 'NOT_SOLVED'] },
      ANSWERED: { part: ['SOLVED', 'NOT_SOLVED'], of: ['SOLVED', 'NOT_SOLVED', 'UNANSWERED'] },
    },
  },
  ageKnown: {
    cube: 'quality',
    columns: ['KNOWN', 'UNKNOWN'],
    divides: ['quality', 'CONTACTS'],
    says: { AGE_KNOWN: { part: ['KNOWN'], of: ['KNOWN', 'UNKNOWN'] } },
  },
  late: {
    cube: 'quality',
    columns: ['LATE', 'SOON'],
    divides: ['quality', 'CONTACTS'],
    says: { RECORDED_LATE: { part: ['LATE'], of: ['LATE', 'SOON'] } },
  },
  outcome: {
    cube: 'appointments',
    columns: [...outcomes, 'IN_TIME_OR_OPEN'],
    divides: ['lead-times', 'BOOKED'],
    says: {
      DECIDED: outcomes,
      NO_SHOW: { part: ['NO_SHOW'], of: outcomes },
      CANCELLED_LATE: { part: ['CANCELLED_LATE'], of: outcomes },
    },
  },
  ages: { cube: 'ages', columns: ages, divides: ['ages', 'KNOWN'], says: each(ages) },
  offeredKnown: {
    cube: 'lead-times',
    columns: ['OFFERED', 'NOT_KNOWN'],
    divides: ['lead-times', 'BOOKED'],
    says: { OFFERED_KNOWN: { part: ['OFFERED'], of: ['OFFERED', 'NOT_KNOWN'] } },
  },
  graded: {
    cube: 'feedback',
    columns: ['GRADED', 'NOT_GRADED'],
    divides: ['feedback', 'ANSWERS'],
    says: { GRADED: { part: ['GRADED'], of: ['GRADED', 'NOT_GRADED'] } },
  },
  statement_GOT_SUPPORT: statementView('GOT_SUPPORT'),
  statement_LISTENED: statementView('LISTENED'),
  statement_DECIDED: statementView('DECIDED'),
  statement_CLEARER: statementView('CLEARER'),
  statement_RECOMMEND: statementView('RECOMMEND'),
  known: { cube: 'clients', columns: known, divides: ['clients', 'CLIENTS'], says: each(known) },
  across: {
    cube: 'clients',
    columns: ['ACROSS', 'ONE'],
    divides: ['clients', 'IDENTIFIED'],
    says: { ACROSS: { part: ['ACROSS'], of: ['ACROSS', 'ONE'] } },
  },
  clientLanguage: {
    ...{ cube: 'client-languages', columns: spoken, divides: ['client-languages', 'CLIENTS'] },
    says: each(spoken),
  },
  clientActivity: {
    ...{ cube: 'client-activities', columns: activities, divides: ['client-activities', 'CLIENTS'] },
    says: each(activities),
  },
  planned: {
    cube: 'plans',
    columns: ['WITH_PLAN', 'WITHOUT_PLAN'],
    divides: ['plans', 'OPEN_EPISODES'],
    says: { WITH_PLAN: { part: ['WITH_PLAN'], of: ['WITH_PLAN', 'WITHOUT_PLAN'] } },
  },
  funnel: {
    cube: 'referrals',
    columns: steps,
    divides: ['referrals', 'SENT'],
    says: {
      ACCEPTED: { part: ['MET', 'ACCEPTED_ONLY'], of: steps },
      MET: { part: ['MET'], of: steps },
    },
  },
  unopened: {
    cube: 'referrals',
    columns: ['UNOPENED', 'OPENED'],
    divides: ['referrals', 'SENT'],
    says: { UNOPENED: { part: ['UNOPENED'], of: ['UNOPENED', 'OPENED'] } },
  },
  destination: {
    ...{ cube: 'destinations', columns: goals, divides: ['destinations', 'CLOSED'] },
    says: each(goals),
  },
};

/** Breakdowns whose numbers are shown themselves, and not only in shares. */
const ofCounts: readonly BreakdownId[] = [
  ...(['channel', 'topic', 'ages', 'known', 'clientLanguage', 'clientActivity', 'destination'] as const),
];

/** One number that nobody should come near, and how near the attack came. */
export interface Found {
  readonly what: string;
  readonly value: number;
  readonly interval: readonly [number, number];
}

/**
 * Bounds every number of a breakdown that is hidden or small, as somebody does who has every cell of every version and the definitions,
 * knows which sites are in the sums, knows that none is shown, and even what changed between the versions.
 *
 * @param reader a municipality that attacks the others, with its own numbers known exactly
 */
export function attack(
  id: BreakdownId,
  versions: readonly Published[],
  sites: readonly SiteCounts[],
  pattern: Pattern,
  reader?: string,
): Found[] {
  const view = views[id];
  const truth = breakdownOf(id);
  const knowledge: Knowledge = { rules: [], bounds: new Map() };
  const inSums = sites.map(
    (site) => pattern.breakdowns[id]?.sites.includes(`${site.tenant}/${site.site}`) === true,
  );
  versions.forEach((published, version) => {
    learn({ view, published, sites, version, inSums }, knowledge);
  });
  const numbers = sites.flatMap((site, at) =>
    truth.columns.map(({ code, countIn }) => ({ code, at, values: site.versions.map(countIn) })),
  );
  for (const { code, at, values } of numbers) {
    for (let version = 1; version < versions.length; version++) {
      const terms: Terms = [
        [1, nameOf(at, code, version)],
        [-1, nameOf(at, code, 0)],
      ];
      const known = terms.every(([, name]) => knowledge.bounds.has(name));
      const value = (values[version] ?? 0) - (values[0] ?? 0);
      if (known) knowledge.rules.push({ terms, is: '=', value });
    }
  }
  const isOwn = (at: number) => reader !== undefined && sites[at]?.tenant === reader;
  for (const { code, at, values } of numbers.filter((each) => isOwn(each.at))) {
    versions.forEach((_, version) => {
      const [name, value] = [nameOf(at, code, version), values[version] ?? 0];
      if (knowledge.bounds.has(name)) knowledge.bounds.set(name, [value, value]);
    });
  }
  const others = numbers.filter(({ at }) => !isOwn(at));
  return others.flatMap(({ code, at, values }) =>
    versions.flatMap((published, version): Found[] => {
      const name = nameOf(at, code, version);
      const value = values[version] ?? 0;
      const cell = cellAt(published[view.cube], view.cube, code, at);
      const isSmall = value > 0 && value < 5;
      // A percentage may stand for a number that is not shown by itself.
      const isHiddenCount = cell === 'HIDDEN' && ofCounts.includes(id);
      if (!knowledge.bounds.has(name) || !(isSmall || isHiddenCount)) return [];
      return [{ what: `${id} ${name}`, value, interval: intervalOf(name, knowledge) }];
    }),
  );
}

function nameOf(at: number, code: string, version: number): string {
  return `v${String(version)}_s${String(at)}_${code}`;
}

function cellAt(cells: CubeCells, cube: CubeId, measure: string, at: number): Cell | undefined {
  const place = cubeOf(cube).measures.findIndex((each) => each.id === measure);
  return cells.sites[at]?.cells[place];
}

interface Telling {
  readonly view: View;
  readonly published: Published;
  readonly sites: readonly SiteCounts[];
  readonly version: number;
  readonly inSums: readonly boolean[];
}

/** Writes down what one version tells. */
function learn({ view, published, sites, version, inSums }: Telling, knowledge: Knowledge): void {
  const cells = published[view.cube];
  const measures = cubeOf(view.cube).measures.map(({ id }) => id);
  const summed: number[] = [];
  sites.forEach((_, at) => {
    const divided = cellAt(published[view.divides[0]], view.divides[0], view.divides[1], at);
    // Of whom nothing is told nothing can be worked out, and they are in no sum.
    if (typeof divided !== 'number') return;
    if (inSums[at]) summed.push(at);
    const terms = view.columns.map((code) => [1, nameOf(at, code, version)] as const);
    knowledge.rules.push({ terms, is: view.overlapping ? '>=' : '=', value: divided });
    for (const code of view.columns) {
      // None is shown: a hidden count of a site that is in the sums is at least one.
      const isBetween =
        inSums[at] && Array.isArray(view.says[code]) && cellAt(cells, view.cube, code, at) === 'HIDDEN';
      knowledge.bounds.set(nameOf(at, code, version), isBetween ? [1, divided] : [0, divided]);
    }
    say(view, [at], version, (id) => cells.sites[at]?.cells[measures.indexOf(id)], knowledge);
  });
  const sums = [
    ...cells.municipalities.map(({ tenant, cells: of }) => ({
      of,
      members: summed.filter((at) => sites[at]?.tenant === tenant),
    })),
    ...(cells.nation ? [{ of: cells.nation.cells, members: summed }] : []),
  ];
  for (const { of, members } of sums)
    say(view, members, version, (id) => of[measures.indexOf(id)], knowledge);
}

/** What the measures of a row, or of a sum of rows, say of the numbers in it. */
function say(
  { says }: View,
  members: readonly number[],
  version: number,
  cellOf: (measure: string) => Cell | undefined,
  { rules }: Knowledge,
): void {
  const termsOf = (codes: readonly string[], by = 1): Terms =>
    members.flatMap((at) => codes.map((code) => [by, nameOf(at, code, version)] as const));
  for (const [measure, meaning] of Object.entries(says)) {
    const cell = cellOf(measure);
    if (typeof cell !== 'number') continue;
    if (!('part' in meaning)) {
      rules.push({ terms: termsOf(meaning), is: '=', value: cell });
      continue;
    }
    // Rounded to whole percent: 100 × part lies half a percent of the whole around it.
    const share = (percent: number): Terms => {
      const by = new Map<string, number>();
      for (const [times, name] of [...termsOf(meaning.part, 100), ...termsOf(meaning.of, -percent)]) {
        by.set(name, (by.get(name) ?? 0) + times);
      }
      return [...by].filter(([, times]) => times !== 0).map(([name, times]) => [times, name]);
    };
    rules.push(
      { terms: share(cell - 0.5), is: '>=', value: 0 },
      { terms: share(cell + 0.5), is: '<=', value: 0 },
    );
  }
}
