import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@ohjaamo/infra/constructs/places.ts';

/** Command and flags of the Chromium that comes with npm; it unpacks once into a folder of its own under `.local`. */
export async function chromium(): Promise<{ executablePath: string; args: string[] }> {
  const folder = join(root, '.local', 'chromium');
  mkdirSync(folder, { recursive: true });
  // The package reads the temporary folder when it is loaded, and would take whatever version lies in the shared one.
  process.env['TMPDIR'] = folder;
  const { default: packed } = await import('@sparticuz/chromium');
  return {
    executablePath: await packed.executablePath(),
    // One process for everything would end the browser with the first context that is closed.
    args: packed.args.filter((flag) => flag !== '--single-process'),
  };
}
