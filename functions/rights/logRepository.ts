import { consentCategory } from '@ohjaamo/shared/kernel/caseCategories.ts';
import { problemStatus, type ProblemType } from '@ohjaamo/shared/kernel/problem.ts';
import { type ClientId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { LookView } from '@ohjaamo/shared/rights/contract.ts';
import * as z from 'zod';
import { indexes } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { organisationName, type Place, workerOf } from './place.ts';

const row = z.object({
  sk: z.string(),
  at: z.string(),
  action: z.string(),
  outcome: z.enum(['DONE', 'NOT_FOUND', 'REFUSED']),
  /** The problem that whoever asked was told. */
  why: z.string().optional(),
  staffId: staffId.optional(),
  organisation: z.string().optional(),
  purpose: z.string().optional(),
  watched: z.object({ until: z.string() }).optional(),
  disclosed: z.object({ to: z.string(), categories: z.array(z.string()) }).optional(),
});

/** Whoever was told one of these might have done it, but it did not come to be: e.g. somebody else had saved first. */
function isMishap(why: string | undefined): boolean {
  const status = Object.hasOwn(problemStatus, why ?? '') ? problemStatus[why as ProblemType] : 403;
  return status === 400 || status >= 409;
}

/** Done by a receiver without an account; the worker of such a row is who had sent it. */
const BY_RECEIVER = '_BY_LINK';

/** What the law keeps from the person while it may endanger a child (621/1999 §11(2)); that this is so is said beside the list. */
const KEPT_BACK = new Set(['NOTIFY_CHILD_WELFARE', 'HOLD_CLIENT']);

/** Rows that one page tells of. */
const PAGE = 50;

interface Page {
  readonly looks: LookView[];
  /** The place of the last row, when there are older ones. */
  readonly nextCursor?: string;
}

/**
 * Who has used one person's data, newest first, live from the log of use. `subjects` are the person's record and those that were
 * taken into it. `after` is the cursor of the page before. About 1 read unit for 16 rows of each record; the index is a moment
 * behind the log.
 */
export async function readLooks(
  scope: TenantScope,
  subjects: readonly ClientId[],
  place: Place,
  after?: string,
): Promise<Page> {
  const found = await Promise.all(
    subjects.map((subject) => {
      const cursor = after === undefined ? undefined : cursorOf(scope, subject, after);
      const page = { newestFirst: true, limit: PAGE, ...(cursor && { cursor }) };
      return scope.audit.query(scope.keys.auditSubject(subject, '').subjectPk, row, page, indexes.audit);
    }),
  );
  // What comes after a record's last row of this page is older than all that is shown: no row is passed over.
  const all = found.flatMap(({ items }) => items).sort((one, other) => (one.sk < other.sk ? 1 : -1));
  const rows = all.slice(0, PAGE);
  const isMore = all.length > rows.length || found.some(({ cursor }) => cursor !== undefined);
  const nextCursor = isMore ? rows.at(-1)?.sk : undefined;
  return {
    looks: rows.filter(({ action }) => !KEPT_BACK.has(action)).map((each) => lookOf(each, place)),
    ...(nextCursor && { nextCursor }),
  };
}

/** The whole log of one person. */
export async function readAllLooks(
  scope: TenantScope,
  subjects: readonly ClientId[],
  place: Place,
): Promise<LookView[]> {
  const looks: LookView[] = [];
  let after: string | undefined;
  do {
    const page: Page = await readLooks(scope, subjects, place, after);
    looks.push(...page.looks);
    after = page.nextCursor;
  } while (after !== undefined);
  return looks;
}

/** A cursor is the sort key alone: the partitions are always the person's own. */
function cursorOf(scope: TenantScope, client: ClientId, after: string): Record<string, unknown> {
  return { ...scope.keys.auditMonth(after.slice(0, 7), after), ...scope.keys.auditSubject(client, after) };
}

function lookOf(
  { at, action, outcome, why, staffId: by, organisation, purpose, watched, disclosed }: z.infer<typeof row>,
  place: Place,
): LookView {
  const worker = workerOf(place, by);
  const home = organisation ?? worker?.organisation;
  return {
    ...{ at, action, byPerson: by === undefined },
    outcome: outcome === 'REFUSED' && isMishap(why) ? 'NOT_DONE' : outcome,
    ...(watched && { until: watched.until }),
    ...(home && { organisation: organisationName(place, home) }),
    ...(worker && { title: worker.title }),
    ...(worker?.name && { name: worker.name }),
    ...(purpose && { purpose }),
    ...(disclosed && {
      disclosed: {
        to: disclosed.to,
        categories: consentCategory.options.filter((each) => disclosed.categories.includes(each)),
        byReceiver: action.endsWith(BY_RECEIVER),
      },
    }),
  };
}
