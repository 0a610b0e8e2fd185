import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { Answer } from './api.ts';
import { fits, type StaticFolder } from './distribution.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};

/** Answers from the files of a bucket; a missing key is S3's 403, which tells nothing about what exists. */
export async function answerFromFiles(folders: readonly StaticFolder[], path: string): Promise<Answer> {
  const key = keyOf(path);
  for (const { folder, prefix, cacheControl, exclude, include } of folders) {
    if (!key?.startsWith(prefix)) continue;
    const name = key.slice(prefix.length);
    const left =
      exclude.some((pattern) => fits(pattern, name)) && !include.some((pattern) => fits(pattern, name));
    if (left) continue;
    const body = await readFile(join(folder, name)).catch(() => undefined);
    if (!body) continue;
    return {
      status: 200,
      headers: {
        'content-type': mediaTypes[extname(key).toLowerCase()] ?? 'application/octet-stream',
        ...(cacheControl !== undefined && { 'cache-control': cacheControl }),
      },
      cookies: [],
      body,
    };
  }
  return {
    status: 403,
    headers: { 'content-type': 'application/xml' },
    cookies: [],
    body: Buffer.from('<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'),
  };
}

/** The object key of a path; `undefined` when the path leaves the bucket or is no valid encoding. */
function keyOf(path: string): string | undefined {
  try {
    const key = decodeURIComponent(path).replace(/^\/+/u, '');
    const clean = normalize(key);
    return clean.startsWith('..') || clean.includes('\0') ? undefined : clean;
  } catch {
    return undefined;
  }
}
