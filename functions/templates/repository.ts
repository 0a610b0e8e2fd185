import type { TemplateKind, TemplateReference, TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import type { VersionState } from '@ohjaamo/shared/templates/lifeCycle.ts';
import type { Table, Write } from '../kernel/table.ts';
import { type Key, networkKeys, partitions } from '../kernel/tenancy/keys.ts';
import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import {
  type DecisionRow,
  decisionRow,
  type DraftRow,
  draftRow,
  handedInRow,
  type HeadRow,
  headRow,
  lineageRow,
  type LineRow,
  lineRow,
  type ShelfRow,
  type UserRow,
  versionOfLineage,
  versionRow,
} from './rows.ts';

/** A version as it stands in the network, whatever its state. */
export interface StandingVersion {
  readonly address: string;
  readonly template: TemplateVersion;
  readonly head: HeadRow;
  /** Who handed it in, while it is not published. */
  readonly tenantId?: TenantId;
}

/** A version with its head, in any state: three reads. Who may see it, the caller decides. */
export async function readStanding(network: Table, address: string): Promise<StandingVersion | undefined> {
  const [published, draft] = await Promise.all([
    readPublished(network, address),
    readDraft(network, address),
  ]);
  return published ?? (draft && standingDraft(address, draft));
}

/** A published or retired version: two reads. */
export async function readPublished(network: Table, address: string): Promise<StandingVersion | undefined> {
  const [version, head] = await Promise.all([
    network.get(networkKeys.template(address, 'VERSION'), versionRow),
    readHead(network, address),
  ]);
  return version && head && { address, template: version.template, head };
}

/** How far a published version is. */
export function readHead(network: Table, address: string): Promise<HeadRow | undefined> {
  return network.get(networkKeys.template(address, 'HEAD'), headRow);
}

/** A version that was handed in and is not published. One read. */
export function readDraft(network: Table, address: string): Promise<DraftRow | undefined> {
  return network.get(networkKeys.draft(address), draftRow);
}

function standingDraft(address: string, draft: DraftRow): StandingVersion {
  const { template, tenantId, state, municipality, handedInAt, reason } = draft;
  const head = { state, from: { municipality }, handedInAt, ...(reason !== undefined && { reason }) };
  return { address, template, head, tenantId };
}

/** How far a version is, and why it was sent back or retired. */
export interface Progress extends Pick<HeadRow, 'state' | 'reason'> {
  /** Who handed it in, while it is not published. */
  readonly tenantId?: TenantId;
}

/** How far a version is, wherever it stands: two reads. */
export async function readProgress(network: Table, address: string): Promise<Progress | undefined> {
  const [head, draft] = await Promise.all([readHead(network, address), readDraft(network, address)]);
  return head ?? draft;
}

/** The published versions of others that were made from this one. */
export async function readChildren(network: Table, address: string): Promise<LineRow[]> {
  const { pk } = networkKeys.template(address, '');
  return (await network.query(pk, lineRow, { begins: 'CHILD#' })).items;
}

/** What stands about a template: its versions, who uses it, its place on the shelf. One Query, no contents. */
export interface Lineage {
  /** Published or retired, the newest first. */
  readonly versions: readonly LineRow[];
  readonly users: readonly UserRow[];
  /** With a version that grows whenever somebody says where the card goes. */
  readonly shelf: (ShelfRow & { readonly version: number }) | undefined;
}

/** Reads it; consistent, since what is decided rests on it. */
export async function readLineage(network: Table, kind: TemplateKind, name: string): Promise<Lineage> {
  const { pk } = networkKeys.lineage(kind, name, '');
  const { items } = await network.query(pk, lineageRow, { consistent: true });
  const shelf = items.find((item) => item.kind === 'SHELF');
  return {
    versions: newestFirst(items.flatMap((item) => (item.kind === 'VERSION' ? [item.value] : []))),
    users: items.flatMap((item) => (item.kind === 'USER' ? [item.value] : [])),
    shelf: shelf && { ...shelf.value, version: shelf.version },
  };
}

/**
 * Reads the versions alone, without the municipalities that use the template: some 400 bytes each, eventually consistent unless
 * something is decided by them.
 */
export async function readVersions(
  network: Table,
  { kind, name }: Pick<TemplateReference, 'kind' | 'name'>,
  { consistent }: { readonly consistent: boolean },
): Promise<readonly LineRow[]> {
  const { pk } = networkKeys.lineage(kind, name, '');
  const { items } = await network.query(pk, versionOfLineage, { begins: 'VERSION#', consistent });
  return newestFirst(items.map(({ value }) => value));
}

function newestFirst(versions: LineRow[]): LineRow[] {
  return versions.sort((one, other) => (one.publishedAt < other.publishedAt ? 1 : -1));
}

/** The published version that a kit names, if the library has it. */
export async function readNamed(network: Table, named: TemplateReference): Promise<LineRow | undefined> {
  const key = networkKeys.lineage(named.kind, named.name, `VERSION#${named.version}`);
  const row = await network.get(key, lineageRow);
  return row?.kind === 'VERSION' ? row.value : undefined;
}

/** The versions that wait for the stewards, the longest waiting first. */
export async function readHandedIn(network: Table) {
  const { items } = await network.query(partitions.handedIn, handedInRow);
  return items.map(({ value }) => value);
}

/** The write of what a version says. The same address is the same content, so repeating it is harmless. */
export function versionWrite(network: Table, address: string, template: TemplateVersion): Write {
  return network.putWrite({ ...networkKeys.template(address, 'VERSION'), template });
}

/** The write that moves a version to a state, at the key of its head or its draft; it fails in any other than `from`. */
export function moveWrite(
  network: Table,
  key: Key,
  move: {
    readonly from: VersionState;
    readonly to: VersionState;
    readonly set: Readonly<Record<string, string>>;
  },
): Write {
  const set = { ...move.set, state: move.to };
  const names = Object.keys(set);
  return {
    Update: {
      TableName: network.name,
      Key: key,
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      ConditionExpression: '#state = :from',
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ':from': move.from,
        ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])),
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

/** The writes that put a version among those of its template and among the children of its parents; the first fails when the number is taken. */
export function lineageWrites(network: Table, line: LineRow, isNew = true): Write[] {
  const { kind, name, version, parents, address } = line;
  return [
    network.putWrite(
      { ...networkKeys.lineage(kind, name, `VERSION#${version}`), kind: 'VERSION', value: line },
      isNew,
    ),
    ...parents.map((parent) =>
      network.putWrite({ ...networkKeys.template(parent, `CHILD#${address}`), ...line }),
    ),
  ];
}

/** The line of a version. */
export function lineOf(
  { address, template }: Pick<StandingVersion, 'address' | 'template'>,
  state: VersionState,
  publishedAt: string,
): LineRow {
  const { kind, name, version, title, parents } = template;
  return { kind, name, version, address, title, parents, state, publishedAt };
}

/** The sort key of a version that waits: the time of handing in, so that who has waited longest stands first. */
function waitingKey(address: string, handedInAt: string): Key {
  return networkKeys.handedIn(`${handedInAt}#${address}`);
}

/** The write that lets a version wait for the stewards. */
export function waitWrite(network: Table, address: string, draft: DraftRow): Write {
  const { template, tenantId, municipality: from, handedInAt } = draft;
  const { kind, name, version, title } = template;
  const value = { kind, name, version, title, address, from, handedInAt };
  return network.putWrite({ ...waitingKey(address, handedInAt), tenantId, value });
}

/** The write after which it waits no more. */
export function waitedWrite(network: Table, address: string, handedInAt: string): Write {
  return { Delete: { TableName: network.name, Key: waitingKey(address, handedInAt) } };
}

/** The write that notes what a steward decided, with the decision itself. The log is only ever added to. */
export function decisionWrite(network: Table, address: string, order: string, decision: DecisionRow): Write {
  return network.putWrite({ ...networkKeys.decision(address, `${decision.at}#${order}`), ...decision }, true);
}

/** What stewards decided about a version, the newest first. One Query. */
export async function readDecisionRows(network: Table, address: string): Promise<DecisionRow[]> {
  const { pk } = networkKeys.decision(address, '');
  return (await network.query(pk, decisionRow, { newestFirst: true })).items;
}
