import { inLanguage, type Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { type Temporal, zonedMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { BookingRecord } from './record.ts';

interface Texts {
  /** Says nothing of service or topic: subjects are seen on lock screens. */
  readonly subject: string;
  readonly booked: string;
  readonly cancelled: string;
  readonly time: string;
  readonly place: string;
  readonly change: string;
  readonly restore: string;
  readonly secret: string;
  readonly locale: string;
  /** `9:05` as it is written in the language. */
  readonly clock: (time: Temporal.PlainTime) => string;
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

const TEXTS: Readonly<Record<Language, Texts>> = {
  fi: {
    subject: 'Ohjaamo: aikasi',
    booked: 'Sinulle on varattu aika Ohjaamoon.',
    cancelled: 'Aikasi Ohjaamoon on peruttu.',
    time: 'Aika',
    place: 'Paikka',
    change: 'Vaihda tai peru aika, tai lisää se kalenteriisi:',
    restore: 'Jos peruit vahingossa, voit ottaa ajan takaisin niin kauan kuin se on vapaa:',
    secret: 'Linkki on sinun. Kuka tahansa, jolla se on, voi vaihtaa tai perua ajan.',
    locale: 'fi-FI',
    clock: (time) => `${String(time.hour)}.${twoDigits(time.minute)}`,
  },
  sv: {
    subject: 'Navigatorn: din tid',
    booked: 'Du har en bokad tid hos Navigatorn.',
    cancelled: 'Din tid hos Navigatorn är avbokad.',
    time: 'Tid',
    place: 'Plats',
    change: 'Byt eller avboka tiden, eller lägg till den i din kalender:',
    restore: 'Om du avbokade av misstag kan du ta tillbaka tiden så länge den är ledig:',
    secret: 'Länken är din. Den som har länken kan byta eller avboka tiden.',
    locale: 'sv-FI',
    clock: (time) => `${twoDigits(time.hour)}.${twoDigits(time.minute)}`,
  },
  en: {
    subject: 'Ohjaamo: your time',
    booked: 'You have a booked time at Ohjaamo.',
    cancelled: 'Your time at Ohjaamo has been cancelled.',
    time: 'Time',
    place: 'Place',
    change: 'Change or cancel the time, or add it to your calendar:',
    restore: 'If you cancelled by mistake, you can take the time back as long as it is free:',
    secret: 'The link is yours. Anyone who has it can change or cancel the time.',
    locale: 'en-GB',
    clock: (time) => `${twoDigits(time.hour)}:${twoDigits(time.minute)}`,
  },
};

/**
 * The confirmation of a booking in its language: time, place and the link, never the service, the topic or a name.
 * `origin` is the address of the service without a closing slash.
 */
export function confirmationText(
  record: BookingRecord,
  tenant: Tenant,
  origin: string,
  link: string,
): { readonly subject: string; readonly text: string } {
  const texts = TEXTS[record.language];
  const { zone } = tenant.profile;
  const site = tenant.sites.find(({ id }) => id === record.siteId);
  const day = zonedMinute(record.start, zone).toLocaleString(texts.locale, { dateStyle: 'full' });
  const clock = (minute: number): string => texts.clock(zonedMinute(minute, zone).toPlainTime());
  const isCancelled = record.state.startsWith('CANCELLED');
  const place = [site && inLanguage(site.name, record.language), site?.address].filter(Boolean).join(', ');
  const lines = [
    isCancelled ? texts.cancelled : texts.booked,
    '',
    `${texts.time}: ${day} ${clock(record.start)}–${clock(record.end)}`,
    `${texts.place}: ${place}`,
    '',
    isCancelled ? texts.restore : texts.change,
    `${origin}/${record.language}/b/${link}`,
    '',
    texts.secret,
  ];
  return { subject: texts.subject, text: lines.join('\n') };
}
