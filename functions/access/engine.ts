import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Entities } from '@cedar-policy/cedar-wasm/web';
import type { AccessQuestion } from '@ohjaamo/shared/access/rules.ts';

/** What the policies say: whether it may be done, and by which of them. */
export interface Decision {
  readonly allowed: boolean;
  /** Ids of the policies that decided; none when nothing permits. */
  readonly policies: readonly string[];
}

export type Decide = (question: AccessQuestion) => Decision;

/** One policy as a data-protection officer reads it. */
export interface WrittenPolicy {
  readonly id: string;
  readonly file: string;
  readonly effect: 'permit' | 'forbid';
  readonly says: string;
  readonly text: string;
}

const POLICY_SET = 'cases';

/** Beside the source, and beside the bundle, which the build copies the folder to. */
const policyFolder = new URL('policies/', import.meta.url);

/** The text of every policy file, in their order. */
export function policyFiles(): readonly { readonly file: string; readonly text: string }[] {
  return readdirSync(policyFolder)
    .filter((file) => file.endsWith('.cedar'))
    .sort()
    .map((file) => ({ file, text: readFileSync(new URL(file, policyFolder), 'utf8') }));
}

/** The schema the policies are checked against. */
export function policySchema(): string {
  return readFileSync(new URL('cases.cedarschema', policyFolder), 'utf8');
}

/** Beside the bundle the module lies as a file; in the repository it is where npm put it. */
function wasmFile(): URL {
  const beside = new URL('cedar_wasm_bg.wasm', import.meta.url);
  if (existsSync(beside)) return beside;
  const package_ = createRequire(import.meta.url).resolve('@cedar-policy/cedar-wasm/nodejs');
  return new URL('../web/cedar_wasm_bg.wasm', pathToFileURL(package_));
}

/**
 * Loads Cedar and the policies, once per function instance. Rejects when a policy does not parse: a function with broken
 * policies answers nothing. That they fit the schema is checked by a test, before they are delivered.
 */
export async function loadPolicies(): Promise<{
  readonly decide: Decide;
  readonly written: readonly WrittenPolicy[];
}> {
  const cedar = await import('@cedar-policy/cedar-wasm/web');
  cedar.initSync({ module: readFileSync(wasmFile()) });
  const files = policyFiles();
  const staticPolicies: Record<string, string> = {};
  const written: WrittenPolicy[] = [];
  for (const { file, text } of files) {
    const parts = cedar.policySetTextToParts(text);
    if (parts.type === 'failure')
      throw new Error(`${file}: ${parts.errors.map(({ message }) => message).join()}`);
    for (const policy of parts.policies) {
      const json = cedar.policyToJson(policy);
      if (json.type === 'failure') throw new Error(`${file} has a policy that does not parse`);
      const id = json.json.annotations?.['id'] ?? '';
      if (id === '' || id in staticPolicies) throw new Error(`${file} has a policy without an id of its own`);
      staticPolicies[id] = policy;
      const says = json.json.annotations?.['says'] ?? '';
      written.push({ id, file, effect: json.json.effect, says, text: policy });
    }
  }
  const policies = { staticPolicies };
  const parsed = cedar.preparsePolicySet(POLICY_SET, policies);
  if (parsed.type === 'failure') throw new Error('The policies do not parse');
  const decide: Decide = (question) => {
    const answer = cedar.statefulIsAuthorized({
      principal: { type: 'Worker', id: 'asking' },
      action: { type: 'Action', id: question.action },
      resource: { type: 'Case', id: 'asked' },
      context: contextOf(question),
      preparsedPolicySetId: POLICY_SET,
      entities: entitiesOf(question),
    });
    // A policy that cannot be judged must not count as one that does not forbid.
    if (answer.type === 'failure' || answer.response.diagnostics.errors.length > 0) {
      return { allowed: false, policies: [] };
    }
    const { decision, diagnostics } = answer.response;
    return { allowed: decision === 'allow', policies: [...diagnostics.reason].sort() };
  };
  return { decide, written };
}

function contextOf(question: AccessQuestion) {
  return {
    relation: question.relation,
    purposeStated: question.purpose !== undefined && question.purpose !== 'DANGER_TO_LIFE',
    danger: question.purpose === 'DANGER_TO_LIFE',
    forPerson: question.purpose === 'REQUEST_OF_THE_PERSON',
    category: question.category,
    ownRecord: question.ownRecord,
    consented: question.consented,
    widensOwnRights: question.widensOwnRights,
  };
}

function entitiesOf({ roles, ofController, shielded, restricted }: AccessQuestion): Entities {
  return [
    { uid: { type: 'Worker', id: 'asking' }, attrs: { roles: [...roles], ofController }, parents: [] },
    { uid: { type: 'Case', id: 'asked' }, attrs: { shielded, restricted }, parents: [] },
  ];
}
