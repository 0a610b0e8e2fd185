import { inLanguage, type Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { stretchInWords } from '../kernel/timeWords.ts';
import type { SiteOfTenant } from './place.ts';
import type { GroupRecord, MeetingRecord, SignUpRecord } from './record.ts';

/** What has happened to somebody's place or to their meetings. */
export type Happening =
  | { readonly kind: 'JOINED' | 'WAITING' | 'PROMOTED' | 'REMOVED' | 'OPENING_ENDED' }
  | {
      readonly kind: 'CHANGED';
      readonly cancelled: readonly MeetingRecord[];
      readonly restored: readonly MeetingRecord[];
      /** The same times with other leaders or in another room. */
      readonly elsewhere: readonly MeetingRecord[];
      readonly moved: readonly { readonly from: MeetingRecord; readonly to: MeetingRecord }[];
    }
  /** Where the group meets: online from now on, at the site from now on, or online at another address. */
  | { readonly kind: 'PLACE'; readonly place: 'online' | 'atSite' | 'otherAddress' };

interface Texts {
  /** Says nothing of the group: subjects are seen on lock screens. */
  readonly subject: string;
  readonly JOINED: string;
  readonly WAITING: string;
  readonly PROMOTED: string;
  readonly REMOVED: string;
  readonly OPENING_ENDED: string;
  readonly cancelled: string;
  readonly restored: string;
  readonly elsewhere: string;
  readonly moved: string;
  readonly online: string;
  readonly atSite: string;
  /** The address itself stands behind the link, where only those see it who have a seat. */
  readonly otherAddress: string;
  readonly changed: string;
  readonly next: string;
  readonly place: string;
  readonly link: string;
  readonly secret: string;
}

const TEXTS: Readonly<Record<Language, Texts>> = {
  fi: {
    subject: 'Ohjaamo: aikasi',
    JOINED: 'Sinulla on paikka ryhmässä.',
    WAITING: 'Olet jonossa ryhmään. Kerromme heti, kun saat paikan.',
    PROMOTED: 'Sait paikan ryhmästä. Tervetuloa!',
    REMOVED: 'Et ole enää ilmoittautunut ryhmään. Jos tämä oli erehdys, ota meihin yhteyttä.',
    OPENING_ENDED:
      'Paikkasi toisen kunnan ryhmässä on edelleen sinun. Uusia ilmoittautumisia siihen ei enää oteta kotikuntasi sivulta.',
    cancelled: 'Ryhmä ei tapaa näinä aikoina:',
    restored: 'Ryhmä tapaa sittenkin näinä aikoina:',
    elsewhere: 'Ryhmällä on uusi huone tai ohjaaja näinä aikoina:',
    moved: 'Ryhmän aika on muuttunut:',
    online: 'Ryhmä tapaa tästä lähtien verkossa. Näet linkin takana, miten pääset mukaan.',
    atSite: 'Ryhmä tapaa tästä lähtien paikan päällä, ei verkossa.',
    otherAddress: 'Ryhmän verkkotapaamisten osoite on vaihtunut. Uusi osoite on linkin takana.',
    changed: 'Ryhmäsi tapaamisiin on tullut muutos.',
    next: 'Seuraava kerta',
    place: 'Paikka',
    link: 'Katso ajat, lisää ne kalenteriisi tai luovu paikastasi:',
    secret: 'Linkki on sinun. Kuka tahansa, jolla se on, voi luopua paikastasi.',
  },
  sv: {
    subject: 'Navigatorn: din tid',
    JOINED: 'Du har en plats i gruppen.',
    WAITING: 'Du står i kö till gruppen. Vi berättar genast när du får en plats.',
    PROMOTED: 'Du fick en plats i gruppen. Välkommen!',
    REMOVED: 'Du är inte längre anmäld till gruppen. Hör av dig till oss om det är ett misstag.',
    OPENING_ENDED:
      'Din plats i en annan kommuns grupp gäller fortfarande. Nya anmälningar tas inte längre emot på din hemkommuns sida.',
    cancelled: 'Gruppen träffas inte de här tiderna:',
    restored: 'Gruppen träffas ändå de här tiderna:',
    elsewhere: 'Gruppen har ett nytt rum eller en ny ledare de här tiderna:',
    moved: 'Gruppens tid har ändrats:',
    online: 'Gruppen träffas från och med nu på nätet. Bakom länken ser du hur du kommer med.',
    atSite: 'Gruppen träffas från och med nu på plats, inte på nätet.',
    otherAddress: 'Adressen till gruppens nätträffar har ändrats. Den nya adressen finns bakom länken.',
    changed: 'Det har skett en ändring i din grupps träffar.',
    next: 'Nästa gång',
    place: 'Plats',
    link: 'Se tiderna, lägg till dem i din kalender eller avstå från din plats:',
    secret: 'Länken är din. Den som har länken kan avstå från din plats.',
  },
  en: {
    subject: 'Ohjaamo: your time',
    JOINED: 'You have a seat in the group.',
    WAITING: 'You are waiting for a seat in the group. We will tell you as soon as you get one.',
    PROMOTED: 'You got a seat in the group. Welcome!',
    REMOVED: 'You are no longer signed up for the group. If this is a mistake, get in touch with us.',
    OPENING_ENDED:
      'Your place in a group of another municipality still stands. New people can no longer sign up for it on the page of your own municipality.',
    cancelled: 'The group does not meet at these times:',
    restored: 'The group meets at these times after all:',
    elsewhere: 'The group has another room or another leader at these times:',
    moved: 'The time of the group has changed:',
    online: 'The group meets online from now on. The link shows how to take part.',
    atSite: 'The group meets at the site from now on, not online.',
    otherAddress: 'The address of the online meetings has changed. The new one is behind the link.',
    changed: 'There is a change in the meetings of your group.',
    next: 'Next time',
    place: 'Place',
    link: 'See the times, add them to your calendar or give up your seat:',
    secret: 'The link is yours. Anyone who has it can give up your seat.',
  },
};

/** What is told, and to whom: everything that the texts are made of. */
export interface Telling extends SiteOfTenant {
  readonly signUp: SignUpRecord;
  readonly group: GroupRecord;
  readonly happening: Happening;
  /** The address of the link, `https://…`. */
  readonly address: string;
  /** Epoch minutes. */
  readonly now: number;
}

/** The message as an e-mail in the person's language: times, place and the link, never the group's name or topic. */
export function mailText(telling: Telling): { readonly subject: string; readonly text: string } {
  const { signUp, address } = telling;
  const texts = TEXTS[signUp.language];
  const happened = happeningLines(telling, texts);
  if (telling.happening.kind === 'REMOVED') return { subject: texts.subject, text: happened.join('\n') };
  const lines = [...happened, ...whereAndNext(telling, texts)];
  return {
    subject: texts.subject,
    text: [...lines, '', texts.link, address, '', texts.secret].join('\n'),
  };
}

/** The same in one line, for a telephone: what happened, and the link of whoever still has a place. */
export function shortText({ signUp, happening, address }: Telling): string {
  const texts = TEXTS[signUp.language];
  if (happening.kind === 'REMOVED') return `${texts.subject.split(':')[0] ?? ''}: ${texts.REMOVED}`;
  return `${texts.subject.split(':')[0] ?? ''}: ${inShort(happening, texts)} ${address}`;
}

function inShort(happening: Happening, texts: Texts): string {
  if (happening.kind === 'PLACE') return texts[happening.place];
  return happening.kind === 'CHANGED' ? texts.changed : texts[happening.kind];
}

function happeningLines({ happening, tenant, signUp }: Telling, texts: Texts): string[] {
  if (happening.kind !== 'CHANGED') return [inShort(happening, texts)];
  const timeOf = (meeting: MeetingRecord) => stretchInWords(meeting, tenant.profile.zone, signUp.language);
  const listed = (what: 'cancelled' | 'restored' | 'elsewhere') =>
    happening[what].length === 0
      ? []
      : [texts[what], ...happening[what].map((meeting) => `- ${timeOf(meeting)}`)];
  const { moved } = happening;
  return [
    ...listed('cancelled'),
    ...listed('restored'),
    ...(moved.length > 0 ? [texts.moved] : []),
    ...moved.map(({ from, to }) => `- ${timeOf(from)} → ${timeOf(to)}`),
    ...listed('elsewhere'),
  ];
}

function whereAndNext({ signUp, group, site, tenant, now }: Telling, texts: Texts): string[] {
  const next = group.meetings.find(
    ({ id, state, start }) =>
      state === 'PLANNED' && start > now && (signUp.meetingId === undefined || signUp.meetingId === id),
  );
  const place = [inLanguage(site.name, signUp.language), site.address].filter(Boolean).join(', ');
  return [
    '',
    ...(next ? [`${texts.next}: ${stretchInWords(next, tenant.profile.zone, signUp.language)}`] : []),
    ...(group.online ? [] : [`${texts.place}: ${place}`]),
  ];
}
