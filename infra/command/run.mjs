// The door to every command. It runs under the system's own Node before anything is installed: plain JavaScript and
// Node's own modules only.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const modules = join(root, 'node_modules');
const bin = join(modules, '.bin');

/** The TypeScript that each command runs. */
const commands = {
  start: 'infra/command/start.ts',
  test: 'infra/command/test.ts',
  synth: 'infra/command/synth.ts',
  deploy: 'infra/command/deploy.ts',
  drift: 'infra/command/drift.ts',
  pipeline: 'infra/command/pipeline.ts',
  bench: 'test/bench/main.ts',
  pictures: 'test/pictures/main.ts',
  soak: 'test/soak/main.ts',
  openapi: 'infra/command/openapi.ts',
  access: 'infra/command/access.ts',
  sbom: 'infra/command/sbom.ts',
  'create-tenant': 'infra/command/create-tenant.ts',
  'export-tenant': 'infra/command/export-tenant.ts',
  'import-tenant': 'infra/command/import-tenant.ts',
  'restore-tenant': 'infra/command/restore-tenant.ts',
  format: 'infra/command/format.ts',
};

/** Says one sentence and ends. */
function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}

function majorOf(version) {
  return Number(/^v?(\d+)\./u.exec(version)?.[1] ?? 0);
}

function installWhenNeeded() {
  const mark = join(modules, '.ohjaamo-lock');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  const started = Date.now();
  process.stdout.write('Installing what package-lock.json lists (half a minute to two) … ');
  const npm = spawnSync('npm', ['ci', '--loglevel=error', '--no-fund', '--no-audit'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (npm.error) refuse('\nnpm was not found: install Node together with npm, then try again.');
  if (npm.status !== 0) {
    const reason = npm.stderr.split('\n').find((line) => line.includes('npm error')) ?? '';
    refuse(
      `\nThe installation failed (${reason.replace('npm error', '').trim() || 'npm ci'}): check the network connection and try again.`,
    );
  }
  writeFileSync(mark, wanted);
  console.log(`done in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** Node 24 or newer: the one that was installed with the rest, else the one that runs this. */
function findNode() {
  const installed = join(bin, 'node');
  const version = existsSync(installed)
    ? spawnSync(installed, ['--version'], { encoding: 'utf8' }).stdout
    : '';
  if (majorOf(version ?? '') >= 24) return installed;
  if (majorOf(process.version) >= 24) return process.execPath;
  return refuse(
    `Node 24 does not come with the installation on this kind of machine: install Node 24 or newer (this is ${process.version}) and try again.`,
  );
}

function run(file, args) {
  const child = spawn(findNode(), ['--disable-warning=ExperimentalWarning', join(root, file), ...args], {
    cwd: root,
    // The channel tells the command when this process has ended, in whatever way.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
      ASTRO_TELEMETRY_DISABLED: '1',
    },
  });
  // A Ctrl-C in a terminal reaches the child by itself; passing it on again does no harm, and a signal to this process
  // alone must reach the child too.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm hands a signal to the shell between us, which ends without a word to us: a new parent is all we notice.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 500).unref();
  child.on('exit', (code, signal) => {
    process.exit(code ?? (signal === 'SIGINT' ? 130 : 143));
  });
}

if (majorOf(process.version) < 20) {
  refuse(
    `Node 20 or newer is needed (this is ${process.version}): install it from https://nodejs.org and try again.`,
  );
}
const [name = '', ...args] = process.argv.slice(2);
const file = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (!file) refuse(`There is no command "${name}". There are: ${Object.keys(commands).join(', ')}.`);
else {
  installWhenNeeded();
  if (existsSync(join(root, file))) run(file, args);
  else refuse(`The command "${name}" is missing its file ${file}.`);
}
