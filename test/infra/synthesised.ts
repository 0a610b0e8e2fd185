import { readAssembly } from '@ohjaamo/infra/local/assembly.ts';
import { type ResolvedTemplates, resolveTemplates } from '@ohjaamo/infra/local/templates.ts';
import { part } from './service.ts';

/** How much of something one place of the templates has. */
export type Measured = readonly [place: string, amount: number];

/** The templates as they are deployed: with names as long as CloudFormation makes them. */
export class Synthesised {
  readonly stacks;
  readonly resolved: ResolvedTemplates;

  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    this.stacks = readAssembly(folder).stacks;
    this.resolved = resolveTemplates(this.stacks, longName);
  }

  /** How many resources of a kind there are, all together. */
  count(type: string): readonly Measured[] {
    return [['the service', this.resolved.ofType(type).length]];
  }

  /** How many resources of a kind belong to each of what a property names. */
  countBy(type: string, property: string): readonly Measured[] {
    const owners = Map.groupBy(this.resolved.ofType(type), ({ properties }) => named(properties[property]));
    return [...owners].map(([owner, resources]) => [owner, resources.length]);
  }

  /** A number of each resource of a kind. */
  each(type: string, amount: (properties: unknown) => number): readonly Measured[] {
    return this.resolved
      .ofType(type)
      .map(({ stack, logicalId, properties }) => [`${stack} ${logicalId}`, amount(properties)]);
  }

  /** A number of each stack. */
  ofStacks(amount: (stack: Stack) => number): readonly Measured[] {
    return this.stacks.map((stack) => [stack.name, amount(stack)]);
  }

  /** The inline policies of each role, whichever stack they stand in. */
  inlinePolicies(): readonly Measured[] {
    const sizes = new Map<string, number>();
    const add = (role: string, documents: readonly unknown[]) => {
      const size = documents.reduce<number>((sum, each) => sum + characters(each), 0);
      sizes.set(role, (sizes.get(role) ?? 0) + size);
    };
    for (const { ref, properties } of this.resolved.ofType('AWS::IAM::Role')) {
      add(
        ref,
        listOf(properties, 'Policies').map((each) => part(each, 'PolicyDocument')),
      );
    }
    for (const { properties } of this.resolved.ofType('AWS::IAM::Policy')) {
      for (const role of listOf(properties, 'Roles')) add(named(role), [part(properties, 'PolicyDocument')]);
    }
    return [...sizes];
  }
}

type Stack = ReturnType<typeof readAssembly>['stacks'][number];

/** All amounts together. */
export function sum(measured: readonly Measured[]): number {
  return measured.reduce((total, [, amount]) => total + amount, 0);
}

/** The characters of a document without the white space that AWS does not count either. */
export function characters(document: unknown): number {
  return JSON.stringify(document).length;
}

/** The list at a path of a template's JSON; anything else gives an empty one. */
export function listOf(value: unknown, path: string): readonly unknown[] {
  const found = part(value, path);
  return Array.isArray(found) ? found : [];
}

function named(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** CloudFormation names things after their stack, their id and twelve characters, and cuts that at 64 for roles and functions. */
function longName(type: string, id: string): string | undefined {
  const name = `ohjaamo-data-${id}-${'x'.repeat(12)}`;
  if (type === 'AWS::DynamoDB::GlobalTable') return name;
  if (type === 'AWS::KMS::Key') return 'x'.repeat(36);
  return /^AWS::(?:IAM::Role|Lambda::Function)$/u.test(type) ? name.padEnd(64, 'x').slice(0, 64) : undefined;
}
