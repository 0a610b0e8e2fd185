import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import * as z from 'zod';

/** Why the catalogue did not do what it was asked. */
export type CatalogueFault =
  'NOT_REACHED' | 'TOO_SLOW' | 'TOO_LARGE' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'REFUSED' | 'UNREADABLE';

/** A refusal with the catalogue's own words, by field (`{ "field": ["message"] }`). */
export interface Refusal {
  readonly fault: CatalogueFault;
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

/** What is sent with a question that changes something. */
interface Sent {
  readonly method: 'PUT' | 'POST';
  readonly token?: string;
  readonly body: unknown;
}

/** Bounds of one answer, its whole body included. */
export interface Bounds {
  readonly bytes: number;
  readonly milliseconds: number;
}
export const usualBounds: Bounds = { bytes: 20 * 1024 * 1024, milliseconds: 15_000 };
/** Bounds of what is kept of a refusal. */
const MOST_FIELDS = 20;
const LONGEST_MESSAGE = 300;

const refusal = z.record(z.string(), z.array(z.string()));

/** A refusal as it is passed on. */
export function refuse(fault: CatalogueFault, fields: Refusal['fields'] = {}): Refusal {
  return { fault, fields };
}

/**
 * Asks the catalogue, within bounds of time and size. Redirects are refused, because a token would go along; so the hosts that are asked
 * are those of the configuration and no others.
 */
export async function ask(address: string, bounds: Bounds, sent?: Sent): Promise<Result<unknown, Refusal>> {
  try {
    const answer = await fetch(address, {
      ...(sent && { method: sent.method, body: JSON.stringify(sent.body) }),
      headers: {
        accept: 'application/json',
        ...(sent && { 'content-type': 'application/json' }),
        ...(sent?.token !== undefined && { authorization: `Bearer ${sent.token}` }),
      },
      redirect: 'error',
      signal: AbortSignal.timeout(bounds.milliseconds),
    });
    const text = await textOf(answer, bounds.bytes);
    if (text === undefined) return fail(refuse('TOO_LARGE'));
    if (answer.ok) return text === '' ? succeed(undefined) : parsed(text);
    return fail(refusalOf(answer.status, text));
  } catch (error) {
    return fail(refuse(error instanceof Error && error.name === 'TimeoutError' ? 'TOO_SLOW' : 'NOT_REACHED'));
  }
}

async function textOf(answer: Response, most: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): Result<unknown, Refusal> {
  try {
    return succeed(JSON.parse(text) as unknown);
  } catch {
    return fail(refuse('UNREADABLE'));
  }
}

function refusalOf(status: number, text: string): Refusal {
  if (status === 401 || status === 403) return refuse('NOT_ALLOWED');
  if (status === 404) return refuse('NOT_FOUND');
  if (status !== 400) return refuse('NOT_REACHED');
  const body = parsed(text);
  const read = refusal.safeParse(body.ok ? body.value : undefined);
  const fields = Object.entries(read.data ?? {}).slice(0, MOST_FIELDS);
  return refuse(
    'REFUSED',
    Object.fromEntries(
      fields.map(([field, messages]) => [
        field.slice(0, LONGEST_MESSAGE),
        messages.slice(0, MOST_FIELDS).map((message) => message.slice(0, LONGEST_MESSAGE)),
      ]),
    ),
  );
}
