import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allows } from '@ohjaamo/infra/policy/evaluate.ts';
import { describe, expect, it } from 'vitest';
import { attacksOf, callOf, type Shape, TENANT } from '../support/calls/judge.ts';
import { readPolicies, readShapes } from './shapes.ts';
import { simulatorAllows } from './simulator.ts';
import { countRights, unusedRights } from './unusedRights.ts';

const folder = process.env['CALLS_FOLDER'] ?? '';
const shapes = readShapes(folder);
const policies = readPolicies(folder);
const ofDatabase = shapes.filter(({ action }) => action.startsWith('dynamodb:'));
const statementsOf = ({ role }: Shape) => policies[role] ?? [];

describe('Every call that the tests made', () => {
  it('was recorded, of most data roles and of the functions’ own roles', () => {
    expect(shapes.length).toBeGreaterThan(800);
    expect(new Set(shapes.map(({ role }) => role)).size).toBeGreaterThan(50);
  });

  it('is allowed in its own municipality, by an IAM simulator that is not ours', () => {
    const refused = ofDatabase.filter(
      (shape) => !simulatorAllows(statementsOf(shape), callOf(shape, TENANT, TENANT)),
    );
    expect(refused).toEqual([]);
  });

  it('is denied in another’s name, without a tag, without a key, as a Scan and as PartiQL', () => {
    const passed = ofDatabase.flatMap((shape) =>
      attacksOf(shape)
        .filter(({ call }) => simulatorAllows(statementsOf(shape), call))
        .map(({ what }) => `${what}: ${JSON.stringify(shape)}`),
    );
    expect(passed).toEqual([]);
  });

  it('uses the tenant’s own key under its own name only', () => {
    const ofKeys = shapes.filter(({ action }) => action.startsWith('kms:'));
    expect(ofKeys.length).toBeGreaterThan(10);
    for (const shape of ofKeys) {
      expect(allows(statementsOf(shape), callOf(shape, TENANT, TENANT))).toBe(true);
      for (const { call } of attacksOf(shape)) expect(allows(statementsOf(shape), call)).toBe(false);
    }
  });
});

describe('Rights that no test used', () => {
  it('are written down for whoever prunes them', () => {
    const unused = unusedRights(shapes);
    writeFileSync(join(folder, 'unused-rights.txt'), `${unused.join('\n')}\n`);
    expect(unused.length).toBeLessThan(countRights() / 2);
  });
});
