import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FunctionHost, hostFunctions } from '@ohjaamo/infra/local/functionHost.ts';
import { afterAll, afterEach, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'ohjaamo-functions-'));
const hosts: FunctionHost[] = [];

afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs functions from their source text; the environment gives each its own name. */
function run(sources: Readonly<Record<string, string>>, lines: string[] = []): FunctionHost {
  const blueprints = Object.entries(sources).map(([name, source]) => {
    writeFileSync(join(folder, `${name}.mjs`), source);
    return {
      name,
      arn: `arn:aws:lambda:eu-north-1:000000000000:function:${name}`,
      folder,
      handler: `${name}.handler`,
      environment: {},
      timeoutSeconds: 1,
      memoryMegabytes: 128,
      roleArn: '',
    };
  });
  const host = hostFunctions(
    blueprints,
    ({ name }) => ({ NAME: name }),
    (_name, line) => lines.push(line),
  );
  hosts.push(host);
  return host;
}

describe('a function on this machine', () => {
  it('sees its own environment and nothing of the process that runs it', async () => {
    const host = run({
      one: 'export const handler = () => process.env;',
      two: 'export const handler = () => process.env;',
    });
    expect(await host.invoke('one', {})).toMatchObject({ ok: true, result: { NAME: 'one' } });
    expect(await host.invoke('two', {})).toMatchObject({ ok: true, result: { NAME: 'two' } });
    expect(await host.invoke('one', {})).not.toHaveProperty('result.PATH');
  });

  it('fails with the error it throws, and its trace goes to the log only', async () => {
    const lines: string[] = [];
    const host = run({ fails: 'export const handler = () => { throw new TypeError("broken"); };' }, lines);
    expect(await host.invoke('fails', {})).toEqual(
      expect.objectContaining({ ok: false, errorType: 'TypeError', errorMessage: 'broken' }),
    );
    expect(lines.join('\n')).toContain('TypeError');
  });

  it('is replaced when it crashes: what it had in hand fails, the next call runs anew', async () => {
    const host = run({
      crashes: `let calls = 0;
        export const handler = async ({ crash }) => {
          calls += 1;
          if (crash) { setTimeout(() => { throw new Error("late"); }); await new Promise(() => {}); }
          return calls;
        };`,
    });
    expect(await host.invoke('crashes', {})).toMatchObject({ ok: true, result: 1 });
    expect(await host.invoke('crashes', { crash: true })).toMatchObject({
      ok: false,
      errorType: 'Runtime.ExitError',
    });
    expect(await host.invoke('crashes', {})).toMatchObject({ ok: true, result: 1 });
  });

  it('is ended when it overruns its time', async () => {
    const host = run({ hangs: 'export const handler = ({ hang }) => { while (hang); return "quick"; };' });
    expect(await host.invoke('hangs', { hang: true })).toMatchObject({
      ok: false,
      errorType: 'Sandbox.Timedout',
    });
    expect(await host.invoke('hangs', {})).toMatchObject({ ok: true, result: 'quick' });
  });

  it('that nobody knows is not found', async () => {
    expect(await run({}).invoke('missing', {})).toMatchObject({
      ok: false,
      errorType: 'ResourceNotFoundException',
    });
  });
});
