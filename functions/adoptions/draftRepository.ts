import { staffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { JsonObject } from '@ohjaamo/shared/templates/json.ts';
import { templateKind, templateReference } from '@ohjaamo/shared/templates/version.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

// What is written is looked at by the schema of its kind when it is changed and when it is taken into use.
const written = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null);
const at = z.string();
const by = z.object({ at, by: staffId });
const head = {
  kind: templateKind,
  name: templateReference.shape.name,
  changed: by,
  thrownAt: at.optional(),
};

const draftRow = z.lazy(() =>
  z.object({
    revision: z.int(),
    value: z.object({
      ...head,
      about: written,
      content: written,
      begun: by,
      /** When it was changed before: what is sent again is told by it from what is late. */
      before: at.optional(),
    }),
  }),
);
/** Practice that a municipality writes. */
export type Draft = z.infer<typeof draftRow>['value'];

const lineRow = z.lazy(() => z.object({ value: z.object({ ...head, title: written }) }));
type DraftLine = z.infer<typeof lineRow>['value'];

/** A draft as it was read; revision 0 for one that is not there yet. */
export interface StandingDraft {
  readonly draft: Draft;
  readonly revision: number;
}

/** How long what was thrown away can be taken up again; after that its rows go by themselves. */
const KEPT_SECONDS = 30 * 86_400;

/** Whether a draft was thrown away so long ago that it is gone, whenever its rows go. */
export function isGone({ thrownAt }: Pick<Draft, 'thrownAt'>, now: number): boolean {
  return thrownAt !== undefined && Date.parse(thrownAt) + KEPT_SECONDS * 1000 <= now;
}

const LINE = 'LINE#';
type Named = Pick<Draft, 'kind' | 'name'>;

function keysOf({ keys }: TenantScope, { kind, name }: Named) {
  return { line: keys.drafts(`${LINE}${kind}#${name}`), text: keys.drafts(`TEXT#${kind}#${name}`) };
}

/** Every draft of the municipality as a line: one Query, no contents. */
export async function readDraftLines(scope: TenantScope): Promise<DraftLine[]> {
  const { items } = await scope.work.query(scope.keys.drafts('').pk, lineRow, { begins: LINE });
  return items.map(({ value }) => value);
}

/** A draft, consistently. */
export async function readDraftRow(scope: TenantScope, named: Named): Promise<StandingDraft | undefined> {
  const row = await scope.work.get(keysOf(scope, named).text, draftRow);
  return row && { draft: row.value, revision: row.revision };
}

/** Puts a draft with its line, and `more`, while the one that was read still stands; false when somebody was quicker. */
export async function putDraft(
  scope: TenantScope,
  { draft, revision }: StandingDraft,
  more: readonly Write[],
): Promise<boolean> {
  const { kind, name, changed, thrownAt, about } = draft;
  const { line, text } = keysOf(scope, draft);
  const passing = thrownAt !== undefined && {
    expiresAtSeconds: Math.ceil(Date.parse(thrownAt) / 1000) + KEPT_SECONDS,
  };
  const value = { kind, name, changed, thrownAt, title: about['title'] ?? {} };
  const item = { ...text, kind: 'TEMPLATE_DRAFT', revision: revision + 1, value: draft, ...passing };
  const done = await scope.work.transact([
    scope.work.putOverWrite(item, revision, 'revision'),
    scope.work.putWrite({ ...line, kind: 'TEMPLATE_DRAFT_LINE', value, ...passing }),
    ...more,
  ]);
  return done.ok;
}

/** The writes after which a draft is a draft no more; the first fails when somebody has changed it since it was read. */
export function endDraftWrites(scope: TenantScope, { draft, revision }: StandingDraft): Write[] {
  const { line, text } = keysOf(scope, draft);
  const TableName = scope.work.name;
  return [
    {
      Delete: {
        TableName,
        Key: text,
        ConditionExpression: 'revision = :read',
        ExpressionAttributeValues: { ':read': revision },
      },
    },
    { Delete: { TableName, Key: line } },
  ];
}
