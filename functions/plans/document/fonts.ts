import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** DejaVu Sans has the letters of the languages our young people write in: Latin with Sámi, Cyrillic, Greek, Arabic, Hebrew. */
const files = { text: 'DejaVuSans.ttf', strong: 'DejaVuSans-Bold.ttf' } as const;

/** Beside the bundle the build lays the fonts; in the repository they are where npm put them. */
function read(file: string): Buffer {
  const beside = new URL(`fonts/${file}`, import.meta.url);
  if (existsSync(beside)) return readFileSync(beside);
  return readFileSync(createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${file}`));
}

/** The two fonts of documents, read from their files once per function instance. */
export const fonts = { text: read(files.text), strong: read(files.strong) };
