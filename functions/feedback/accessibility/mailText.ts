import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { Telling } from './repository.ts';

interface Words {
  /** Says nothing of topic or content: subjects are seen on lock screens. */
  readonly subject: string;
  readonly told: Readonly<Record<Telling, string>>;
  readonly read: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  fi: {
    subject: 'Ohjaamo: sinulle on viesti',
    told: {
      RECEIVED: 'Saimme viestisi {received}. Vastaus tulee viimeistään {due}.',
      EXTENDED: 'Vastaus viestiisi vie odotettua kauemmin. Se tulee viimeistään {due}.',
      ANSWERED: 'Vastasimme viestiisi.',
    },
    read: 'Lue viesti ja vastaus tästä:',
  },
  sv: {
    subject: 'Navigatorn: du har ett meddelande',
    told: {
      RECEIVED: 'Vi fick ditt meddelande {received}. Du får svar senast {due}.',
      EXTENDED: 'Svaret på ditt meddelande tar längre tid än väntat. Det kommer senast {due}.',
      ANSWERED: 'Vi har svarat på ditt meddelande.',
    },
    read: 'Läs meddelandet och svaret här:',
  },
  en: {
    subject: 'Ohjaamo: you have a message',
    told: {
      RECEIVED: 'We received your message on {received}. You will have an answer by {due}.',
      EXTENDED: 'The answer to your message takes longer than expected. It comes by {due}.',
      ANSWERED: 'We have answered your message.',
    },
    read: 'Read the message and the answer here:',
  },
};

/** The mail that tells the sender how the feedback stands; what it was about stands behind the link alone. */
export function accessibilityMail(
  language: Language,
  what: Telling,
  facts: { readonly received: string; readonly due: string; readonly address: string },
): { readonly subject: string; readonly text: string } {
  const { subject, told, read } = WORDS[language];
  const first = told[what].replace('{received}', () => facts.received).replace('{due}', () => facts.due);
  return { subject, text: [first, '', read, facts.address].join('\n') };
}

const REMINDERS: Readonly<Record<'SOON' | 'LATE', { readonly subject: string; readonly text: string }>> = {
  SOON: {
    subject: 'Ohjaamo: vastaus odottaa / ett svar väntar',
    text: 'Saavutettavuuspalautteeseen pitää vastata pian. / Respons om tillgänglighet ska besvaras snart.',
  },
  LATE: {
    subject: 'Ohjaamo: vastaus on myöhässä / ett svar är försenat',
    text: 'Saavutettavuuspalautteeseen olisi pitänyt jo vastata (306/2019 10 §). / Respons om tillgänglighet borde redan ha besvarats (306/2019 10 §).',
  },
};

/** The mail that reminds the house, in both languages: the address may be anybody's who works there. */
export function reminderMail(nearness: 'SOON' | 'LATE', address: string) {
  const { subject, text } = REMINDERS[nearness];
  return { subject, text: [text, '', address].join('\n') };
}
