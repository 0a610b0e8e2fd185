import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import { sealedPlaceOf, staysBehind } from '../../kernel/sealedPlaces.ts';
import { tenantPrefix } from '../../kernel/tenancy/keys.ts';
import type { TenantScope } from '../../kernel/tenancy/scope.ts';

/*
 * How a row becomes a line and a line a row (docs/export-format.md). JSON knows neither sets nor bytes, a sealed text opens here
 * only, and the tenant's id and slug are other ones elsewhere: these four are written as what follows.
 */
const TENANT = '⟦tenant⟧';
const SLUG = '⟦slug⟧';
const OPENING = '⟦';
const SET = '$set';
const BYTES = '$bytes';
const OPENED = '$opened';

/** What a sealed text looks like; one that stands where none is expected must not leave closed. */
const SEALED = /^1\.[\w-]{38,}$/u;

type Row = Readonly<Record<string, unknown>>;
const anyRow = z.looseObject({ pk: z.string(), sk: z.string() });

/** A row, opened, as one line without its line feed: names in the order of their code units, so that equal rows are equal lines. */
export async function lineOf(scope: TenantScope, slug: string, row: Row): Promise<string> {
  const { sealed, ...plain } = row;
  const { pk, sk } = anyRow.parse(row);
  const isLeft = sealed === undefined || staysBehind(kindOf(pk).kind);
  const opened = isLeft ? undefined : await openAll(scope, pk, sk, sealed);
  const mapped = written(plain, scope.tenantId) as Record<string, unknown>;
  return JSON.stringify({
    ...inOrder({
      ...withSlug(mapped, slug, SLUG),
      ...(opened !== undefined && { sealed: { [OPENED]: opened } }),
    }),
  });
}

/** The row of a line, sealed under the key of the tenant that takes it in. Rejects what no export writes. */
export async function rowOf(
  scope: TenantScope,
  slug: string,
  line: string,
): Promise<Row & { pk: string; sk: string }> {
  const { sealed, ...plain } = anyRow.parse(JSON.parse(line));
  const row = anyRow.parse(read(withSlug(plain, SLUG, slug), scope.tenantId));
  if (!row.pk.startsWith(tenantPrefix(scope.tenantId))) throw new Error('A row of no municipality');
  if (sealed === undefined) return row;
  const opened = z.strictObject({ [OPENED]: texts }).parse(sealed)[OPENED];
  return { ...row, sealed: await sealAll(scope, row.pk, row.sk, opened) };
}

const texts = z.union([z.string(), z.record(z.string(), z.string())]);
type Texts = z.infer<typeof texts>;

function openAll(scope: TenantScope, pk: string, sk: string, sealed: unknown): Promise<Texts> {
  return each(texts.parse(sealed), (name, text) => scope.vault.open(placeOf(pk, sk, name), text));
}

function sealAll(scope: TenantScope, pk: string, sk: string, opened: Texts): Promise<Texts> {
  return each(opened, (name, text) => scope.vault.seal(placeOf(pk, sk, name), text));
}

async function each(given: Texts, change: (name: string, text: string) => Promise<string>): Promise<Texts> {
  if (typeof given === 'string') return change('', given);
  const changed = Object.entries(given).map(
    async ([name, text]) => [name, await change(name, text)] as const,
  );
  return inOrder(Object.fromEntries(await Promise.all(changed))) as Record<string, string>;
}

function placeOf(pk: string, sk: string, name: string): string {
  const { kind, behind } = kindOf(pk);
  const place = sealedPlaceOf(kind, behind, sk, name);
  if (place === undefined) throw new Error(`A sealed text in a row of the kind ${kind}`);
  return place;
}

function kindOf(pk: string): { readonly kind: string; readonly behind: string } {
  const [, , kind = '', behind = ''] = pk.split('#');
  return { kind, behind };
}

/** The profile's own slug: the new municipality has its own. */
function withSlug(row: Record<string, unknown>, from: string, to: string): Record<string, unknown> {
  const value = row['value'];
  const isProfile = row['kind'] === 'PROFILE' && typeof value === 'object' && value !== null;
  if (!isProfile || (value as Row)['slug'] !== from) return row;
  return { ...row, value: { ...value, slug: to } };
}

function inOrder(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function written(value: unknown, tenant: TenantId): unknown {
  if (typeof value === 'string') {
    if (SEALED.test(value)) throw new Error('A sealed text outside of its place');
    return value.replaceAll(OPENING, OPENING + OPENING).replaceAll(tenant, TENANT);
  }
  if (value instanceof Set) {
    const members = [...value].map((member) => written(member, tenant) as string | number);
    return { [SET]: members.sort((one, other) => (one < other ? -1 : 1)) };
  }
  if (value instanceof Uint8Array) return { [BYTES]: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map((part) => written(part, tenant));
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).map(
    ([name, part]) => [written(name, tenant) as string, written(part, tenant)] as const,
  );
  return inOrder(Object.fromEntries(parts));
}

function read(value: unknown, tenant: TenantId): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(/⟦⟦|⟦tenant⟧/gu, (found) => (found === TENANT ? tenant : OPENING));
  }
  if (Array.isArray(value)) return value.map((part) => read(part, tenant));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === SET) return new Set(read(first[1], tenant) as unknown[]);
  if (entries.length === 1 && first?.[0] === BYTES) return Buffer.from(String(first[1]), 'base64');
  return Object.fromEntries(entries.map(([name, part]) => [read(name, tenant), read(part, tenant)]));
}
