import { Agent, request } from 'node:http';
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import type { Act, Arrival } from './day.ts';

const GIVES_UP_AFTER = 30_000;
/** Node's histograms count from one microsecond; an hour is more than any answer takes. */
const LONGEST = 3_600_000_000;

/** One request as an act asks it. */
export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly cookie?: string;
  readonly body?: unknown;
  /** The address of this machine that it comes from. */
  readonly from?: string;
  readonly good: readonly number[];
  /** What is made of a good answer. */
  readonly then?: (body: string) => void;
}

/** What came of the requests of a while. */
export interface Outcome {
  /** Microseconds from when an answer was wanted to its last byte. */
  readonly times: RecordableHistogram;
  readonly answered: number;
  /** How many of each act had another status than it may have, or none; by `act status`. */
  readonly errors: ReadonlyMap<string, number>;
  /** Milliseconds that the sender itself was late at most: more than a few make the times its own, not the service's. */
  readonly senderLate: number;
}

/**
 * Sends every request at its time, whether or not those before are answered, and takes the time from when it was due: a slow answer keeps nobody from coming,
 * and its queue is in the figures. Each young person comes from an address of the machine's own network of their own.
 */
export async function openLoop(
  origin: string,
  due: readonly Arrival[],
  ask: (act: Act) => Asked,
): Promise<Outcome> {
  const times = createHistogram({ lowest: 1, highest: LONGEST, figures: 3 });
  const errors = new Map<string, number>();
  const agent = new Agent({ keepAlive: true, maxSockets: 1000 });
  let [answered, senderLate] = [0, 0];
  const begun = performance.now();
  const waiting: Promise<void>[] = [];
  for (const { at, act } of due) {
    const wait = begun + at - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    senderLate = Math.max(senderLate, performance.now() - begun - at);
    const asked = ask(act);
    waiting.push(
      send(origin, asked, agent).then(({ status, body }) => {
        times.record(Math.max(1, Math.round((performance.now() - begun - at) * 1000)));
        answered += 1;
        if (asked.good.includes(status)) asked.then?.(body);
        else {
          const name = `${act} ${String(status)}`;
          errors.set(name, (errors.get(name) ?? 0) + 1);
        }
      }),
    );
  }
  await Promise.all(waiting);
  agent.destroy();
  return { times, answered, errors, senderLate };
}

/** The answer; status 0 when none came. */
function send(
  origin: string,
  { method, path, cookie, body, from }: Asked,
  agent: Agent,
): Promise<{ readonly status: number; readonly body: string }> {
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    'sec-fetch-site': 'same-origin',
    ...(cookie !== undefined && { cookie }),
    ...(sent !== undefined && {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(sent),
    }),
  };
  return new Promise((resolve) => {
    const outgoing = request(
      origin + path,
      { method, headers, agent, timeout: GIVES_UP_AFTER, ...(from !== undefined && { localAddress: from }) },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () => {
          resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') });
        });
        incoming.on('error', () => {
          resolve({ status: 0, body: '' });
        });
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time')));
    outgoing.on('error', () => {
      resolve({ status: 0, body: '' });
    });
    outgoing.end(sent);
  });
}
