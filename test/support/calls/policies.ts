import type { Template } from '@ohjaamo/infra/local/tables.ts';
import { resolveTemplates } from '@ohjaamo/infra/local/templates.ts';
import { statementsByRole } from '@ohjaamo/infra/local/roleStatements.ts';
import type { Statement } from '@ohjaamo/infra/policy/statements.ts';

/** The statements of each role of the synthesised Data stack, by what the role is called in the house: `data desk`, `function booking`. */
export type Policies = Readonly<Record<string, readonly Statement[]>>;

/** Reads what every data role and every function's own role may do from the template, as it is deployed. */
export function policiesOf(template: Template): Policies {
  const found = statementsByRole(resolveTemplates([{ name: 'Data', template }]));
  return Object.fromEntries([...found].map(([arn, statements]) => [houseName(arn), statements]));
}

/** `…:role/RightsCasesDataRole1A2B3C4D` → `data cases`. */
function houseName(arn: string): string {
  const [, title = '', kind = ''] = /\/Rights(\w+)(Data|Function)Role[0-9A-F]{8}$/u.exec(arn) ?? [];
  return `${kind.toLowerCase()} ${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}
