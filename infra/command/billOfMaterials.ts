import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { root } from '../constructs/places.ts';

/** What of a CycloneDX 1.5 document is read here; the document holds more. */
export interface BillOfMaterials {
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

export interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes?: readonly unknown[];
  readonly licenses?: readonly {
    readonly license?: { readonly id?: string; readonly name?: string };
    readonly expression?: string;
  }[];
}

/** The bill of materials of everything that is installed but for development alone, as npm makes it (CycloneDX 1.5, JSON). */
export async function billOfMaterials(): Promise<string> {
  const { stdout } = await promisify(execFile)(
    'npm',
    ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--omit=dev', '--loglevel=error'],
    { cwd: root, maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' },
  );
  return stdout;
}

/** The components that workspaces of these names need to run, themselves left out. */
export function neededBy(bill: BillOfMaterials, workspaces: readonly string[]): readonly Component[] {
  const edges = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const own = bill.components.filter(({ purl }) => purl.startsWith('pkg:npm/%40ohjaamo/'));
  const starts = own.filter(({ name }) => workspaces.includes(name.replace(/^@ohjaamo\//u, '')));
  const seen = new Set<string>();
  const waiting = starts.map((each) => each['bom-ref']);
  for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
    if (seen.has(ref)) continue;
    seen.add(ref);
    waiting.push(...(edges.get(ref) ?? []));
  }
  return bill.components.filter((each) => seen.has(each['bom-ref']) && !own.includes(each));
}
