import type { Told } from '@ohjaamo/shared/calendars/invitation.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { type Temporal, zonedMinute } from '@ohjaamo/shared/kernel/time.ts';
import { BUSY_SUMMARY } from './busyEntry.ts';

interface Texts {
  readonly invited: string;
  readonly withdrawn: string;
  readonly time: string;
  readonly place: string;
  readonly answer: string;
  readonly noReply: string;
  readonly locale: string;
  readonly clock: (time: Temporal.PlainTime) => string;
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

const TEXTS: Readonly<Record<Language, Texts>> = {
  fi: {
    invited: 'Sinulle on varattu aika Ohjaamossa.',
    withdrawn: 'Tätä aikaa ei enää ole varattu sinulle. Voit poistaa sen kalenteristasi.',
    time: 'Aika',
    place: 'Paikka',
    answer: 'Kerro tästä linkistä, sopiiko aika vai oletko estynyt:',
    noReply: 'Vastaus tähän viestiin ei tule perille. Tapaamisen tiedot näet kirjautumalla palveluun.',
    locale: 'fi-FI',
    clock: (time) => `${String(time.hour)}.${twoDigits(time.minute)}`,
  },
  sv: {
    invited: 'En tid har bokats med dig hos Navigatorn.',
    withdrawn: 'Den här tiden är inte längre bokad med dig. Du kan ta bort den ur din kalender.',
    time: 'Tid',
    place: 'Plats',
    answer: 'Berätta via länken om tiden passar eller om du har förhinder:',
    noReply:
      'Svar på det här meddelandet kommer inte fram. Logga in i tjänsten för att se uppgifterna om mötet.',
    locale: 'sv-FI',
    clock: (time) => `${twoDigits(time.hour)}.${twoDigits(time.minute)}`,
  },
  en: {
    invited: 'A time with you has been booked at Ohjaamo.',
    withdrawn: 'This time is no longer booked with you. You can remove it from your calendar.',
    time: 'Time',
    place: 'Place',
    answer: 'Tell by this link whether the time suits you or you cannot come:',
    noReply:
      'A reply to this message does not arrive. Sign in to the service to see the details of the meeting.',
    locale: 'en-GB',
    clock: (time) => `${twoDigits(time.hour)}:${twoDigits(time.minute)}`,
  },
};

/** What a program shows that does not understand calendar messages: when, where and the link, never who or why. */
export function invitationText(
  message: Told,
  zone: string,
  answerAddress: string | undefined,
): { readonly subject: string; readonly text: string } {
  const texts = TEXTS[message.language];
  const clock = (minute: number): string => texts.clock(zonedMinute(minute, zone).toPlainTime());
  const day = zonedMinute(message.start, zone).toLocaleString(texts.locale, { dateStyle: 'full' });
  const lines = [
    answerAddress === undefined ? texts.withdrawn : texts.invited,
    '',
    `${texts.time}: ${day} ${clock(message.start)}–${clock(message.end)}`,
    ...(message.place === '' ? [] : [`${texts.place}: ${message.place}`]),
    '',
    ...(answerAddress === undefined ? [] : [texts.answer, answerAddress, '']),
    texts.noReply,
  ];
  return { subject: BUSY_SUMMARY[message.language], text: lines.join('\n') };
}
