import { keyKinds } from './keys.ts';
import type { Operation } from './operations.ts';

/** The same operations on every kind of key that there is: one that is added later is in it from its first day. */
function everyKind<K extends string>(
  kinds: readonly K[],
  operations: readonly Operation[],
): Readonly<Record<K, readonly Operation[]>> {
  return Object.fromEntries(kinds.map((kind) => [kind, operations])) as Record<K, readonly Operation[]>;
}

function everywhere(operations: readonly Operation[]) {
  return {
    work: everyKind(keyKinds.work, operations),
    cases: everyKind(keyKinds.cases, operations),
    audit: everyKind(keyKinds.audit, operations),
  };
}

/** What the roles of a municipality's coming and going with all its data may do: see `dataRoles`. No request has them. */
export const leavingRoles = {
  /** Reads everything of a municipality that leaves, sealed texts opened, and changes nothing. */
  exporter: { ...everywhere(['GetItem']), vault: true },
  /** Writes everything of a municipality that comes with an export, and reads nothing but its data key. */
  importer: {
    ...everywhere(['PutItem']),
    cases: { ...everyKind(keyKinds.cases, ['PutItem']), DATAKEY: ['GetItem', 'PutItem'] },
    vault: true,
    wrapsKey: true,
  },
  /** Deletes everything of a municipality that has left, and reads nothing. */
  remover: everywhere(['DeleteItem']),
  /** Reads the rows of a municipality in the copies that a restore has made, and nothing that is in use. */
  copyReader: {
    work: everyKind(keyKinds.work, ['GetItem']),
    cases: everyKind(keyKinds.cases, ['GetItem']),
    ofCopies: true,
  },
  /** Brings rows of a municipality back as they stood; the log of use is not among them. Sealed texts stay sealed. */
  restorer: {
    work: everyKind(keyKinds.work, ['GetItem', 'PutItem', 'DeleteItem']),
    cases: everyKind(keyKinds.cases, ['GetItem', 'PutItem']),
  },
} as const;
