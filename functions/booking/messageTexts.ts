import type { Notice } from '@ohjaamo/shared/booking/notices.ts';
import type { MeetingChannel } from '@ohjaamo/shared/kernel/codes.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';

/**
 * What a message is about: a change of a booking, its reminder, a time that the waiting list offers, or the end of the waiting, because
 * its dates are over or because offers lapsed.
 */
export type Matter = Notice | 'REMINDER' | 'OFFER' | 'WAIT_OVER' | 'WAIT_LAPSED';

/** What the link of each message is for. */
const LINKS = {
  BOOKED: 'CHANGE',
  PENDING: 'CHANGE',
  APPROVED: 'CHANGE',
  DECLINED: 'OTHERS',
  MOVED: 'CHANGE',
  MOVED_BY_SITE: 'CHANGE',
  CANCELLED: 'TAKE_BACK',
  CANCELLED_BY_SITE: 'OTHERS',
  ORPHANED: 'CHOOSE',
  READOPTED: 'CHANGE',
  OPENING_ENDED: 'CHANGE',
  REMINDER: 'MISS',
  OFFER: 'ACCEPT',
  WAIT_OVER: 'OTHERS',
  WAIT_LAPSED: 'OTHERS',
} as const satisfies Record<Matter, string>;

interface Texts {
  /** Says nothing of service or topic: subjects are seen on lock screens. */
  readonly subject: string;
  /** The first sentence of each message. */
  readonly matters: Readonly<Record<Matter, string>>;
  /** What stands before the link. */
  readonly links: Readonly<Record<(typeof LINKS)[Matter], string>>;
  readonly time: string;
  readonly place: string;
  readonly by: Readonly<Partial<Record<MeetingChannel, string>>>;
  /** Before the address of a meeting by video. */
  readonly join: string;
  readonly keptUntil: string;
  readonly secret: string;
  /** All that a reminder says under a non-disclosure for personal safety, before the time of the day. */
  readonly reminderOnly: string;
}

/** The sentences of all messages about a booking; none of them names a service, a topic or a person. */
export const TEXTS: Readonly<Record<Language, Texts>> = {
  fi: {
    subject: 'Ohjaamo: aikasi',
    matters: {
      BOOKED: 'Sinulle on varattu aika Ohjaamoon.',
      PENDING: 'Toiveesi ajasta tuli perille. Aika on sinulle varattuna, ja kerromme, kun se on vahvistettu.',
      APPROVED: 'Aikasi Ohjaamoon on vahvistettu.',
      DECLINED: 'Valitettavasti emme voi antaa sinulle toivomaasi aikaa.',
      MOVED: 'Aikasi Ohjaamoon on vaihdettu.',
      MOVED_BY_SITE: 'Muutimme varaustasi Ohjaamossa.',
      CANCELLED: 'Aikasi Ohjaamoon on peruttu.',
      CANCELLED_BY_SITE: 'Jouduimme perumaan aikasi Ohjaamoon. Olemme pahoillamme.',
      ORPHANED: 'Aikataulumme muuttui, emmekä voi pitää tätä aikaa. Ehdotamme sinulle uusia aikoja.',
      READOPTED: 'Alkuperäinen aikasi pitää sittenkin.',
      OPENING_ENDED:
        'Aikasi Ohjaamoon toisessa kunnassa on edelleen sinulle varattuna. Uusia aikoja sinne ei enää voi varata kotikuntasi sivulta.',
      REMINDER: 'Muistutus: sinulla on aika Ohjaamossa.',
      OFFER: 'Odottamasi aika vapautui.',
      WAIT_OVER: 'Odottamasi päivät ovat ohi, eikä aikaa vapautunut. Et ole enää listalla.',
      WAIT_LAPSED: 'Tarjosimme sinulle aikaa kolmesti, mutta emme saaneet vastausta. Et ole enää listalla.',
    },
    links: {
      CHANGE: 'Vaihda tai peru aika, tai lisää se kalenteriisi:',
      OTHERS: 'Katso, mitä muita aikoja on:',
      TAKE_BACK: 'Jos peruit vahingossa, voit ottaa ajan takaisin niin kauan kuin se on vapaa:',
      CHOOSE: 'Valitse uusi aika:',
      MISS: 'Jos et pääse, vaihda tai peru aika:',
      ACCEPT: 'Ota aika tai anna se seuraavalle:',
    },
    time: 'Aika',
    place: 'Paikka',
    by: { PHONE: 'Puhelimessa', VIDEO: 'Videolla', CHAT: 'Chatissa' },
    join: 'Liity videolle',
    keptUntil: 'Pidämme aikaa sinulle tähän asti',
    secret: 'Linkki on sinun. Kuka tahansa, jolla se on, voi vaihtaa tai perua ajan.',
    reminderOnly: 'Muistutus',
  },
  sv: {
    subject: 'Navigatorn: din tid',
    matters: {
      BOOKED: 'Du har en bokad tid hos Navigatorn.',
      PENDING:
        'Ditt önskemål om en tid har kommit fram. Tiden hålls åt dig, och vi berättar när den är bekräftad.',
      APPROVED: 'Din tid hos Navigatorn är bekräftad.',
      DECLINED: 'Tyvärr kan vi inte ge dig den tid du önskade.',
      MOVED: 'Din tid hos Navigatorn är bytt.',
      MOVED_BY_SITE: 'Vi har ändrat din bokning hos Navigatorn.',
      CANCELLED: 'Din tid hos Navigatorn är avbokad.',
      CANCELLED_BY_SITE: 'Vi måste avboka din tid hos Navigatorn. Vi beklagar.',
      ORPHANED: 'Vårt schema har ändrats och vi kan inte hålla den här tiden. Vi föreslår nya tider.',
      READOPTED: 'Din ursprungliga tid gäller i alla fall.',
      OPENING_ENDED:
        'Din tid hos Navigatorn i en annan kommun gäller fortfarande. Nya tider där kan inte längre bokas på din hemkommuns sida.',
      REMINDER: 'Påminnelse: du har en tid hos Navigatorn.',
      OFFER: 'En tid som du väntade på blev ledig.',
      WAIT_OVER: 'Dagarna du väntade på är förbi och ingen tid blev ledig. Du är inte längre på listan.',
      WAIT_LAPSED: 'Vi erbjöd dig en tid tre gånger men fick inget svar. Du är inte längre på listan.',
    },
    links: {
      CHANGE: 'Byt eller avboka tiden, eller lägg till den i din kalender:',
      OTHERS: 'Se vilka andra tider det finns:',
      TAKE_BACK: 'Om du avbokade av misstag kan du ta tillbaka tiden så länge den är ledig:',
      CHOOSE: 'Välj en ny tid:',
      MISS: 'Om du inte kan komma, byt eller avboka tiden:',
      ACCEPT: 'Ta tiden eller ge den vidare:',
    },
    time: 'Tid',
    place: 'Plats',
    by: { PHONE: 'På telefon', VIDEO: 'På video', CHAT: 'I chatten' },
    join: 'Anslut till videon',
    keptUntil: 'Vi håller tiden åt dig till',
    secret: 'Länken är din. Den som har länken kan byta eller avboka tiden.',
    reminderOnly: 'Påminnelse',
  },
  en: {
    subject: 'Ohjaamo: your time',
    matters: {
      BOOKED: 'You have a booked time at Ohjaamo.',
      PENDING:
        'Your wish for a time has arrived. The time is kept for you, and we tell you when it is confirmed.',
      APPROVED: 'Your time at Ohjaamo is confirmed.',
      DECLINED: 'We are sorry: we cannot give you the time you wished for.',
      MOVED: 'Your time at Ohjaamo has been changed.',
      MOVED_BY_SITE: 'We have changed your booking at Ohjaamo.',
      CANCELLED: 'Your time at Ohjaamo has been cancelled.',
      CANCELLED_BY_SITE: 'We had to cancel your time at Ohjaamo. We are sorry.',
      ORPHANED: 'Our schedule has changed and we cannot keep this time. We propose other times to you.',
      READOPTED: 'Your original time stands after all.',
      OPENING_ENDED:
        'Your time at Ohjaamo in another municipality still stands. New times there can no longer be booked on the page of your own municipality.',
      REMINDER: 'A reminder: you have a time at Ohjaamo.',
      OFFER: 'A time that you were waiting for is free.',
      WAIT_OVER:
        'The days that you were waiting for are over and no time came free. You are no longer on the list.',
      WAIT_LAPSED: 'We offered you a time three times and had no answer. You are no longer on the list.',
    },
    links: {
      CHANGE: 'Change or cancel the time, or add it to your calendar:',
      OTHERS: 'See which other times there are:',
      TAKE_BACK: 'If you cancelled by mistake, you can take the time back as long as it is free:',
      CHOOSE: 'Choose a new time:',
      MISS: 'If you cannot come, change or cancel the time:',
      ACCEPT: 'Take the time or pass it on:',
    },
    time: 'Time',
    place: 'Place',
    by: { PHONE: 'By telephone', VIDEO: 'By video', CHAT: 'In chat' },
    join: 'Join the video meeting',
    keptUntil: 'We keep the time for you until',
    secret: 'The link is yours. Anyone who has it can change or cancel the time.',
    reminderOnly: 'Reminder',
  },
};

/** What stands before the link of a message: what it is for. */
export function linkWords(matter: Matter, language: Language): string {
  return TEXTS[language].links[LINKS[matter]];
}
