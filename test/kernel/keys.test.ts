import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { dataRoles } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import {
  indexes,
  keyKinds,
  networkKeys,
  platformKeys,
  tenantKeys,
  tenantPrefix,
} from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const tenant = tenantId.parse('aaaaaaaaaa');

/** Calls every builder with placeholder arguments and gives the partition keys it made. */
function partitionKeys(builders: Readonly<Record<string, unknown>>): string[] {
  return Object.values(builders).flatMap((build) => {
    const made = (build as (...values: string[]) => Record<string, string>)('a', 'b', 'c');
    return Object.entries(made).flatMap(([name, value]) => (/[pP]k$/u.test(name) ? [value] : []));
  });
}

/** The product's own source files, as paths from the root. */
function sources(): string[] {
  return ['shared', 'functions', 'infra', 'web/src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:ts|tsx|astro|mjs)$/u.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .filter((path) => !/node_modules|\/dist\/|\/\.astro\/|cdk\.out/u.test(path)),
  );
}

describe('kinds of key', () => {
  it('every tenant key that can be built is of a listed kind', () => {
    const prefix = tenantPrefix(tenant);
    const built = partitionKeys(tenantKeys(tenant)).map((key) => {
      expect(key.startsWith(prefix)).toBe(true);
      return key.slice(prefix.length).split('#')[0];
    });
    const listed: readonly string[] = [...keyKinds.work, ...keyKinds.cases, ...keyKinds.audit];
    expect(new Set(built)).toEqual(new Set(listed));
  });

  it('every key of the Network and the Platform table is of a listed kind', () => {
    const kindsOf = (builders: Readonly<Record<string, unknown>>, letter: string) =>
      new Set(
        partitionKeys(builders).map((key) => {
          expect(key.startsWith(letter)).toBe(true);
          return key.split('#')[1];
        }),
      );
    expect(kindsOf(networkKeys, 'N#')).toEqual(new Set(keyKinds.network));
    expect(kindsOf(platformKeys, 'P#')).toEqual(new Set(keyKinds.platform));
  });

  // Places, plans and settings: what happened to somebody is never deleted by a request, but for notifications to outreach
  // youth work, which the law has destroyed at once (1285/2016 §12).
  // A map kept without a name is the young person's to delete, and goes when it is claimed.
  // An errand of the courier is no fact: what was carried stands where it was carried to.
  const MAY_GO = [
    'WAITLIST',
    'MOVETOTELL',
    'CALENDAR',
    'FEED',
    'INBOX',
    'FIND',
    'OUTREACH',
    'KEPTMAP',
    'OUTBOX',
  ];

  /** Roles of no request of the day's work that may delete what happened to somebody. */
  const MAY_ERASE: Readonly<Record<string, readonly string[]>> = {
    // Records whose term has come, and those of whoever asked for it (GDPR 17).
    eraser: ['CLIENT', 'CONTACTS', 'IDENTITY', 'REVIEW', 'REFERRALS', 'REFERRALLINK', 'ENVELOPE', 'OUTBOX'],
    // What a quarter kept apart of those who were erased, numbers without a person, once it is sealed.
    personCounter: ['PERSONS'],
    // Takes away months of the log whose term is over.
    logKeeper: ['MONTH'],
    // Keeps a copy of a public register: what is there no more goes here too.
    catalogueReader: ['CATALOGUE'],
    // Sends what waits in the outbox, which is a queue.
    courier: ['OUTBOX'],
    // Takes a wrong identity code out of a record: whose code it is has then never been a fact.
    cases: ['IDENTITY'],
    // What somebody wrote and nobody uses yet; once it is used it is a copy.
    adoptions: ['DRAFTS'],
    // Takes back a site, an organisation or a service of a set-up that the street has not seen yet.
    onboarding: ['TENANT'],
    // Empties what a municipality leaves behind, of every kind, and reads nothing.
    remover: [...keyKinds.work, ...keyKinds.cases, ...keyKinds.audit],
    // Brings a suspended municipality back to an hour, when it has decided so: what was added since goes. A case loses nothing by it.
    restorer: keyKinds.work,
    // Takes a paper answer that was typed in wrongly back with its words; and the words whose 24 months are over;
    // and answered feedback about accessibility whose 12 months are over.
    feedback: ['FEEDBACKTEXT'],
    feedbackKeeper: ['FEEDBACKTEXT', 'ACCESSIBILITY'],
    // Moves the rows of a case between two records of one person.
    merger: ['CLIENT'],
  };

  it('the one role that erases may delete whatever can hold a client, so nothing stays behind', () => {
    // Keys and rules of the municipality; places of an index; rows that go by their own time or are changed in place.
    const nobodys = ['DATAKEY', 'RULES', 'WORKER', 'DUE', 'WATCH'];
    // Rows that stand for themselves and name no client.
    const apart = ['EMPLOYER', 'KEPTMAP', 'INSTRUMENT'];
    const erased = Object.entries(dataRoles.eraser.cases)
      .filter(([, operations]) => (operations as readonly string[]).includes('DeleteItem'))
      .map(([kind]) => kind);
    const held = keyKinds.cases.filter((kind) => !nobodys.includes(kind) && !apart.includes(kind));
    expect(erased.sort()).toEqual([...held].sort());
  });

  it('the data roles speak of listed kinds only, none may scan, and facts are never deleted', () => {
    for (const [name, role] of Object.entries(dataRoles)) {
      for (const [table, grants] of Object.entries(role)) {
        for (const [kind, operations] of Object.entries(grants as Record<string, readonly string[]>)) {
          expect(keyKinds[table as 'work']).toContain(kind);
          const mayGo = MAY_GO.includes(kind) || MAY_ERASE[name]?.includes(kind);
          if (!mayGo) expect(operations).not.toContain('DeleteItem');
          expect(operations).not.toContain('Scan');
        }
      }
    }
  });

  it('index keys end in Pk, which is how the guard knows them', () => {
    for (const { pk } of Object.values(indexes)) expect(pk).toMatch(/Pk$/u);
  });
});

describe('there is one place that builds keys', () => {
  it.each(['T#', 'N#', 'P#'])('no other file of the product writes a key beginning %s', (letter) => {
    const allowed = [
      'functions/kernel/tenancy/keys.ts',
      // Names the letter, never a whole key: the guard's prefix and the policies made of it.
      'functions/kernel/tenancy/guard.ts',
      'functions/kernel/tenancy/clients.ts',
      'functions/kernel/house.ts',
    ];
    const writers = sources().filter(
      (path) =>
        !allowed.includes(path) &&
        !path.startsWith('infra/policy/') &&
        new RegExp(`['"\`]${letter}`, 'u').test(readFileSync(join(root, path), 'utf8')),
    );
    expect(writers).toEqual([]);
  });
});
