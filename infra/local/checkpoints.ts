import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** How far each stream has been read: the last sequence number by event source and shard. */
export interface Checkpoints {
  get(name: string): string | undefined;
  set(name: string, sequenceNumber: string): void;
}

/** Thrown when a file of the data folder is not what the stack wrote. */
export class BrokenFolderError extends Error {
  override name = 'BrokenFolderError';
  readonly file: string;
  constructor(file: string) {
    super(`The file ${file} cannot be read`);
    this.file = file;
  }
}

/** Checkpoints kept in a file, or in memory when there is none. */
export function openCheckpoints(file?: string): Checkpoints {
  const numbers = new Map(Object.entries(file === undefined ? {} : readCheckpoints(file)));
  return {
    get: (name) => numbers.get(name),
    set(name, sequenceNumber) {
      numbers.set(name, sequenceNumber);
      if (file === undefined) return;
      // Written beside and renamed, so that a crash leaves the old file or the new one, never half of one.
      writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(numbers)));
      renameSync(`${file}.new`, file);
    },
  };
}

function readCheckpoints(file: string): Record<string, string> {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  } catch {
    throw new BrokenFolderError(file);
  }
}
