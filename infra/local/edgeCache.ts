import type { Answer } from './api.ts';
import type { Keeping } from './distribution.ts';

/** What is asked of a behaviour that keeps answers. */
export interface Kept {
  readonly method: string;
  readonly uri: string;
  readonly query: string;
}

/** Answers that an edge keeps, by what they were asked for. */
export interface EdgeCache {
  /**
   * The kept answer, or a new one of the origin, which is asked by `GET` and with nothing of the viewer but the path and the part of the query that
   * the policy names. Who has the version that is kept gets 304 (RFC 9110 §13.1.2).
   */
  answer(asked: Kept & { readonly known?: string }, keeping: Keeping, fetch: Fetch): Promise<Answer>;
}

type Fetch = (asked: Kept) => Promise<Answer>;

interface Entry {
  readonly answer: Answer;
  readonly until: number;
}

/** What one visitor can fill: a stand-in keeps few and lets the oldest go. */
const MOST = 200;

/** A cache as CloudFront's edge has one; `now` in milliseconds. */
export function edgeCache(now: () => number): EdgeCache {
  const entries = new Map<string, Entry>();
  return {
    async answer({ known, ...asked }, keeping, fetch) {
      const query = queryOf(asked.query, keeping.query);
      const name = `${asked.uri}?${query}`;
      const standing = entries.get(name);
      if (standing && standing.until > now()) return told(standing.answer, known);
      entries.delete(name);
      const answer = await fetch({ ...asked, method: 'GET', query });
      const seconds = Math.min(keptFor(answer), keeping.longestSeconds);
      if (answer.status === 200 && seconds > 0) {
        entries.set(name, { answer, until: now() + seconds * 1000 });
        const [oldest] = entries.keys();
        if (entries.size > MOST && oldest !== undefined) entries.delete(oldest);
      }
      return told(answer, known);
    },
  };
}

function queryOf(query: string, named: readonly string[]): string {
  const given = [...new URLSearchParams(query)].filter(([name]) => named.includes(name));
  return new URLSearchParams(given).toString();
}

/** Seconds for which a shared cache may keep an answer (RFC 9111 §5.2.2); 0 when it says nothing. */
function keptFor({ headers }: Answer): number {
  const said = headers['cache-control'] ?? '';
  if (/\b(?:no-store|private|no-cache)\b/u.test(said)) return 0;
  return Number(/\bmax-age=(\d+)/u.exec(said)?.[1] ?? 0);
}

function told(answer: Answer, known: string | undefined): Answer {
  const version = answer.headers['etag'];
  const isKnown =
    version !== undefined && (known ?? '').split(',').some((each) => bare(each) === bare(version));
  if (!isKnown) return answer;
  const { 'content-type': _type, 'content-length': _length, ...headers } = answer.headers;
  return { ...answer, status: 304, headers, body: Buffer.alloc(0) };
}

/** Compared weakly: what was packed on its way is the same version (RFC 9110 §8.8.3.2). */
function bare(version: string): string {
  return version.trim().replace(/^W\//u, '');
}
