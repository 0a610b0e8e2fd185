import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { Message } from '../kernel/mail.ts';

const subjects: Readonly<Record<Language, string>> = {
  fi: 'Kutsu Ohjaamon palveluun',
  sv: 'Inbjudan till Navigatorns tjänst',
  en: 'Invitation to the Ohjaamo service',
};

const texts: Readonly<Record<Language, (municipality: string, link: string) => string>> = {
  fi: (municipality, link) => `Hei,

sinut on kutsuttu työskentelemään Ohjaamon palvelussa: ${municipality}.

Avaa linkki. Uusi tunnus tehdään valitsemalla salasana ja ottamalla käyttöön tunnistussovellus; jos sinulla on jo tunnus palveluun, liityt sillä:
${link}

Linkki toimii seitsemän päivää ja vain kerran. Jos et odottanut tätä viestiä, voit jättää sen huomiotta.
`,
  sv: (municipality, link) => `Hej,

du är inbjuden att arbeta i Navigatorns tjänst: ${municipality}.

Öppna länken. Ett nytt konto görs genom att välja ett lösenord och ta en autentiseringsapp i bruk; har du redan ett konto i tjänsten kommer du med med det:
${link}

Länken fungerar i sju dagar och bara en gång. Om du inte väntade dig det här meddelandet kan du låta det vara.
`,
  en: (municipality, link) => `Hello,

you are invited to work in the Ohjaamo service: ${municipality}.

Open the link. A new login is made by choosing a password and setting up an authenticator app; if you have a login for the service already, you join with it:
${link}

The link works for seven days and only once. If you did not expect this message, you can ignore it.
`,
};

/** The mail that brings an invitation. */
export function invitationMail(to: string, language: Language, municipality: string, link: string): Message {
  return { to, subject: subjects[language], text: texts[language](municipality, link) };
}

const factorSubjects: Readonly<Record<Language, string>> = {
  fi: 'Ota uusi tunnistussovellus käyttöön',
  sv: 'Ta en ny autentiseringsapp i bruk',
  en: 'Set up a new authenticator app',
};

const factorTexts: Readonly<Record<Language, (municipality: string, link: string) => string>> = {
  fi: (municipality, link) => `Hei,

tunnistussovelluksesi on nollattu: ${municipality}, Ohjaamon palvelu. Entisellä ei enää pääse sisään.

Avaa linkki, kirjoita salasanasi ja ota sovellus uudelleen käyttöön:
${link}

Linkki toimii seitsemän päivää ja vain kerran. Jos et ole pyytänyt tätä, kerro siitä heti pääkäyttäjälle.
`,
  sv: (municipality, link) => `Hej,

din autentiseringsapp har nollställts: ${municipality}, Navigatorns tjänst. Med den tidigare kommer ingen längre in.

Öppna länken, skriv ditt lösenord och ta appen i bruk på nytt:
${link}

Länken fungerar i sju dagar och bara en gång. Om du inte har bett om det här, berätta det genast för huvudanvändaren.
`,
  en: (municipality, link) => `Hello,

your authenticator app was reset: ${municipality}, Ohjaamo service. Nobody gets in with the earlier one any more.

Open the link, write your password and set the app up again:
${link}

The link works for seven days and only once. If you did not ask for this, tell the administrator at once.
`,
};

/** The mail that lets a worker set up another second factor. */
export function secondFactorMail(
  to: string,
  language: Language,
  municipality: string,
  link: string,
): Message {
  return { to, subject: factorSubjects[language], text: factorTexts[language](municipality, link) };
}
