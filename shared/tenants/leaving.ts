import * as z from 'zod';
import { localizedText } from '../kernel/i18n.ts';
import { staffId } from '../kernel/ids.ts';
import { newTenant } from './newTenant.ts';

/** The form of exports as docs/export-format.md describes it. A change that an older reader would misread gets a new number. */
export const EXPORT_FORMAT = 'ohjaamo-municipality';
export const EXPORT_VERSION = 1;

/** Days that erased rows may still stand in the change streams of the tables, and in their point-in-time backups. */
export const STREAM_DAYS = 1;
export const BACKUP_DAYS = 35;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const count = z.int().min(0);

/** One file of an export: the rows of one kind of key of one table. */
export const exportedFile = z.strictObject({
  /** `cases/CLIENT.jsonl`. */
  name: z.string().regex(/^(?:work|cases|audit)\/[A-Z]{1,30}\.jsonl$/u),
  rows: count,
  /** Rows among them that go by themselves at their time. */
  passing: count,
  bytes: count,
  sha256,
});
export type ExportedFile = z.infer<typeof exportedFile>;

/** What stands in `manifest.json`. */
export const manifest = z.strictObject({
  format: z.literal(EXPORT_FORMAT),
  version: z.int().min(1),
  exportedAt: z.iso.datetime(),
  municipality: z.strictObject({
    slug: z.string(),
    name: localizedText,
    code: z.string(),
  }),
  /** 32 bytes in base64 that fingerprints of names and codes are made with; absent when nothing was ever sealed. As secret as the files. */
  findingKey: z.base64().optional(),
  files: z.array(exportedFile),
});
export type Manifest = z.infer<typeof manifest>;

/** What the service keeps of an export: that it was taken, and what was in it, by count and hash. */
export const exportReceipt = z.strictObject({
  at: z.iso.datetime(),
  rows: count,
  bytes: count,
  /** Of `manifest.json`, which names each file with its own. */
  manifestSha256: sha256,
  files: z.array(exportedFile),
});
export type ExportReceipt = z.infer<typeof exportReceipt>;

/** What an erasure leaves: when it was, how much went, and until when traces age out. */
export const erasureReceipt = z.strictObject({
  begunAt: z.iso.datetime(),
  /** When every table, index and the identity provider were found empty; absent while it is going on. */
  provenAt: z.iso.datetime().optional(),
  rows: count,
  /** Last dates on which what was erased can stand in streams and in backups, and on which the key is deleted. */
  streamsUntil: z.iso.date(),
  backupsUntil: z.iso.date(),
  keyDeletedOn: z.iso.date(),
});
export type ErasureReceipt = z.infer<typeof erasureReceipt>;

/** How far the leaving of a municipality is: counts, hashes and dates. */
export const leavingView = z.strictObject({
  progress: z.strictObject({ rows: z.int(), at: z.string() }).optional(),
  exported: exportReceipt.optional(),
  erasure: erasureReceipt.optional(),
});
export type LeavingView = z.infer<typeof leavingView>;

/** Tables of which rows are carried. */
export const exportedTable = z.enum(['work', 'cases', 'audit']);

const notHere = z.strictObject({ outcome: z.enum(['INVALID', 'UNKNOWN', 'NOT_EXPORTING']) });

/** What the service answers to a step of an export. */
export const exportAnswer = z.discriminatedUnion('outcome', [
  notHere,
  z.strictObject({
    outcome: z.literal('BEGUN'),
    exportId: z.string(),
    municipality: manifest.shape.municipality,
    findingKey: z.string().optional(),
  }),
  z.strictObject({
    outcome: z.literal('ROWS'),
    rows: z.array(z.strictObject({ file: z.string(), passing: z.boolean(), line: z.string() })),
    cursor: z.record(z.string(), z.unknown()).optional(),
  }),
  /** Rows that stand and are in no file: by file, how many. */
  z.strictObject({
    outcome: z.literal('INCOMPLETE'),
    missing: z.array(z.strictObject({ name: z.string(), rows: count })),
  }),
  z.strictObject({ outcome: z.literal('KEPT') }),
]);
export type ExportAnswer = z.infer<typeof exportAnswer>;

/** Which export a step of an import belongs to, and which new municipality it makes. */
const taking = { slug: newTenant.shape.slug, manifestSha256: sha256 };

/** A line may have so many characters: a row of the tables holds 400 KB, and JSON writes some characters by six. */
export const LINE_LIMIT = 2_500_000;

/** What the service is asked at a step of an import. */
export const importStep = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('BEGIN'), ...taking, manifest }),
  z.strictObject({
    step: z.literal('ROWS'),
    ...taking,
    table: exportedTable,
    lines: z.array(z.string().max(LINE_LIMIT)).min(1),
  }),
  z.strictObject({
    step: z.literal('END'),
    ...taking,
    files: z.array(exportedFile),
    /** The worker of the export who administers the municipality here, and where the invitation goes. */
    admin: z.strictObject({ staffId, email: newTenant.shape.adminEmail }),
  }),
]);

/** What the service answers to a step of an import. */
export const importAnswer = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('INVALID'), faults: z.array(z.string()) }),
  /** The slug belongs to a municipality that stands, or that comes with another export: an export goes into an empty one. */
  z.strictObject({ outcome: z.literal('NOT_EMPTY') }),
  z.strictObject({ outcome: z.literal('NOT_IMPORTING') }),
  z.strictObject({ outcome: z.literal('NO_SUCH_WORKER') }),
  /** The profile among the rows is another municipality's than the one that was begun. */
  z.strictObject({ outcome: z.literal('OTHER_MUNICIPALITY') }),
  z.strictObject({
    outcome: z.literal('INCOMPLETE'),
    missing: z.array(z.strictObject({ name: z.string(), rows: z.int() })),
  }),
  z.strictObject({ outcome: z.literal('GOES_ON') }),
  z.strictObject({ outcome: z.literal('OPEN') }),
]);
export type ImportAnswer = z.infer<typeof importAnswer>;
