import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { checkVersion, type Kinds, missingReferences } from '@ohjaamo/shared/templates/kind.ts';
import type { VersionState } from '@ohjaamo/shared/templates/lifeCycle.ts';
import {
  addressOf,
  type TemplateFault,
  type TemplateReference,
  type TemplateVersion,
} from '@ohjaamo/shared/templates/version.ts';
import type { Table } from '../kernel/table.ts';
import { networkKeys } from '../kernel/tenancy/keys.ts';
import { moveWrite, readDraft, readNamed, waitedWrite, waitWrite } from './repository.ts';
import { type DraftRow, draftRow, headRow } from './rows.ts';

/** Why a version is not taken: what is wrong with it by place, or that the same content stands in the network already. */
export type HandInRefusal =
  | { readonly code: 'FAULTS'; readonly faults: readonly TemplateFault[] }
  | { readonly code: 'STANDS'; readonly address: string; readonly state: VersionState };

/** What a municipality hands in. */
export interface HandedVersion {
  readonly template: TemplateVersion;
  readonly tenantId: TenantId;
  /** Code of the municipality: whose practice it is, as the library says it. */
  readonly municipality: string;
  /** RFC 3339. */
  readonly at: string;
  /** What is handed in with it, by {@link nameOf}: a kit may name it. */
  readonly with?: ReadonlySet<string>;
}

/**
 * Hands a version in to the stewards. It gets its address now, and says the same from now on. The same content again from the same
 * municipality is the same answer; a version that was sent back may be handed in again as it is.
 */
export async function handIn(
  network: Table,
  { template, tenantId, municipality, at, with: beside }: HandedVersion,
): Promise<Result<{ readonly address: string }, HandInRefusal>> {
  const { kinds } = await import('@ohjaamo/shared/templateKinds.ts');
  const checked = await checkForNetwork(network, kinds, template, beside);
  if (!checked.ok) return fail({ code: 'FAULTS', faults: checked.error });
  const { address } = checked.value;
  const { template: handed } = checked.value;
  const draft: DraftRow = { tenantId, state: 'REVIEW', municipality, handedInAt: at, template: handed };
  const done = await network.transact([
    unpublishedCheck(network, address),
    draftWrite(network, address, draft),
    waitWrite(network, address, draft),
  ]);
  if (done.ok) return succeed({ address });
  const published = done.error.failures.find(({ index }) => index === 0);
  if (published) return fail({ code: 'STANDS', address, state: headRow.parse(published.item).state });
  const stands = draftRow.parse(done.error.failures[0]?.item);
  return stands.tenantId === tenantId
    ? succeed({ address })
    : fail({ code: 'STANDS', address, state: stands.state });
}

/** A version as the network would take it, with its address; or its faults, those between versions among them. */
export async function checkForNetwork(
  network: Table,
  kinds: Kinds,
  candidate: unknown,
  beside: ReadonlySet<string> = new Set(),
): Promise<Result<{ readonly address: string; readonly template: TemplateVersion }, TemplateFault[]>> {
  const checked = checkVersion(kinds, candidate);
  if (!checked.ok) return checked;
  const template = checked.value;
  const address = await addressOf(template);
  const inLibrary = await namedInLibrary(network, kinds[template.kind].referencesOf(template.content));
  const sameNumber = await readNamed(network, template);
  const faults = [
    ...missingReferences(kinds, template, (reference) => {
      const name = nameOf(reference);
      return inLibrary.has(name) || beside.has(name);
    }),
    ...(sameNumber && sameNumber.address !== address ? [{ pointer: '/version', code: 'taken' }] : []),
  ];
  return faults.length > 0 ? fail(faults) : succeed({ address, template });
}

/** Which of the templates that are named the library has, by {@link nameOf}: one read each. */
export async function namedInLibrary(
  network: Table,
  named: readonly TemplateReference[],
): Promise<ReadonlySet<string>> {
  const lines = await Promise.all(named.map((each) => readNamed(network, each)));
  return new Set(lines.flatMap((line) => (line ? [nameOf(line)] : [])));
}

/** A version's own words for itself, as kits name it. */
export function nameOf({ kind, name, version }: TemplateReference): string {
  return [kind, name, version].join(' ');
}

/** The condition that a version is not published. */
function unpublishedCheck(network: Table, address: string) {
  return {
    ConditionCheck: {
      TableName: network.name,
      Key: networkKeys.template(address, 'HEAD'),
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    },
  };
}

/** The write of a draft that stands in review: the first of its address, or over one that was sent back. */
function draftWrite(network: Table, address: string, draft: DraftRow) {
  return {
    Put: {
      TableName: network.name,
      Item: { ...networkKeys.draft(address), ...draft },
      ConditionExpression: 'attribute_not_exists(pk) OR #state = :draft',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':draft': 'DRAFT' },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    },
  };
}

/** Whoever handed a version in takes it back: it is a draft again. False when it does not wait any more, or is another's. */
export async function takeBack(network: Table, address: string, tenantId: TenantId): Promise<boolean> {
  const draft = await readDraft(network, address);
  if (draft?.tenantId !== tenantId) return false;
  const done = await network.transact([
    moveWrite(network, networkKeys.draft(address), { from: 'REVIEW', to: 'DRAFT', set: {} }),
    waitedWrite(network, address, draft.handedInAt),
  ]);
  return done.ok;
}
