import type { Notice } from '@ohjaamo/shared/booking/notices.ts';
import type { MeetingChannel } from '@ohjaamo/shared/kernel/codes.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { Temporal } from '@ohjaamo/shared/kernel/time.ts';

/** What a message is about: a change of a booking, its reminder, or a time that the waiting list offers. */
export type Matter = Notice | 'REMINDER' | 'OFFER';

/** How a message goes on after its first sentence. */
interface Sentences {
  readonly first: string;
  /** What the link is for. */
  readonly link: string;
}

interface Texts {
  /** Says nothing of service or topic: subjects are seen on lock screens. */
  readonly subject: string;
  readonly matters: Readonly<Record<Matter, Sentences>>;
  readonly time: string;
  readonly place: string;
  readonly by: Readonly<Partial<Record<MeetingChannel, string>>>;
  /** Before the address of a meeting by video. */
  readonly join: string;
  readonly keptUntil: string;
  readonly secret: string;
  readonly locale: string;
  /** `9:05` as it is written in the language. */
  readonly clock: (time: Temporal.PlainTime) => string;
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

const FI_CHANGE = 'Vaihda tai peru aika, tai lisää se kalenteriisi:';
const FI_AGAIN = 'Katso, mitä muita aikoja on:';
const SV_CHANGE = 'Byt eller avboka tiden, eller lägg till den i din kalender:';
const SV_AGAIN = 'Se vilka andra tider det finns:';
const EN_CHANGE = 'Change or cancel the time, or add it to your calendar:';
const EN_AGAIN = 'See which other times there are:';

/** The sentences of all messages about a booking; none of them names a service, a topic or a person. */
export const TEXTS: Readonly<Record<Language, Texts>> = {
  fi: {
    subject: 'Ohjaamo: aikasi',
    matters: {
      BOOKED: { first: 'Sinulle on varattu aika Ohjaamoon.', link: FI_CHANGE },
      PENDING: {
        first: 'Toiveesi ajasta tuli perille. Aika on sinulle varattuna, ja kerromme, kun se on vahvistettu.',
        link: FI_CHANGE,
      },
      APPROVED: { first: 'Aikasi Ohjaamoon on vahvistettu.', link: FI_CHANGE },
      DECLINED: { first: 'Valitettavasti emme voi antaa sinulle toivomaasi aikaa.', link: FI_AGAIN },
      MOVED: { first: 'Aikasi Ohjaamoon on vaihdettu.', link: FI_CHANGE },
      CANCELLED: {
        first: 'Aikasi Ohjaamoon on peruttu.',
        link: 'Jos peruit vahingossa, voit ottaa ajan takaisin niin kauan kuin se on vapaa:',
      },
      CANCELLED_BY_SITE: {
        first: 'Jouduimme perumaan aikasi Ohjaamoon. Olemme pahoillamme.',
        link: FI_AGAIN,
      },
      ORPHANED: {
        first: 'Aikataulumme muuttui, emmekä voi pitää tätä aikaa. Ehdotamme sinulle uusia aikoja.',
        link: 'Valitse uusi aika:',
      },
      READOPTED: { first: 'Voit tulla sittenkin alkuperäisenä aikanasi.', link: FI_CHANGE },
      REMINDER: {
        first: 'Muistutus: sinulla on aika Ohjaamossa.',
        link: 'Jos et pääse, vaihda tai peru aika:',
      },
      OFFER: { first: 'Odottamasi aika vapautui.', link: 'Ota aika tai anna se seuraavalle:' },
    },
    time: 'Aika',
    place: 'Paikka',
    by: { PHONE: 'Puhelimessa', VIDEO: 'Videolla', CHAT: 'Chatissa' },
    join: 'Liity videolle',
    keptUntil: 'Pidämme aikaa sinulle tähän asti',
    secret: 'Linkki on sinun. Kuka tahansa, jolla se on, voi vaihtaa tai perua ajan.',
    locale: 'fi-FI',
    clock: (time) => `${String(time.hour)}.${twoDigits(time.minute)}`,
  },
  sv: {
    subject: 'Navigatorn: din tid',
    matters: {
      BOOKED: { first: 'Du har en bokad tid hos Navigatorn.', link: SV_CHANGE },
      PENDING: {
        first:
          'Ditt önskemål om en tid har kommit fram. Tiden hålls åt dig, och vi berättar när den är bekräftad.',
        link: SV_CHANGE,
      },
      APPROVED: { first: 'Din tid hos Navigatorn är bekräftad.', link: SV_CHANGE },
      DECLINED: { first: 'Tyvärr kan vi inte ge dig den tid du önskade.', link: SV_AGAIN },
      MOVED: { first: 'Din tid hos Navigatorn är bytt.', link: SV_CHANGE },
      CANCELLED: {
        first: 'Din tid hos Navigatorn är avbokad.',
        link: 'Om du avbokade av misstag kan du ta tillbaka tiden så länge den är ledig:',
      },
      CANCELLED_BY_SITE: { first: 'Vi måste avboka din tid hos Navigatorn. Vi beklagar.', link: SV_AGAIN },
      ORPHANED: {
        first: 'Vårt schema har ändrats och vi kan inte hålla den här tiden. Vi föreslår nya tider.',
        link: 'Välj en ny tid:',
      },
      READOPTED: { first: 'Du kan komma på din ursprungliga tid i alla fall.', link: SV_CHANGE },
      REMINDER: {
        first: 'Påminnelse: du har en tid hos Navigatorn.',
        link: 'Om du inte kan komma, byt eller avboka tiden:',
      },
      OFFER: { first: 'En tid som du väntade på blev ledig.', link: 'Ta tiden eller ge den vidare:' },
    },
    time: 'Tid',
    place: 'Plats',
    by: { PHONE: 'På telefon', VIDEO: 'På video', CHAT: 'I chatten' },
    join: 'Anslut till videon',
    keptUntil: 'Vi håller tiden åt dig till',
    secret: 'Länken är din. Den som har länken kan byta eller avboka tiden.',
    locale: 'sv-FI',
    clock: (time) => `${twoDigits(time.hour)}.${twoDigits(time.minute)}`,
  },
  en: {
    subject: 'Ohjaamo: your time',
    matters: {
      BOOKED: { first: 'You have a booked time at Ohjaamo.', link: EN_CHANGE },
      PENDING: {
        first:
          'Your wish for a time has arrived. The time is kept for you, and we tell you when it is confirmed.',
        link: EN_CHANGE,
      },
      APPROVED: { first: 'Your time at Ohjaamo is confirmed.', link: EN_CHANGE },
      DECLINED: { first: 'We are sorry: we cannot give you the time you wished for.', link: EN_AGAIN },
      MOVED: { first: 'Your time at Ohjaamo has been changed.', link: EN_CHANGE },
      CANCELLED: {
        first: 'Your time at Ohjaamo has been cancelled.',
        link: 'If you cancelled by mistake, you can take the time back as long as it is free:',
      },
      CANCELLED_BY_SITE: { first: 'We had to cancel your time at Ohjaamo. We are sorry.', link: EN_AGAIN },
      ORPHANED: {
        first: 'Our schedule has changed and we cannot keep this time. We propose other times to you.',
        link: 'Choose a new time:',
      },
      READOPTED: { first: 'You can come at your original time after all.', link: EN_CHANGE },
      REMINDER: {
        first: 'A reminder: you have a time at Ohjaamo.',
        link: 'If you cannot come, change or cancel the time:',
      },
      OFFER: { first: 'A time that you were waiting for is free.', link: 'Take the time or pass it on:' },
    },
    time: 'Time',
    place: 'Place',
    by: { PHONE: 'By telephone', VIDEO: 'By video', CHAT: 'In chat' },
    join: 'Join the video meeting',
    keptUntil: 'We keep the time for you until',
    secret: 'The link is yours. Anyone who has it can change or cancel the time.',
    locale: 'en-GB',
    clock: (time) => `${twoDigits(time.hour)}:${twoDigits(time.minute)}`,
  },
};
