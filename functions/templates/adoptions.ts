import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import {
  type TemplateKind,
  templateKind,
  type TemplateReference,
  type TemplateVersion,
} from '@ohjaamo/shared/templates/version.ts';
import type { Table } from '../kernel/table.ts';
import { type Key, networkKeys } from '../kernel/tenancy/keys.ts';
import { readPublished, readVersions } from './repository.ts';
import type { LineRow, UserRow } from './rows.ts';
import { shelve } from './shelf.ts';

/** A version that tenants may read. */
export interface OpenVersion {
  readonly address: string;
  readonly template: TemplateVersion;
  readonly state: 'PUBLISHED' | 'RETIRED';
  readonly publishedAt: string;
}

/** A published or retired version by its address; `undefined` for one that is not there or waits still. Two reads. */
export async function readVersion(network: Table, address: string): Promise<OpenVersion | undefined> {
  const standing = await readPublished(network, address);
  const state = standing?.head.state;
  if (!standing || (state !== 'PUBLISHED' && state !== 'RETIRED')) return undefined;
  const { template, head } = standing;
  return { address, template, state, publishedAt: head.publishedAt ?? head.handedInAt };
}

/**
 * The published and retired versions of a template, the newest first, without contents and without who uses it: one Query. What is
 * shown may lag by a moment; whoever decides something by them asks for `consistent`.
 */
export function versionsOf(
  network: Table,
  template: Pick<TemplateReference, 'kind' | 'name'>,
  { consistent = false }: { readonly consistent?: boolean } = {},
): Promise<readonly LineRow[]> {
  return readVersions(network, template, { consistent });
}

/** That a municipality's practice stands on a version now, or on none any more. */
export interface AdoptionNote {
  readonly tenantId: TenantId;
  readonly municipality: string;
  readonly kind: TemplateKind;
  readonly name: string;
  readonly address: string | undefined;
  /** The date of adopting, and the one on which it was ended for the first time. */
  readonly since: string;
  readonly until?: string;
  /** Grows with every change of the adoption. */
  readonly revision: number;
}

/**
 * Takes a municipality that is being erased from the users of a template, by the key of its row, and lets the shelf follow; the row itself
 * goes with everything else that names it. Cut off and run again it comes to the same end.
 */
export async function forgetUser(network: Table, { pk, sk }: Key): Promise<void> {
  const user = userKey.exec(`${pk} ${sk}`)?.groups;
  if (!user) return;
  const gone = await network.update({
    Key: { pk, sk },
    UpdateExpression: 'REMOVE #value.#address',
    ConditionExpression: 'attribute_exists(#value)',
    ExpressionAttributeNames: { '#value': 'value', '#address': 'address' },
  });
  if (gone.ok) await shelve(network, templateKind.parse(user['kind']), user['name'] ?? '');
}

const userKey = /^N#LINEAGE#(?<kind>[A-Z_]+)#(?<name>[^# ]+) USER#/u;

/**
 * Notes beside a template who uses it, and lets the shelf follow. Told again, or told of an earlier revision, it changes nothing but
 * mends a shelf that an interrupted run left behind.
 */
export async function noteAdoption(network: Table, note: AdoptionNote): Promise<void> {
  const { tenantId, municipality, kind, name, address, since, until, revision } = note;
  const value: UserRow = {
    ...{ municipality, since, revision },
    ...(address !== undefined && { address }),
    ...(until !== undefined && { until }),
  };
  await network.update({
    Key: networkKeys.lineage(kind, name, `USER#${tenantId}`),
    UpdateExpression: 'SET kind = :kind, #value = :value, revision = :revision',
    ConditionExpression: 'attribute_not_exists(pk) OR revision < :revision',
    ExpressionAttributeNames: { '#value': 'value' },
    ExpressionAttributeValues: { ':kind': 'USER', ':value': value, ':revision': revision },
  });
  await shelve(network, kind, name);
}
