import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';

const TEXTS: Readonly<Record<Language, { readonly subject: string; readonly text: string }>> = {
  fi: {
    subject: 'Ohjaamo: kalenterisi luku ei onnistu',
    text: 'Kalenterisi varattuja aikoja ei ole saatu luettua kolmeen tuntiin. Viimeksi luetut ajat ovat yhä voimassa.\nTarkista kalenterin osoite:',
  },
  sv: {
    subject: 'Navigatorn: din kalender kan inte läsas',
    text: 'De bokade tiderna i din kalender har inte kunnat läsas på tre timmar. De tider som lästes senast gäller fortfarande.\nKontrollera kalenderns adress:',
  },
  en: {
    subject: 'Ohjaamo: your calendar cannot be read',
    text: 'The busy times of your calendar could not be read for three hours. The times that were read last still stand.\nCheck the address of the calendar:',
  },
};

/** What a worker is told whose busy feed keeps failing; the feed's own address stays untold. */
export function feedFailureText(
  language: Language,
  pageAddress: string,
): { readonly subject: string; readonly text: string } {
  const { subject, text } = TEXTS[language];
  return { subject, text: `${text}\n${pageAddress}` };
}
