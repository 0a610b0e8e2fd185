import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@ohjaamo/infra/constructs/places.ts';
import ts from 'typescript';

/** A regular expression of the product: `/…/flags`, and where it stands. */
export interface Expression {
  readonly source: string;
  readonly flags: string;
  readonly where: string;
}

const DEPLOYED = ['shared', 'functions', 'web/src'];
const CODE = /\.(?:ts|tsx|astro)$/u;

/** Every regular expression that is written in what is deployed, once each. */
export function writtenExpressions(): Expression[] {
  const files = DEPLOYED.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, String(file))),
  );
  return unique(
    files
      .filter((file) => CODE.test(file) && !file.includes('node_modules'))
      .flatMap((file) => expressionsIn(file, readFileSync(join(root, file), 'utf8'))),
  );
}

function expressionsIn(file: string, text: string): Expression[] {
  const found: Expression[] = [];
  const code = file.endsWith('.astro') ? (text.split(/^---$/mu)[1] ?? '') : text;
  const kind = file.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.push(literal(node.text, file));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, code, ts.ScriptTarget.Latest, false, kind));
  return found;
}

function literal(text: string, where: string): Expression {
  const end = text.lastIndexOf('/');
  return { source: text.slice(1, end), flags: text.slice(end + 1), where };
}

/**
 * Every regular expression that is made while `load` imports, by whatever library too: zod builds those of dates and addresses so, and some of
 * ours are put together of parts.
 */
export async function madeExpressions(load: () => Promise<unknown>): Promise<Expression[]> {
  const made: Expression[] = [];
  const Own = RegExp;
  globalThis.RegExp = new Proxy(Own, {
    construct(_, [pattern, flags]: [string | RegExp, string | undefined]) {
      const expression = new Own(pattern, flags);
      made.push({ source: expression.source, flags: expression.flags, where: 'made when loaded' });
      return expression;
    },
  });
  try {
    await load();
  } finally {
    globalThis.RegExp = Own;
  }
  return unique(made);
}

/** The patterns that the schemas of all routes hold what is sent to, as the published contract tells them. */
export function contractExpressions(): Expression[] {
  const contract = readFileSync(join(root, 'docs/openapi.json'), 'utf8');
  const found: Expression[] = [];
  JSON.parse(contract, (name, value: unknown) => {
    if (name === 'pattern' && typeof value === 'string')
      found.push({ source: value, flags: 'u', where: 'docs/openapi.json' });
    return value;
  });
  return unique(found);
}

/** One of each. */
function unique(all: readonly Expression[]): Expression[] {
  return [...new Map(all.map((each) => [`/${each.source}/${each.flags}`, each])).values()];
}
