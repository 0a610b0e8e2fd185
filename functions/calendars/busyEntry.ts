import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';

/** Says nothing of service, topic or person: calendars are seen by colleagues, on screens and by their hosts. */
export const BUSY_SUMMARY: Readonly<Record<Language, string>> = {
  fi: 'Ohjaamo: varattu',
  sv: 'Navigatorn: bokat',
  en: 'Ohjaamo: booked',
};

/** How the UID of every invitation to a worker ends, so that the worker's own busy feed can be told from it. */
export function ownUidEnding(worker: StaffId): string {
  return `-${worker}@ohjaamo`;
}
