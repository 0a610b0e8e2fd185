import { versionOf } from '@ohjaamo/shared/adoptions/drafts.ts';
import { standsOn } from '@ohjaamo/shared/adoptions/lineage.ts';
import { withoutElements } from '@ohjaamo/shared/templates/adoption.ts';
import {
  decisionsThatStand,
  mergeSides,
  type MergeSides,
  sidesOfUndo,
  sidesOfVersion,
} from '@ohjaamo/shared/adoptions/merging.ts';
import type { JsonObject } from '@ohjaamo/shared/templates/json.ts';
import type { Kind } from '@ohjaamo/shared/templates/kind.ts';
import type { Decisions, Merged } from '@ohjaamo/shared/templates/merge.ts';
import type { TemplateKind, TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import type { Table } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readVersion } from '../templates/index.ts';
import { readKept } from './repository.ts';
import type { Copy } from './rows.ts';

/** The rules of a kind. Described when first asked for: they are made of the schemas of seven modules. */
export async function kindOf(kind: TemplateKind): Promise<Kind> {
  const { kinds } = await import('@ohjaamo/shared/templateKinds.ts');
  return kinds[kind];
}

/** A version that a copy was made from: it is never taken away. */
export async function versionAt(network: Table, address: string): Promise<TemplateVersion> {
  const found = await readVersion(network, address);
  if (!found) throw new Error('A version that somebody uses is not there');
  return found.template;
}

/** The version that a copy stands on, without what was left at adoption; of own practice that stands on none, the copy itself. */
export async function baseOf(
  network: Table,
  copy: Copy,
): Promise<{ readonly template: TemplateVersion; readonly base: JsonObject; readonly kind: Kind }> {
  const { own, content } = copy;
  if (own && standsOn(copy) === undefined) {
    return { template: versionOf(copy, { ...own, content }), kind: await kindOf(copy.kind), base: content };
  }
  const [template, kind] = await Promise.all([versionAt(network, copy.address), kindOf(copy.kind)]);
  return { template, kind, base: withoutElements(template.content, kind.lists, copy.left) };
}

/** A merge on its way, with what is decided of it. */
export interface MergeNow {
  readonly merging: NonNullable<Copy['merging']>;
  readonly sides: MergeSides;
  readonly decisions: Decisions;
  readonly merged: Merged;
}

/** The merge of a copy; `undefined` when none is on its way. Two or three reads. */
export async function mergeOf(scope: TenantScope, network: Table, copy: Copy): Promise<MergeNow | undefined> {
  const { merging } = copy;
  if (!merging) return undefined;
  const sides = await (merging.of === 'VERSION'
    ? sidesTo(network, copy, merging.address)
    : sidesBack(scope, network, copy));
  const decisions = await decisionsThatStand(mergeSides(sides, {}), merging.decisions);
  return { merging, sides, decisions, merged: mergeSides(sides, decisions) };
}

async function sidesTo(network: Table, copy: Copy, address: string): Promise<MergeSides> {
  const [base, upstream, { lists }] = await Promise.all([
    versionAt(network, await mergedFrom(network, copy)),
    versionAt(network, address),
    kindOf(copy.kind),
  ]);
  return sidesOfVersion({
    ...{ base: base.content, local: copy.content, upstream: upstream.content },
    // What others may not change, whoever wrote it may.
    ...{ lists, policy: copy.own ? [] : upstream.policy, left: copy.left },
  });
}

/** The version that a merge goes from: of own practice that stands on none, the last one that it was published as. */
async function mergedFrom(network: Table, copy: Copy): Promise<string> {
  const stands = standsOn(copy);
  if (stands !== undefined) return stands;
  for (const address of [...(copy.own?.handed ?? [])].reverse()) {
    if (await readVersion(network, address)) return address;
  }
  throw new Error('Own practice that was never published goes over to no version');
}

async function sidesBack(scope: TenantScope, network: Table, copy: Copy): Promise<MergeSides> {
  const kept = await readKept(scope, copy);
  if (!kept) throw new Error('A merge that can be undone was not kept');
  const was = { ...copy, address: kept.from.address, left: kept.left, content: kept.before };
  const there = await sidesTo(network, was, kept.to.address);
  const { content } = mergeSides(there, kept.decisions);
  return sidesOfUndo({ before: kept.before, merged: content, now: copy.content, lists: there.lists });
}
