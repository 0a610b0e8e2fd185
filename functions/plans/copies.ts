import { type ClientId, code, planPartId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { CopyView } from '@ohjaamo/shared/plans/contract.ts';
import type { PlanCopy } from '@ohjaamo/shared/plans/copy.ts';
import { planCopy } from '@ohjaamo/shared/plans/copy.ts';
import * as z from 'zod';
import type { CaseAccess } from '../kernel/caseAccess.ts';
import { openTexts, sealTexts } from '../kernel/sealing.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { nameOf, type PlanPlace } from './place.ts';

/** A copy as it is listed; its text stands in a row of its own, so that listing reads none. */
const copyRow = z.object({
  kind: z.literal('PLAN_COPY'),
  id: planPartId,
  version: z.int(),
  at: z.string(),
  by: staffId,
  organisation: code,
  sha256: z.string(),
  /** Organisations whose parts it holds; empty text for what the plan says of the person. */
  owners: z.array(z.string()),
});
export type CopyRow = z.infer<typeof copyRow>;

const copyText = z.object({ sealed: z.object({ copy: z.string() }) });

type CopyId = CopyRow['id'];
const copyKey = (id: CopyId): string => `PLANCOPY#${id}`;
const textKey = (id: CopyId): string => `PLANCOPYTEXT#${id}`;

/** The copies taken of a client's plan; gives those of the asker's own organisation, the newest first. One Query. */
export async function listCopies(scope: TenantScope, client: ClientId) {
  const { items } = await scope.cases.query(scope.keys.client(client, '').pk, copyRow, {
    begins: 'PLANCOPY#',
  });
  return (place: PlanPlace, access: CaseAccess): CopyView[] =>
    items
      .filter((row) => mayRead(row, access))
      .toSorted((one, other) => other.at.localeCompare(one.at))
      .map((row) => viewCopy(row, place));
}

/** A copy in a list. */
export function viewCopy({ id, version, at, by, organisation, sha256 }: CopyRow, place: PlanPlace): CopyView {
  return { id, version, at, by: { id: by, name: nameOf(place, by) }, organisation, sha256 };
}

/** A copy is read by those for whom it was taken, while they may still take one of every part in it. */
export function mayRead({ organisation, owners }: CopyRow, access: CaseAccess): boolean {
  return (
    organisation === access.organisation &&
    owners.every((owner) =>
      access.may('TAKE_COPY', owner ? { category: 'SHARED_PLAN', owner } : { category: 'SHARED_PLAN' }),
    )
  );
}

export function readCopyRow(scope: TenantScope, client: ClientId, id: CopyId): Promise<CopyRow | undefined> {
  return scope.cases.get(scope.keys.client(client, copyKey(id)), copyRow);
}

/** The copy's JSON as it was handed out, byte for byte. */
export async function readCopyText(scope: TenantScope, client: ClientId, id: CopyId): Promise<string> {
  const place = { client, sk: textKey(id) };
  const row = await scope.cases.get(scope.keys.client(client, place.sk), copyText);
  if (!row) throw new Error('A copy stands without its text');
  const { copy } = await openTexts(scope, place, row.sealed);
  return copy ?? '';
}

/** A copy, opened. */
export async function readCopy(scope: TenantScope, client: ClientId, id: CopyId): Promise<PlanCopy> {
  return planCopy.parse(JSON.parse(await readCopyText(scope, client, id)));
}

/** Every copy of a client's plan with its content, for the person's own export. */
export async function readAllCopies(scope: TenantScope, client: ClientId) {
  const { items } = await scope.cases.query(scope.keys.client(client, '').pk, copyRow, {
    begins: 'PLANCOPY#',
  });
  return Promise.all(items.map(async (row) => ({ ...row, copy: await readCopy(scope, client, row.id) })));
}

/** The writes of a copy, the first of its id. */
export async function copyWrites(
  scope: TenantScope,
  client: ClientId,
  row: CopyRow,
  text: string,
): Promise<Write[]> {
  const sealed = await sealTexts(scope, { client, sk: textKey(row.id) }, { copy: text });
  return [
    scope.cases.putWrite({ ...scope.keys.client(client, copyKey(row.id)), ...row }, true),
    scope.cases.putWrite({
      ...scope.keys.client(client, textKey(row.id)),
      kind: 'PLAN_COPY_TEXT',
      sealed,
    }),
  ];
}
