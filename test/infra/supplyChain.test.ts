import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BillOfMaterials,
  billOfMaterials,
  type Component,
  neededBy,
} from '@ohjaamo/infra/command/billOfMaterials.ts';
import { root } from '@ohjaamo/infra/constructs/places.ts';
import { beforeAll, describe, expect, it } from 'vitest';

/** Licences under which what is deployed may come: none of them asks anything of who uses the service over a network. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'Python-2.0',
]);

/** Packages whose description names no licence of the list: what their LICENSE file says, or why it counts for nothing. */
const READ_BY_HAND: Readonly<Record<string, string>> = {
  'dejavu-fonts-ttf': 'Bitstream Vera: free to use and to embed',
  'png-js': 'MIT',
  // One for each kind of machine.
  '@img/sharp-libvips-': 'LGPL-3.0: of the build, and in no bundle',
};

const manifests = ['shared', 'functions', 'infra', 'web', 'test'].map(
  (workspace) =>
    [workspace, JSON.parse(readFileSync(join(root, workspace, 'package.json'), 'utf8')) as Manifest] as const,
);

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const licencesOf = ({ licenses = [] }: Component) =>
  licenses.map(({ license, expression }) => license?.id ?? license?.name ?? expression ?? '');

describe('What the service is made of', () => {
  it.each(manifests)('%s names every package by one version', (_, { dependencies, devDependencies }) => {
    const named = Object.entries({ ...dependencies, ...devDependencies });
    expect(named.filter(([, version]) => !/^\d+\.\d+\.\d+$/u.test(version))).toEqual([]);
  });

  it('is locked by the hash of every package', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { link?: boolean; inBundle?: boolean; integrity?: string }>;
    };
    const installed = Object.entries(lock.packages).filter(([path]) => path.includes('node_modules/'));
    const loose = installed.filter(
      ([, { link, inBundle, integrity }]) => !link && !inBundle && !integrity?.startsWith('sha512-'),
    );
    expect(installed.length).toBeGreaterThan(500);
    expect(loose.map(([path]) => path)).toEqual([]);
  });
});

describe('The bill of materials', () => {
  let bill: BillOfMaterials;
  beforeAll(async () => {
    bill = JSON.parse(await billOfMaterials()) as BillOfMaterials;
  }, 60_000);

  it('lists every package that what is deployed names, with its version', () => {
    const listed = new Set(bill.components.map(({ name, version }) => `${name}@${version}`));
    const deployed = manifests.filter(([workspace]) => ['shared', 'functions', 'web'].includes(workspace));
    const named = deployed.flatMap(([, { dependencies = {} }]) => Object.entries(dependencies));
    expect(named.length).toBeGreaterThan(20);
    for (const [name, version] of named.filter(([each]) => !each.startsWith('@ohjaamo/')))
      expect(listed).toContain(`${name}@${version}`);
  });

  it('holds nothing under a licence that has not been allowed', () => {
    const needed = neededBy(bill, ['shared', 'functions', 'web']);
    expect(needed.length).toBeGreaterThan(150);
    const strange = needed.filter((each) => {
      const licences = licencesOf(each);
      return licences.length === 0 || !licences.every((licence) => ALLOWED.has(licence));
    });
    const read = Object.keys(READ_BY_HAND);
    expect(
      strange.filter(({ name }) => !read.some((each) => name.startsWith(each))).map(({ name }) => name),
    ).toEqual([]);
  });
});
