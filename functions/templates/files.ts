import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { ImportedVersion, templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import { type FileRefusal, readTemplateFile, writeTemplateFile } from '@ohjaamo/shared/templates/file.ts';
import type {
  AddressedVersion,
  TemplateFault,
  TemplateReference,
} from '@ohjaamo/shared/templates/version.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { checkForNetwork, handIn, type HandedVersion, namedInLibrary, nameOf } from './handIn.ts';
import { maySee } from './readTemplate.ts';
import { readNamed, readProgress, readPublished, readStanding } from './repository.ts';

/** A version as one file, with the templates that it names: a kit goes with all its parts. */
export function exportTemplate(network: Table): UseCase<typeof templatesRoutes.exportTemplate> {
  return async ({ request, actor }) => {
    const standing = await readStanding(network, request.parameters.address);
    if (!standing || !maySee(actor, standing)) return fail(problem('not-found'));
    const { kinds } = await import('@ohjaamo/shared/templateKinds.ts');
    const { template, address } = standing;
    const lines = await Promise.all(
      kinds[template.kind].referencesOf(template.content).map((each) => readNamed(network, each)),
    );
    const addresses = new Set(lines.flatMap((line) => (line ? [line.address] : [])));
    const parts = await Promise.all([...addresses].map((each) => readPublished(network, each)));
    const versions: AddressedVersion[] = [
      { address, template },
      ...parts.flatMap((part) => (part ? [{ address: part.address, template: part.template }] : [])),
    ];
    const file = new TextDecoder().decode(await writeTemplateFile(versions));
    return succeed({ body: { name: `${template.name}-${template.version}.json`, file } });
  };
}

/**
 * Hands in what a file holds: all of it, or nothing. What stands in the network already is left as it is, so that the same file again
 * changes nothing.
 */
export function importTemplates(network: Table): UseCase<typeof templatesRoutes.importTemplates> {
  return async ({ request, scope, clock }) => {
    const read = await readFile(network, request.body.file);
    if (!read.ok) return fail(read.error);
    const { profile } = await readWorkersTenant(scope);
    const from = {
      tenantId: scope.tenantId,
      municipality: profile.municipalityCode,
      at: new Date(clock.now()).toISOString(),
      with: new Set(read.value.map(({ template }) => nameOf(template))),
    };
    const versions: ImportedVersion[] = [];
    for (const version of read.value) versions.push(await handInOne(network, version, from));
    return succeed({ body: { versions } });
  };
}

async function handInOne(
  network: Table,
  { address, template }: AddressedVersion,
  from: Omit<HandedVersion, 'template'>,
): Promise<ImportedVersion> {
  const { kind, name, version, title } = template;
  const told = { kind, name, version, title, address };
  const before = await readProgress(network, address);
  const isNew = !before || before.state === 'DRAFT';
  const handed = await handIn(network, { template, ...from });
  if (handed.ok) return { ...told, state: 'REVIEW', isNew };
  if (handed.error.code === 'STANDS') return { ...told, state: handed.error.state, isNew: false };
  throw new Error('A version that was looked through is not taken');
}

/** The versions of a file, of which every one could be handed in. */
async function readFile(network: Table, text: string): Promise<Result<AddressedVersion[], Problem>> {
  const { kinds } = await import('@ohjaamo/shared/templateKinds.ts');
  const bytes = new TextEncoder().encode(text);
  const named: TemplateReference[] = [];
  await readTemplateFile(kinds, bytes, (reference) => named.push(reference) > 0);
  const inLibrary = await namedInLibrary(network, named);
  const read = await readTemplateFile(kinds, bytes, (reference) => inLibrary.has(nameOf(reference)));
  if (!read.ok) return fail(problemOf(read.error));
  const beside = new Set(read.value.map(({ template }) => nameOf(template)));
  const faults: TemplateFault[] = [];
  for (const [index, { template }] of read.value.entries()) {
    const checked = await checkForNetwork(network, kinds, template, beside);
    if (checked.ok) continue;
    faults.push(
      ...checked.error.map(({ pointer, code }) => ({
        pointer: `/versions/${String(index)}/template${pointer}`,
        code,
      })),
    );
  }
  return faults.length > 0 ? fail(problemOf({ code: 'FAULTS', faults })) : read;
}

/** So many faults are told at most. */
const FAULTS_TOLD = 50;

/** What a file is refused with: a code in small letters, or every fault by its place in the file. */
function problemOf(refusal: FileRefusal): Problem {
  if (refusal.code === 'FAULTS') {
    const errors = refusal.faults.slice(0, FAULTS_TOLD);
    return problem('invalid-request', { errors: errors.map(({ pointer, code }) => ({ pointer, code })) });
  }
  return problem('invalid-request', {
    errors: [{ pointer: '/body/file', code: refusal.code.toLowerCase() }],
  });
}
