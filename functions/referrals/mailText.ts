import { inLanguage, type Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { Message } from '../kernel/mail.ts';
import type { Place } from './place.ts';

interface Texts {
  readonly subject: string;
  readonly there: string;
  readonly code: string;
  readonly link: string;
}

/** Says that there is a referral, and nothing of anybody (L08). */
const TEXTS: Readonly<Record<Language, Texts>> = {
  fi: {
    subject: 'Sinulle on ohjaus',
    there: 'Sinulle on ohjaus Ohjaamosta:',
    code: 'Avaa se linkistä. Tarvitset koodin, jonka lähettäjä kertoo sinulle puhelimessa. Sisältö näytetään yhden kerran.',
    link: 'Linkki:',
  },
  sv: {
    subject: 'Du har en hänvisning',
    there: 'Du har en hänvisning från Navigatorn:',
    code: 'Öppna den via länken. Du behöver en kod som avsändaren berättar för dig per telefon. Innehållet visas en gång.',
    link: 'Länk:',
  },
  en: {
    subject: 'You have a referral',
    there: 'You have a referral from the Ohjaamo centre of',
    code: 'Open it by the link. You need a code that the sender tells you by telephone. What it holds is shown once.',
    link: 'Link:',
  },
};

/** The mail to a receiver without an account. */
export function linkMail(language: Language, { tenant }: Place, address: string): Omit<Message, 'to'> {
  const { subject, there, code, link } = TEXTS[language];
  const municipality = inLanguage(tenant.profile.name, language);
  return { subject, text: [`${there} ${municipality}.`, '', code, '', `${link} ${address}`, ''].join('\n') };
}
