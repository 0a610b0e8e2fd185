import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const rules = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as IFlattenedRuleSet & {
  readonly options: ICruiseOptions;
};

/** One forbidden import per rule: who imports what. Every rule of the configuration must stand here. */
const offences: Readonly<Record<string, readonly [from: string, imports: string]>> = {
  'no-cycles': ['functions/desk/loop.ts', './loopBack.ts'],
  'no-unresolved': ['functions/desk/unresolved.ts', './nowhere.ts'],
  'shared-stands-alone': ['shared/desk/alone.ts', 'node:fs'],
  'shared-temporal-in-kernel': ['shared/desk/temporal.ts', 'temporal-polyfill'],
  'shared-module-stands-on-the-kernel': ['shared/desk/neighbour.ts', '../cases/rules.ts'],
  'shared-nothing-stands-on-what-composes': ['shared/desk/composed.ts', '../onboarding/steps.ts'],
  'functions-know-no-front-nor-infrastructure': ['functions/desk/front.ts', '../../web/page.ts'],
  'functions-kernel-knows-no-module': ['functions/kernel/upwards.ts', '../cases/index.ts'],
  'functions-module-through-its-ports': ['functions/desk/inside.ts', '../cases/repository.ts'],
  'aws-only-at-the-edge': ['functions/desk/useCase.ts', '@aws-sdk/client-dynamodb'],
  'infrastructure-knows-routes-and-key-names': ['infra/stacks/api.ts', '../../functions/cases/index.ts'],
  'local-and-command-through-ports': ['infra/local/seed.ts', '../../functions/cases/repository.ts'],
  'web-knows-shared-only': ['web/client.ts', '../functions/cases/index.ts'],
  'nobody-imports-tests': ['functions/desk/tested.ts', '../../test/house.ts'],
};

/** Imports that keep the order, one beside each rule that could be too strict. */
const permitted: Readonly<Record<string, string>> = {
  'functions/desk/repository.ts': "import '@aws-sdk/client-dynamodb';",
  'functions/desk/port.ts': "import '../cases/index.ts';",
  'functions/kernel/table.ts': "import '@aws-sdk/client-dynamodb';",
  'infra/local/ports.ts': "import '../../functions/cases/index.ts';",
  'infra/stacks/routes.ts': "import '../../shared/routes.ts';",
  'shared/onboarding/steps.ts': "import '../cases/rules.ts';",
  'shared/desk/shapes.ts': "import type { Case } from '../cases/rules.ts';\nexport type Mine = Case;",
  'shared/desk/contract.ts': "import 'zod';\nimport '../kernel/ids.ts';",
};

let folder = '';
let result: ICruiseResult;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'imports-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${text}\nexport const made = 1;\n`);
  };
  for (const target of [
    'functions/cases/index.ts',
    'functions/cases/repository.ts',
    'shared/kernel/ids.ts',
    'shared/routes.ts',
    'test/house.ts',
    'web/page.ts',
  ]) {
    write(target, '');
  }
  write('shared/cases/rules.ts', 'export interface Case { readonly id: string }');
  write('functions/desk/loopBack.ts', "import './loop.ts';");
  for (const [from, imports] of Object.values(offences)) write(from, `import '${imports}';`);
  for (const [path, text] of Object.entries(permitted)) write(path, text);
  symlinkSync(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'));
  const { output } = await cruise(['shared', 'functions', 'infra', 'web', 'test'], {
    ...rules.options,
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden: rules.forbidden ?? [] },
  });
  result = output as ICruiseResult;
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the order of imports', () => {
  it('has an offence here for every rule it names', () => {
    expect(Object.keys(offences).sort()).toEqual((rules.forbidden ?? []).map(({ name }) => name).sort());
  });

  it.each(Object.entries(offences))('%s bites', (rule, [from]) => {
    const hits = result.summary.violations.filter((found) => found.rule.name === rule);
    expect(hits.map((found) => found.from)).toContain(from);
  });

  it.each(Object.keys(permitted))('%s is left in peace', (path) => {
    expect(result.summary.violations.filter((found) => found.from === path)).toEqual([]);
  });
});
