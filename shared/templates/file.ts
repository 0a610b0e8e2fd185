import * as z from 'zod';
import { fail, type Result, succeed } from '../kernel/result.ts';
import { canonicalJson, isDeeperThan, type Json, sha256Of } from './json.ts';
import { checkVersion, type Kinds, missingReferences } from './kind.ts';
import { versionsInCycles } from './lineage.ts';
import {
  type AddressedVersion,
  addressOf,
  type TemplateFault,
  type TemplateReference,
  versionAddress,
} from './version.ts';

const FORMAT = 'ohjaamo-templates';
/** Grows when a file of today could not be read any more by the service of yesterday. */
const FORMAT_VERSION = 1;
/** Files above this are refused before anything of them is read. A kit with all its parts weighs under 200 KB. */
export const MOST_FILE_BYTES = 5_000_000;
const MOST_VERSIONS = 200;
/** No content of any kind lies deeper. */
const MOST_DEPTH = 24;

/** Why a file is not taken; nothing of it is. `faults` have their places in the file. */
export type FileRefusal =
  | { readonly code: 'TOO_LARGE' | 'NOT_TEMPLATES' | 'TOO_DEEP' | 'CHECKSUM_WRONG' }
  | { readonly code: 'NEWER_FORMAT'; readonly found: number; readonly known: number }
  | { readonly code: 'FAULTS'; readonly faults: readonly TemplateFault[] };

const fileHead = z.object({ format: z.literal(FORMAT), formatVersion: z.int().min(1) });
const fileBody = z.strictObject({
  ...fileHead.shape,
  checksum: versionAddress,
  versions: z
    .array(z.strictObject({ address: versionAddress, template: z.record(z.string(), z.json()) }))
    .min(1)
    .max(MOST_VERSIONS),
});

/** Versions as one file: canonical JSON, the versions by their addresses, so that the same versions are the same bytes. */
export async function writeTemplateFile(versions: readonly AddressedVersion[]): Promise<Uint8Array> {
  const sorted = [...versions].sort((one, other) => (one.address < other.address ? -1 : 1));
  const listed = sorted.map(({ address, template }): Json => ({ address, template }));
  const checksum = await sha256Of(listed);
  const file = { format: FORMAT, formatVersion: FORMAT_VERSION, checksum, versions: listed };
  return new TextEncoder().encode(canonicalJson(file));
}

/**
 * Reads a file of templates: all of it, or nothing. Every version is of its kind and is what its address says, no lineage goes in a
 * circle, and what a kit names is in the file or in the library.
 *
 * @param isInLibrary whether the library has a version that a kit names
 */
export async function readTemplateFile(
  kinds: Kinds,
  bytes: Uint8Array,
  isInLibrary: (reference: TemplateReference) => boolean,
): Promise<Result<AddressedVersion[], FileRefusal>> {
  if (bytes.length > MOST_FILE_BYTES) return fail({ code: 'TOO_LARGE' });
  const parsed = parseJson(bytes);
  const head = fileHead.safeParse(parsed);
  if (parsed === undefined || !head.success) return fail({ code: 'NOT_TEMPLATES' });
  const { formatVersion } = head.data;
  if (formatVersion > FORMAT_VERSION) {
    return fail({ code: 'NEWER_FORMAT', found: formatVersion, known: FORMAT_VERSION });
  }
  if (isDeeperThan(parsed, MOST_DEPTH)) return fail({ code: 'TOO_DEEP' });
  const file = fileBody.safeParse(parsed);
  if (!file.success) return fail({ code: 'NOT_TEMPLATES' });
  if ((await checksumOf(file.data.versions)) !== file.data.checksum) return fail({ code: 'CHECKSUM_WRONG' });
  return readVersions(kinds, file.data.versions, isInLibrary);
}

type Listed = z.infer<typeof fileBody>['versions'];

async function readVersions(
  kinds: Kinds,
  listed: Listed,
  isInLibrary: (reference: TemplateReference) => boolean,
): Promise<Result<AddressedVersion[], FileRefusal>> {
  const faults: TemplateFault[] = [];
  const versions: AddressedVersion[] = [];
  for (const [index, { address, template }] of listed.entries()) {
    const at = `/versions/${index}`;
    const checked = checkVersion(kinds, template);
    if (!checked.ok) {
      faults.push(
        ...checked.error.map(({ pointer, code }) => ({ pointer: `${at}/template${pointer}`, code })),
      );
      continue;
    }
    versions.push({ address, template: checked.value });
    if ((await addressOf(checked.value)) !== address) {
      faults.push({ pointer: `${at}/address`, code: 'address_wrong' });
    }
  }
  faults.push(...faultsBetween(kinds, versions, listed, isInLibrary));
  return faults.length > 0 ? fail({ code: 'FAULTS', faults }) : succeed(versions);
}

/** What is wrong between versions: a circle of parents, two of one name, a kit that names what is nowhere. */
function faultsBetween(
  kinds: Kinds,
  versions: readonly AddressedVersion[],
  listed: Listed,
  isInLibrary: (reference: TemplateReference) => boolean,
): TemplateFault[] {
  const at = ({ address }: AddressedVersion) =>
    `/versions/${listed.findIndex((each) => each.address === address)}`;
  const circling = new Set(
    versionsInCycles(new Map(versions.map(({ address, template }) => [address, template.parents]))),
  );
  const names = versions.map(({ template }) => nameOf(template));
  const inFile = new Set(names);
  return versions.flatMap((version, index) => [
    ...(circling.has(version.address) ? [{ pointer: `${at(version)}/template/parents`, code: 'cycle' }] : []),
    ...(names.indexOf(names[index] ?? '') < index ? [{ pointer: at(version), code: 'repeated' }] : []),
    ...missingReferences(
      kinds,
      version.template,
      (reference) => inFile.has(nameOf(reference)) || isInLibrary(reference),
    ).map(({ pointer, code }) => ({ pointer: `${at(version)}/template${pointer}`, code })),
  ]);
}

function nameOf({ kind, name, version }: TemplateReference): string {
  return [kind, name, version].join(' ');
}

/** `undefined` for what cannot be hashed, such as half of a surrogate pair: it was never written by this service. */
async function checksumOf(versions: Json): Promise<string | undefined> {
  try {
    return await sha256Of(versions);
  } catch {
    return undefined;
  }
}

function parseJson(bytes: Uint8Array): Json | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json;
  } catch {
    return undefined;
  }
}
