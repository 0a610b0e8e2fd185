import { setTimeout } from 'node:timers/promises';
import type { ScheduleBlueprint } from './blueprint.ts';
import type { FunctionHost } from './functionHost.ts';

/**
 * Locally a scheduled day passes in ten seconds: a nightly job runs every ten seconds, `rate(15 minutes)` as often as
 * {@link SHORTEST_SECONDS} allows. Otherwise nobody at a laptop would ever see a scheduled job.
 */
export const SCHEDULE_SPEED = 8640;

/**
 * No nightly job runs more often than this, however fast; and no job by rate, of which there are several and each walks
 * all tenants: a laptop has other things to do.
 */
const SHORTEST_SECONDS = { cron: 5, rate: 15 } as const;

export interface Schedules {
  stop(): Promise<void>;
}

/** How schedules run; everything may be left out. */
export interface ScheduleOptions {
  /** How many times as often as the templates say. */
  readonly speed?: number;
  /** What has to be done before the first interval begins. */
  readonly begins?: Promise<void>;
}

/**
 * Calls the functions of the templates' schedules, `speed` times as often as they say. Each waits for its own last run;
 * the first comes one interval after the beginning.
 */
export function runSchedules(
  schedules: readonly ScheduleBlueprint[],
  host: FunctionHost,
  { speed = SCHEDULE_SPEED, begins = Promise.resolve() }: ScheduleOptions = {},
): Schedules {
  const ending = new AbortController();
  const ended = new Promise<void>((resolve) => {
    ending.signal.addEventListener('abort', () => {
      resolve();
    });
  });
  const running = schedules.map(async (schedule) => {
    await Promise.race([begins.catch(() => undefined), ended]);
    await runOne(schedule, host, speed, ending.signal);
  });
  return {
    async stop() {
      ending.abort();
      await Promise.all(running);
    },
  };
}

async function runOne(
  { expression, functionArn, input }: ScheduleBlueprint,
  host: FunctionHost,
  speed: number,
  signal: AbortSignal,
): Promise<void> {
  const shortest = SHORTEST_SECONDS[expression.startsWith('rate') ? 'rate' : 'cron'];
  const seconds = Math.max(shortest, periodSeconds(expression) / speed);
  const isEnding = (): boolean => signal.aborted;
  while (!isEnding()) {
    await setTimeout(seconds * 1000, undefined, { signal }).catch(() => undefined);
    if (!isEnding()) await host.invoke(functionArn, JSON.parse(input));
  }
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const unitSeconds: Readonly<Record<string, number>> = { minute: MINUTE, hour: HOUR, day: DAY };

/**
 * How many seconds lie between two runs of a schedule expression: exactly for `rate(…)`; for `cron(…)` the shortest unit
 * that its fields leave free (`*` or a step such as `0/15`), so minutes, an hour, a day or a month.
 */
export function periodSeconds(expression: string): number {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/u.exec(expression) ?? [];
  if (count !== undefined) return Number(count) * (unitSeconds[unit] ?? DAY);
  const fields = /^cron\((.+)\)$/u.exec(expression)?.[1]?.split(/\s+/u);
  if (!fields) throw new Error(`The local stack does not know the schedule ${expression}`);
  const [minutes = '', hours = '', dayOfMonth = '', , dayOfWeek = ''] = fields;
  const step = (field: string): number | undefined =>
    field === '*' ? 1 : field.includes('/') ? Number(field.split('/')[1]) : undefined;
  const everyMinutes = step(minutes);
  if (everyMinutes !== undefined) return everyMinutes * MINUTE;
  const everyHours = step(hours);
  if (everyHours !== undefined) return everyHours * HOUR;
  const everyDay = ['*', '?'].includes(dayOfMonth) && ['*', '?', 'MON-FRI'].includes(dayOfWeek);
  return everyDay ? DAY : 30 * DAY;
}
