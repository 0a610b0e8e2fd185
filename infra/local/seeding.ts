import { readFileSync, writeFileSync } from 'node:fs';
import { keyKinds, type TableName } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import * as z from 'zod';
import { brokenFolder, type DataFolder, isSeeded, StartError } from './folder.ts';
import { DemoDataError, seed, type SeedTarget } from './seed/seed.ts';
import type { SeededUser } from './seed/users.ts';
import type { ResolvedTemplates } from './templates.ts';

const seededUsers = z.array(
  z.object({ email: z.string(), password: z.string(), totpSecret: z.string(), description: z.string() }),
);

interface SeedingParts {
  readonly dynamoDbEndpoint: string;
  readonly keyEndpoint: string;
  readonly identity: SeedTarget['identity'];
  readonly data: DataFolder;
  readonly templates: ResolvedTemplates;
  /** What the product's clock shows, in milliseconds since 1970. */
  readonly now: number;
}

/** Who can sign in, and whether the demo data was put in just now. */
interface Seeding {
  readonly users: readonly SeededUser[];
  readonly now: boolean;
}

/**
 * Puts the demo municipalities in on the first start and leaves a mark; later starts read from the mark who can sign in.
 * Demo data with a fault is a `StartError` with file, line and reason.
 */
export async function seedOnce(parts: SeedingParts): Promise<Seeding> {
  const { dynamoDbEndpoint, keyEndpoint, identity, data } = parts;
  if (isSeeded(data)) return { users: readMark(data.seededFile), now: false };
  const tables = tableNames(parts.templates);
  const users = await seed({ dynamoDbEndpoint, keyEndpoint, tables, identity }, { now: parts.now }).catch(
    (error: unknown) => {
      if (error instanceof DemoDataError) throw new StartError(`The demo data is refused:\n${error.message}`);
      throw error;
    },
  );
  writeFileSync(data.seededFile, JSON.stringify(users, null, 2));
  return { users, now: true };
}

function readMark(file: string): SeededUser[] {
  try {
    return seededUsers.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw brokenFolder(file);
  }
}

/** The tables' names on this machine by their names in the house. */
function tableNames(templates: ResolvedTemplates): Record<TableName, string> {
  const made = templates.ofType('AWS::DynamoDB::GlobalTable').map(({ ref }) => ref);
  const named = (Object.keys(keyKinds) as TableName[]).map((name) => {
    const table = made.find((each) => each.toLowerCase() === `${name}table`);
    if (table === undefined) throw new Error(`The templates have no table for ${name}`);
    return [name, table];
  });
  return Object.fromEntries(named) as Record<TableName, string>;
}
