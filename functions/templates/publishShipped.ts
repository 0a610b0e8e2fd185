import { checkVersion } from '@ohjaamo/shared/templates/kind.ts';
import { addressOf, type TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import type { Table } from '../kernel/table.ts';
import { networkKeys } from '../kernel/tenancy/keys.ts';
import { lineageWrites, lineOf, readHead, readLineage, versionWrite } from './repository.ts';
import type { HeadRow } from './rows.ts';
import { shelve } from './shelf.ts';

/**
 * Publishes what the service comes with, whatever of it is not there yet; gives how many versions were new. Run again it changes
 * nothing, and what the stewards have retired stays retired.
 *
 * @param at RFC 3339
 * @throws Error when a version's number stands for other content: it was changed without a new number
 */
export async function publishShipped(network: Table, at: string): Promise<number> {
  const { kinds } = await import('@ohjaamo/shared/templateKinds.ts');
  const { shippedTemplates } = await import('@ohjaamo/shared/templates/shipped.ts');
  let count = 0;
  for (const candidate of shippedTemplates) {
    const checked = checkVersion(kinds, candidate);
    if (!checked.ok) throw new Error('A template that the service comes with is not of its kind');
    const template = checked.value;
    if (await publishOne(network, template, at)) count++;
    const { shelf } = await readLineage(network, template.kind, template.name);
    if (!shelf || shelf.leaving.length > 0) await shelve(network, template.kind, template.name);
  }
  return count;
}

/** Whether it was new. */
async function publishOne(network: Table, template: TemplateVersion, at: string): Promise<boolean> {
  const address = await addressOf(template);
  if (await readHead(network, address)) return false;
  const head: HeadRow = { state: 'PUBLISHED', handedInAt: at, publishedAt: at };
  const done = await network.transact([
    network.putWrite({ ...networkKeys.template(address, 'HEAD'), ...head }, true),
    versionWrite(network, address, template),
    ...lineageWrites(network, lineOf({ address, template }, 'PUBLISHED', at)),
  ]);
  if (!done.ok) throw new Error('The number of a template that the service comes with is taken');
  await shelve(network, template.kind, template.name);
  return true;
}
