import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { StartError } from '../local/folder.ts';

/** DynamoDB Local asks for this version. */
const JAVA_NEEDED = 17;

/**
 * Makes sure that Java is there, and new enough. On Debian with root rights a missing one is installed, after saying so
 * through `say`; anywhere else a {@link StartError} tells the way out.
 */
export function ensureJava(say: (line: string) => void): void {
  const found = javaVersion();
  if (found >= JAVA_NEEDED) return;
  const problem = found === 0 ? 'Java is missing' : `Java ${String(found)} is too old`;
  const wayOut = `install Java ${String(JAVA_NEEDED)} or newer (Debian and Ubuntu: "apt-get install openjdk-17-jre-headless"; macOS: "brew install openjdk@17") and start again.`;
  if (!mayInstall()) throw new StartError(`${problem}: ${wayOut}`);
  say(`  ${problem}; installing openjdk-17-jre-headless with apt-get …`);
  const installed = aptInstall() || (apt(['update', '-q']) && aptInstall());
  if (!installed || javaVersion() < JAVA_NEEDED)
    throw new StartError(`${problem} and could not be installed: ${wayOut}`);
}

/** The major version of the `java` on the path; 0 when there is none. */
function javaVersion(): number {
  const said = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (said.error) return 0;
  const [, first = '0', second = '0'] = /version "(\d+)(?:\.(\d+))?/u.exec(said.stderr + said.stdout) ?? [];
  // Java 8 calls itself 1.8.
  return Number(first === '1' ? second : first);
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
}

function aptInstall(): boolean {
  return apt(['install', '-y', '-q', '--no-install-recommends', 'openjdk-17-jre-headless']);
}

function apt(args: readonly string[]): boolean {
  const { status } = spawnSync('/usr/bin/apt-get', args, {
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}
