/** As the pages write times; a date field's own form is the machine's. */
const locales: Readonly<Record<string, string>> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };

/**
 * When a waiting entry happened, as people read it: `ti 24.11. klo 12.21`.
 *
 * @param date `2027-02-01` of the form; what is none is shown as it is
 * @param time `09:05` of the form, wall time
 */
export function momentOf(date: string, time: string, language: string): string {
  // Both are wall time already: they are written as they stand, whatever the device's zone is.
  const written = `${date} ${time}`.trim();
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d$/u.test(written)) return written;
  return new Intl.DateTimeFormat(locales[language] ?? 'fi-FI', {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: language === 'en' ? 'short' : 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).format(new Date(`${date}T${time}Z`));
}
