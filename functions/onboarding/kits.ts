import type { SetupKit } from '@ohjaamo/shared/onboarding/kit.ts';
import type { TemplateReference, TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import type { Table } from '../kernel/table.ts';
import { rememberedIn, type Setup } from './repository.ts';

/** What a kit is chosen by. */
type KitName = Pick<SetupKit, 'name' | 'version'>;

const library = () => import('../templates/index.ts');

/** A number stands for one content for ever, so what was found once need not be read again. */
const found = new Map<string, TemplateVersion>();

let shipped: Promise<readonly TemplateVersion[]> | undefined;

/** What the service comes with: loaded when a kit is asked for, since hardly any other request needs it. */
function shippedVersions(): Promise<readonly TemplateVersion[]> {
  shipped ??= Promise.all([
    import('@ohjaamo/shared/templates/shipped.ts'),
    import('@ohjaamo/shared/templates/version.ts'),
  ]).then(([{ shippedTemplates }, { templateVersion }]) =>
    shippedTemplates.map((each) => templateVersion.parse(each)),
  );
  return shipped;
}

/** A template as the service ships it or as the library has it, published or retired; `undefined` when it is nowhere. */
async function findTemplate(network: Table, named: TemplateReference): Promise<TemplateVersion | undefined> {
  const { kind, name, version } = named;
  const key = `${kind} ${name} ${version}`;
  const isNamed = (each: TemplateReference) =>
    each.kind === kind && each.name === name && each.version === version;
  const known =
    found.get(key) ??
    (await shippedVersions()).find(isNamed) ??
    (await (await library()).readReference(network, named))?.template;
  if (known) found.set(key, known);
  return known;
}

/** The kit with everything that it names, whether it can still be chosen or not. Three reads for each part that was not found before. */
async function findKit(network: Table, { name, version }: KitName): Promise<SetupKit | undefined> {
  const kit = await findTemplate(network, { kind: 'SITE_KIT', name, version });
  if (!kit) return undefined;
  const { kitFrom, partsOf } = await import('@ohjaamo/shared/onboarding/kit.ts');
  const parts = await Promise.all(partsOf(kit).map((part) => findTemplate(network, part)));
  return kitFrom(kit, ({ kind, name: part, version: number }) =>
    parts.find((each) => each?.kind === kind && each.name === part && each.version === number),
  );
}

/**
 * The kits that can be chosen: the newest published version of each in the library, and those that the service comes with and the
 * library has not got yet. One that the stewards have retired is not among them, but for the one that was chosen already.
 */
export async function kitsToChoose(network: Table, chosen: KitName | undefined): Promise<SetupKit[]> {
  const { publishedKits, readReference } = await library();
  const cards = await publishedKits(network);
  const known = new Set(cards.map(({ name }) => name));
  const own = (await shippedVersions()).filter(({ kind, name }) => kind === 'SITE_KIT' && !known.has(name));
  const standing = await Promise.all(
    own.map(async (each) => ((await readReference(network, each))?.state === 'RETIRED' ? [] : [each])),
  );
  const names: KitName[] = [...cards, ...standing.flat()];
  const isThere = names.some(({ name, version }) => name === chosen?.name && version === chosen.version);
  const all = chosen && !isThere ? [chosen, ...names] : names;
  const kits = await Promise.all(all.map((each) => findKit(network, each)));
  return kits.flatMap((kit) => kit ?? []);
}

/** The kit that was chosen, as it was when it was chosen. */
export async function chosenKit(network: Table, setup: Setup): Promise<SetupKit | undefined> {
  const { kit } = rememberedIn(setup);
  return kit && findKit(network, kit);
}
