import { markOf } from '@ohjaamo/shared/adoptions/places.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { withoutElements } from '@ohjaamo/shared/templates/adoption.ts';
import type { TemplateKind, TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import { practiceWrite } from '../kernel/practice.ts';
import type { Table } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { versionsOf } from '../templates/index.ts';
import { adoptVersion } from './adopt.ts';
import { withEvent } from './repository.ts';
import type { Copy } from './rows.ts';
import { kindOf } from './sides.ts';

/** A template that a municipality was set up from. */
export interface TakenPart {
  readonly address: string;
  readonly template: TemplateVersion;
  /** Elements that were not taken. */
  readonly left: readonly string[];
  /** Where it is in effect by the set-up itself; none for what was only chosen. */
  readonly inUse: readonly Pick<NonNullable<Copy['inUse']>[number], 'site' | 'roles' | 'made'>[];
}

/** Kinds that are offered or shown from the day on which the municipality opens. */
const offered: readonly TemplateKind[] = [
  'PLAN',
  'GROUP_PROGRAMME',
  'MESSAGE_TEXTS',
  'COOPERATION_AGREEMENT',
  'OPERATING_MODEL',
];

/**
 * Leaves the copies of what a municipality was set up from, with their lineage, so that the network knows who uses it and later versions
 * are offered. Run again it changes nothing, and a copy that the municipality has already stays as it is. What the library does not have
 * (yet) leaves no copy: there would be no version to compare it with. A Query, two reads and a transaction for each.
 */
export async function adoptKit(
  scope: TenantScope,
  network: Table,
  parts: readonly TakenPart[],
  { by, at }: { readonly by: StaffId; readonly at: string },
): Promise<void> {
  for (const { address, template, left, inUse } of parts) {
    const { kind, name, title, version } = template;
    const versions = await versionsOf(network, template, { consistent: true });
    const line = versions.find((each) => each.address === address);
    if (line?.state !== 'PUBLISHED') continue;
    const { lists } = await kindOf(kind);
    const content = withoutElements(template.content, lists, left);
    const isOffered = offered.includes(kind);
    const mark = await markOf(content);
    const places = isOffered ? [{}] : inUse;
    const used = places.map((place, index) => ({
      id: `${address.slice(0, 19)}${index}`,
      at,
      by,
      mark,
      ...place,
    }));
    await adoptVersion(
      scope,
      { address, template, state: 'PUBLISHED', publishedAt: line.publishedAt },
      {
        ...{ address, left, by, at },
        more: () =>
          isOffered ? [practiceWrite(scope, { kind, name, inUse: { title, content, at, by } })] : [],
      },
      (copy) =>
        used.length === 0
          ? { ...copy, inUse: [] }
          : withEvent({ ...copy, inUse: used }, { what: 'TAKEN_INTO_USE', at, by, version }),
    );
  }
}
