import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  EXPORT_FORMAT,
  EXPORT_VERSION,
  type ExportAnswer,
  type ExportedFile,
  exportedTable,
  type ExportReceipt,
  type ImportAnswer,
  LINE_LIMIT,
  manifest,
  type Manifest,
} from '@ohjaamo/shared/tenants/leaving.ts';
import * as z from 'zod';
import { CommandError } from './runCommand.ts';

const MANIFEST = 'manifest.json';
/** So much of a file goes to the service at once: Lambda takes 6 MB. */
const CHUNK = 2_000_000;

type AskExport = (payload: unknown) => Promise<ExportAnswer>;
type AskImport = (payload: unknown) => Promise<ImportAnswer>;

const hashOf = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

/**
 * Writes everything of a municipality into a new folder (docs/export-format.md), the manifest last, and has the service keep the
 * receipt. `now` stands in the manifest. A folder without a manifest is no export.
 */
export async function writeExport(
  folder: string,
  slug: string,
  { ask, now, say }: { ask: AskExport; now: Date; say: (sentence: string) => void },
): Promise<ExportReceipt> {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new CommandError(`The folder ${folder} is not empty: an export is written into a new one.`);
  }
  const begun = await ask({ step: 'BEGIN', slug });
  if (begun.outcome !== 'BEGUN') throw new CommandError(refusalOf(begun, slug));
  const { exportId, municipality, findingKey } = begun;
  const files = await readAll(slug, exportId, { ask, say });
  const written = [...files]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, lines]) => {
      const content = contentOf(lines.map(({ line }) => line));
      mkdirSync(dirname(join(folder, name)), { recursive: true, mode: 0o700 });
      writeFileSync(join(folder, name), content, { mode: 0o600 });
      const passing = lines.filter((each) => each.passing).length;
      return fileOf(name, content, { rows: lines.length, passing });
    });
  const told: Manifest = {
    format: EXPORT_FORMAT,
    version: EXPORT_VERSION,
    exportedAt: now.toISOString(),
    municipality,
    ...(findingKey !== undefined && { findingKey }),
    files: written,
  };
  const text = `${JSON.stringify(told, undefined, 2)}\n`;
  const receipt = {
    rows: sum(written.map(({ rows }) => rows)),
    bytes: sum(written.map(({ bytes }) => bytes)),
    manifestSha256: hashOf(text),
    files: written,
  };
  const kept = await ask({ step: 'RECEIPT', slug, exportId, receipt });
  if (kept.outcome !== 'KEPT') throw new CommandError(refusalOf(kept, slug));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, MANIFEST), text, { mode: 0o600 });
  return { ...receipt, at: now.toISOString() };
}

interface Line {
  readonly line: string;
  readonly passing: boolean;
}

async function readAll(
  slug: string,
  exportId: string,
  { ask, say }: { ask: AskExport; say: (sentence: string) => void },
): Promise<Map<string, Line[]>> {
  const files = new Map<string, Line[]>();
  let done = 0;
  for (const table of exportedTable.options) {
    let cursor: Readonly<Record<string, unknown>> | undefined;
    do {
      const page = await ask({ step: 'ROWS', slug, exportId, table, done, ...(cursor && { cursor }) });
      if (page.outcome !== 'ROWS') throw new CommandError(refusalOf(page, slug));
      for (const { file, line, passing } of page.rows) {
        const lines = files.get(file) ?? [];
        lines.push({ line, passing });
        files.set(file, lines);
      }
      done += page.rows.length;
      cursor = page.cursor;
    } while (cursor);
    say(`${table}: ${String(done)} rows so far`);
  }
  return files;
}

/** Lines in the order of their code units, so that equal rows are an equal file whatever order they were read in. */
function contentOf(lines: readonly string[]): Buffer {
  return Buffer.from(
    [...lines]
      .sort((one, other) => (one < other ? -1 : 1))
      .map((line) => `${line}\n`)
      .join(''),
  );
}

function fileOf(name: string, content: Buffer, counts: { rows: number; passing: number }): ExportedFile {
  return { name, ...counts, bytes: content.length, sha256: hashOf(content) };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

function refusalOf(answer: ExportAnswer, slug: string): string {
  switch (answer.outcome) {
    case 'UNKNOWN':
      return `There is no municipality with the slug ${slug}.`;
    case 'INCOMPLETE': {
      const files = answer.missing.map(({ name, rows }) => `  ${name}: ${String(rows)} rows`).join('\n');
      return `Not whole: rows were added while it was written. Export again into a new folder.\n${files}`;
    }
    case 'INVALID':
      return 'The service does not know this command; is it of another version?';
    case 'NOT_EXPORTING':
    case 'BEGUN':
    case 'ROWS':
    case 'KEPT':
      return (
        `${slug} is not being exported, or no longer: an operator begins the export on its page ` +
        `(/platform/${slug}), and may have given it up or begun it anew meanwhile.`
      );
  }
}

/**
 * Reads the manifest of an export and checks every file against it, all of it before anything is sent anywhere. Throws
 * {@link CommandError} with what is wrong: a newer format, a file that is missing, changed or one too many, a line that is too long.
 */
export async function readExport(folder: string): Promise<{ manifest: Manifest; manifestSha256: string }> {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) throw new CommandError(`${folder} is no export: there is no ${MANIFEST} in it.`);
  const text = readFileSync(path, 'utf8');
  const told = parsedManifest(text);
  const names = told.files.map(({ name }) => name);
  const missing = names.filter((name) => !existsSync(join(folder, name)));
  if (missing.length > 0) throw new CommandError(`Files are missing: ${missing.join(', ')}`);
  const more = exportedTable.options
    .filter((table) => existsSync(join(folder, table)))
    .flatMap((table) => readdirSync(join(folder, table)).map((name) => `${table}/${name}`))
    .filter((name) => !names.includes(name));
  if (more.length > 0) throw new CommandError(`Files that the manifest does not name: ${more.join(', ')}`);
  for (const file of told.files) await checkFile(folder, file);
  return { manifest: told, manifestSha256: hashOf(text) };
}

function parsedManifest(text: string): Manifest {
  const content = json(text);
  const head = z.object({ format: z.literal(EXPORT_FORMAT), version: z.int() }).safeParse(content);
  if (!head.success) throw new CommandError(`${MANIFEST} is not the manifest of a municipality's export.`);
  if (head.data.version > EXPORT_VERSION) {
    throw new CommandError(
      `The export is of format version ${String(head.data.version)}; this service reads up to ${String(EXPORT_VERSION)}. Take it in with a newer one.`,
    );
  }
  const parsed = manifest.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CommandError(`${MANIFEST}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads a file once in pieces, so that a line of any length costs no memory. */
async function checkFile(folder: string, file: ExportedFile): Promise<void> {
  const hash = createHash('sha256');
  let rows = 0;
  let bytes = 0;
  let line = 0;
  for await (const piece of createReadStream(join(folder, file.name)) as AsyncIterable<Buffer>) {
    hash.update(piece);
    bytes += piece.length;
    for (let at = 0; at < piece.length;) {
      const feed = piece.indexOf(0x0a, at);
      line += (feed < 0 ? piece.length : feed) - at;
      if (line > LINE_LIMIT) {
        throw new CommandError(
          `${file.name}: line ${String(rows + 1)} is longer than ${String(LINE_LIMIT)} bytes, which no row is.`,
        );
      }
      if (feed < 0) break;
      rows++;
      line = 0;
      at = feed + 1;
    }
  }
  if (bytes !== file.bytes || rows !== file.rows || hash.digest('hex') !== file.sha256) {
    throw new CommandError(
      `${file.name} is not the file that the manifest names: its checksum is another one.`,
    );
  }
}

/** What taking in an export makes: a new municipality under a slug, administered by one of its workers. */
export interface Arrival {
  readonly slug: string;
  readonly admin: { readonly staffId: string; readonly email: string };
}

/** Checks an export and gives it to the service, which makes a new municipality of it and invites its administrator. */
export async function sendExport(
  folder: string,
  { slug, admin }: Arrival,
  { ask, say }: { ask: AskImport; say: (sentence: string) => void },
): Promise<void> {
  const { manifest: told, manifestSha256 } = await readExport(folder);
  if (!(await hasWorker(folder, told, admin.staffId))) throw new CommandError(NO_SUCH_WORKER);
  const must = async (payload: object): Promise<void> => {
    const answer = await ask({ ...payload, slug, manifestSha256 });
    if (answer.outcome !== 'GOES_ON' && answer.outcome !== 'OPEN')
      throw new CommandError(whyNot(answer, slug));
  };
  await must({ step: 'BEGIN', manifest: told });
  // What the streams must find done already comes before what it is about.
  const inTurn = [...told.files].sort((one, other) => rankOf(one.name) - rankOf(other.name));
  for (const { name } of inTurn) {
    const table = name.split('/')[0];
    for (const lines of chunksOf(join(folder, name))) await must({ step: 'ROWS', table, lines });
    say(name);
  }
  await must({ step: 'END', files: told.files, admin });
}

/** The file in which an export has its workers. */
const WORKERS = 'work/TENANT.jsonl';
const NO_SUCH_WORKER = `The export has no worker with this id (${WORKERS}, rows STAFF#…).`;

/** Whether the export has such a worker: asked before anything is sent, so that no slug is taken for nothing. */
async function hasWorker(folder: string, told: Manifest, staffId: string): Promise<boolean> {
  if (!told.files.some(({ name }) => name === WORKERS)) return false;
  const rows = createInterface({ input: createReadStream(join(folder, WORKERS)) });
  for await (const row of rows) {
    const { sk } = json(row) as { readonly sk?: unknown };
    if (sk === `STAFF#${staffId}`) return true;
  }
  return false;
}

const rankOf = (name: string) => (name === 'work/APPLIED.jsonl' ? 0 : 1);

/** The lines of a file from its end, in pieces that one call takes: what was told of a booking stands behind it and must come first. */
function chunksOf(path: string): string[][] {
  // By the line feed alone: other ends of lines may stand inside of a text.
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  const chunks: string[][] = [];
  let size = CHUNK;
  for (const line of lines.reverse()) {
    const bytes = Buffer.byteLength(line);
    if (size + bytes > CHUNK) {
      chunks.push([]);
      size = 0;
    }
    chunks.at(-1)?.push(line);
    size += bytes;
  }
  return chunks;
}

function whyNot(answer: ImportAnswer, slug: string): string {
  switch (answer.outcome) {
    case 'INVALID':
      return `Not possible:\n${answer.faults.map((fault) => `  ${fault}`).join('\n')}`;
    case 'NOT_EMPTY':
      return `${slug} stands already. An export goes into a new, empty municipality only: choose another slug.`;
    case 'OTHER_MUNICIPALITY':
      return 'The profile in work/TENANT.jsonl is of another municipality than the manifest says: nothing is opened.';
    case 'NO_SUCH_WORKER':
      return NO_SUCH_WORKER;
    case 'INCOMPLETE': {
      const files = answer.missing.map(({ name, rows }) => `  ${name}: ${String(rows)}`).join('\n');
      return `Not all rows have arrived; run the command again with the same export.\n${files}`;
    }
    case 'NOT_IMPORTING':
    case 'GOES_ON':
    case 'OPEN':
      return `${slug} does not take in this export, or is open already.`;
  }
}
