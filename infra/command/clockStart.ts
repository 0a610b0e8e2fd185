import { HELSINKI, Temporal } from '@ohjaamo/shared/kernel/time.ts';

/**
 * The instant that `--now` means, RFC 3339 with an offset. Without one it is the time on the wall of a site on that date:
 * two hours before UTC in winter, three in summer. `undefined` when it is no time.
 */
export function clockStart(given: string): string | undefined {
  if (/(?:Z|[+-]\d{2}:\d{2})$/u.test(given)) return Number.isNaN(Date.parse(given)) ? undefined : given;
  try {
    return Temporal.PlainDateTime.from(given)
      .toZonedDateTime(HELSINKI)
      .toString({ timeZoneName: 'never', smallestUnit: 'second' });
  } catch {
    return undefined;
  }
}
