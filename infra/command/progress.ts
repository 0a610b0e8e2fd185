/** Runs a step and writes one line about it: what, how long, and at the end a tick or a cross. */
export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const seconds = (): string => ((performance.now() - started) / 1000).toFixed(1).padStart(6);
  if (process.stdout.isTTY) process.stdout.write(`  … ${what}`);
  try {
    const result = await work();
    writeLine(`  ✓ ${what.padEnd(46)}${seconds()} s`);
    return result;
  } catch (error) {
    writeLine(`  ✗ ${what.padEnd(46)}${seconds()} s`);
    throw error;
  }
}

/** Replaces the line of a step that has ended. */
function writeLine(line: string): void {
  process.stdout.write(process.stdout.isTTY ? `\r\u001B[2K${line}\n` : `${line}\n`);
}
