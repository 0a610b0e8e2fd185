import { spawn } from 'node:child_process';

/** A programme that failed; the message is what it said. */
export class CommandFailedError extends Error {
  override name = 'CommandFailedError';
}

/** Characters of what a programme said that are kept: the end of it, where errors stand. */
const KEPT = 60_000;

/** Runs a programme without input and gives back what it said; rejects with {@link CommandFailedError} when it fails. */
export function runQuietly(command: string, args: readonly string[], folder: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const listen = (text: Buffer): void => {
      said = (said + text.toString()).slice(-KEPT);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(said.trim());
      else reject(new CommandFailedError(said.trim()));
    });
  });
}

/** Runs a programme that speaks for itself; resolves with its exit code. */
export function runAloud(command: string, args: readonly string[], folder: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}
