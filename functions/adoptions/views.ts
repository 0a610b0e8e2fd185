import { newerThan, ofOwnLine, standsOn } from '@ohjaamo/shared/adoptions/lineage.ts';
import { aboutOf, inTurn, mayDecide } from '@ohjaamo/shared/adoptions/merging.ts';
import { markOf, pathOfPointer, valueAt } from '@ohjaamo/shared/adoptions/places.ts';
import type { adoptionLine, adoptionView, mergeView } from '@ohjaamo/shared/adoptions/views.ts';
import type { JsonObject } from '@ohjaamo/shared/templates/json.ts';
import type { Kind } from '@ohjaamo/shared/templates/kind.ts';
import { type Difference, openConflicts, placeText } from '@ohjaamo/shared/templates/merge.ts';
import { pathText, stepsOf } from '@ohjaamo/shared/templates/paths.ts';
import type * as z from 'zod';
import type { Table } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readProgress, versionsOf } from '../templates/index.ts';
import { readShownTenant, workerOf } from '../tenants/index.ts';
import { isEnded } from './renew.ts';
import type { Copy, Line } from './rows.ts';
import { baseOf, kindOf, mergeOf } from './sides.ts';

type LineRow = Awaited<ReturnType<typeof versionsOf>>[number];
type AdoptionLine = z.infer<typeof adoptionLine>;
type AdoptionView = z.infer<typeof adoptionView>;
type MergeView = z.infer<typeof mergeView>;

/**
 * A copy as a line, with the version that it could go over to, and whether what was handed in of it came back. One Query, and two reads of
 * one that was handed in; none for an ended one.
 */
export async function lineView(scope: TenantScope, network: Table, line: Line): Promise<AdoptionLine> {
  if (isEnded(line)) return viewOf(line, [], undefined);
  const [versions, progress] = await Promise.all([
    versionsOf(network, line),
    line.offered === undefined ? undefined : ownProgress(scope, network, line.offered),
  ]);
  return viewOf(line, versions, progress);
}

type Progress = Pick<NonNullable<Awaited<ReturnType<typeof readProgress>>>, 'state' | 'reason'>;

/** Sent back, and not taken back by the municipality itself. */
function isReturned(progress: Progress | undefined): boolean {
  return progress?.state === 'DRAFT' && progress.reason !== undefined;
}

function viewOf(line: Line, versions: readonly LineRow[], progress: Progress | undefined): AdoptionLine {
  const { kind, name, title, version, address, adoptedAt, changedAt, isMerging, endedAt, own } = line;
  const newer = isEnded(line) ? undefined : newerThan(ofOwnLine(versions, own), standsOn(line));
  return {
    ...{ kind, name, title, version, address, adoptedAt, changedAt, isMerging },
    ...(endedAt !== undefined && { endedAt }),
    ...(own && { own: own.isPublished ? ('PUBLISHED' as const) : ('WRITTEN' as const) }),
    isReturned: isReturned(progress),
    ...(newer && { newer: versionLine(newer) }),
  };
}

function versionLine({ address, version, state, publishedAt }: LineRow) {
  return { address, version, state, publishedAt };
}

/** A copy, whole. Three reads and a Query, and two reads more of one that was handed in. */
export async function copyView(scope: TenantScope, network: Table, copy: Copy): Promise<AdoptionView> {
  const [{ template, base, kind }, versions, tenant, progress] = await Promise.all([
    baseOf(network, copy),
    versionsOf(network, copy),
    readShownTenant(scope),
    copy.offered && ownProgress(scope, network, copy.offered.address),
  ]);
  const mark = await markOf(copy.content);
  return {
    ...viewOf(
      { ...copy, isMerging: copy.merging !== undefined, offered: copy.offered?.address },
      versions,
      progress,
    ),
    ...{ summary: template.summary, source: template.source },
    // What others may not change, whoever wrote it may.
    ...(copy.own ? { policy: [], about: copy.own.about } : { policy: template.policy }),
    ...{ uses: copy.uses, content: copy.content, base: base },
    left: leftOf(copy, template.content, kind),
    versions: ofOwnLine(versions, copy.own).map((each) => ({ ...versionLine(each), parents: each.parents })),
    history: copy.history.map((each) => ({ ...each, byName: workerOf(tenant, each.by).name })),
    inUse: (copy.inUse ?? []).map((each) => {
      const site = tenant.sites.find(({ id }) => id === each.site)?.name;
      const byName = workerOf(tenant, each.by).name;
      return { at: each.at, byName, changed: each.mark !== mark, ...(site && { site }) };
    }),
    ...(copy.undoable !== undefined && { undoable: copy.undoable }),
    ...(copy.offered && { offered: { ...copy.offered, ...progress } }),
  };
}

/** What was left and could be taken back now: the list that it stands in is there, and the version still has it. */
function leftOf({ left, content }: Copy, template: JsonObject, { lists }: Kind): AdoptionView['left'] {
  return left.flatMap((place) => {
    const path = stepsOf(place);
    const element = valueAt(template, lists, path);
    const isThere = valueAt(content, lists, path.slice(0, -1)) !== undefined;
    return element === undefined || !isThere ? [] : [{ place, element }];
  });
}

/** What became of what was handed in; `undefined` when it stands in the network as another municipality's. Two reads. */
async function ownProgress(
  scope: TenantScope,
  network: Table,
  address: string,
): Promise<Progress | undefined> {
  const found = await readProgress(network, address);
  const isOthers = found?.tenantId !== undefined && found.tenantId !== scope.tenantId;
  if (!found || isOthers) return undefined;
  const { state, reason } = found;
  return { state, ...(reason !== undefined && { reason }) };
}

/** The merge of a copy; `undefined` when none is on its way. */
export async function mergeViewOf(
  scope: TenantScope,
  network: Table,
  copy: Copy,
): Promise<MergeView | undefined> {
  const [now, tenant, kind] = await Promise.all([
    mergeOf(scope, network, copy),
    readShownTenant(scope),
    kindOf(copy.kind),
  ]);
  if (!now) return undefined;
  const { merging, sides, merged } = now;
  const decisionAt = (place: string) => {
    const found = merging.decisions[place];
    if (!found) return undefined;
    const { about: _about, ...decision } = found;
    return { decision: { ...decision, byName: workerOf(tenant, found.by).name } };
  };
  const { kind: of, name, title, address, version } = copy;
  return {
    ...{ kind: of, name, title, of: merging.of },
    to: { address: merging.address, version: merging.version },
    from: { address, version },
    ...{ local: sides.local, upstream: sides.upstream },
    differences: await Promise.all(
      inTurn(merged.differences).map(async (each) => {
        const place = placeText(each);
        return {
          ...differenceView(each),
          ...{ place, mayDecide: mayDecide(each), about: await aboutOf(each) },
          ...(each.state === 'DECIDED' && decisionAt(place)),
        };
      }),
    ),
    open: openConflicts(merged).length,
    mark: await markOf(merged.content),
    faults: faultsOf(kind, merged.content),
  };
}

function differenceView(of: Difference) {
  const { path, aspect, hold, by, base, local, upstream, stands, state } = of;
  return {
    ...{ path: [...path], aspect, hold, by, stands, state },
    ...{ base, local, upstream },
  } as Omit<MergeView['differences'][number], 'place' | 'mayDecide' | 'about'>;
}

/** What is wrong with a content, by place. */
export function faultsOf(kind: Kind, content: JsonObject): { place: string; code: string }[] {
  const checked = kind.check(content);
  if (checked.ok) return [];
  return checked.error.map(({ pointer, code }) => ({
    place: pathText(pathOfPointer(content, kind.lists, pointer)),
    code,
  }));
}
