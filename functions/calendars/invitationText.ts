import type { Told } from '@ohjaamo/shared/calendars/invitation.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { stretchInWords } from '../kernel/timeWords.ts';
import { BUSY_SUMMARY } from './busyEntry.ts';

interface Texts {
  readonly invited: string;
  readonly withdrawn: string;
  readonly time: string;
  readonly place: string;
  readonly answer: string;
  readonly noReply: string;
}

const TEXTS: Readonly<Record<Language, Texts>> = {
  fi: {
    invited: 'Sinulle on varattu aika Ohjaamossa.',
    withdrawn: 'Tätä aikaa ei enää ole varattu sinulle. Voit poistaa sen kalenteristasi.',
    time: 'Aika',
    place: 'Paikka',
    answer: 'Kerro tästä linkistä, sopiiko aika vai oletko estynyt:',
    noReply: 'Vastaus tähän viestiin ei tule perille. Tapaamisen tiedot näet kirjautumalla palveluun.',
  },
  sv: {
    invited: 'En tid har bokats med dig hos Navigatorn.',
    withdrawn: 'Den här tiden är inte längre bokad med dig. Du kan ta bort den ur din kalender.',
    time: 'Tid',
    place: 'Plats',
    answer: 'Berätta via länken om tiden passar eller om du har förhinder:',
    noReply:
      'Svar på det här meddelandet kommer inte fram. Logga in i tjänsten för att se uppgifterna om mötet.',
  },
  en: {
    invited: 'A time with you has been booked at Ohjaamo.',
    withdrawn: 'This time is no longer booked with you. You can remove it from your calendar.',
    time: 'Time',
    place: 'Place',
    answer: 'Tell by this link whether the time suits you or you cannot come:',
    noReply:
      'A reply to this message does not arrive. Sign in to the service to see the details of the meeting.',
  },
};

/** What a program shows that does not understand calendar messages: when, where and the link, never who or why. */
export function invitationText(
  message: Told,
  zone: string,
  answerAddress: string | undefined,
): { readonly subject: string; readonly text: string } {
  const texts = TEXTS[message.language];
  const lines = [
    answerAddress === undefined ? texts.withdrawn : texts.invited,
    '',
    `${texts.time}: ${stretchInWords(message, zone, message.language)}`,
    ...(message.place === '' ? [] : [`${texts.place}: ${message.place}`]),
    '',
    ...(answerAddress === undefined ? [] : [texts.answer, answerAddress, '']),
    texts.noReply,
  ];
  return { subject: BUSY_SUMMARY[message.language], text: lines.join('\n') };
}
