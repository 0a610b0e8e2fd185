import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';

interface Words {
  /** Says nothing of service or topic: subjects are seen on lock screens. */
  readonly subject: string;
  readonly thanks: string;
  readonly asks: string;
  readonly anonymous: string;
  readonly once: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  fi: {
    subject: 'Ohjaamo: miten meni?',
    thanks: 'Kiitos, että kävit. Paikka: {site}.',
    asks: 'Kerro, miten meni. Siihen menee minuutti:',
    anonymous: 'Vastaat nimettömänä. Kukaan ei näe, kuka vastasi, eikä linkki kerro sinusta mitään.',
    once: 'Voit myös jättää vastaamatta. Kysymme tästä käynnistä vain kerran, ja linkki toimii 30 päivää.',
  },
  sv: {
    subject: 'Navigatorn: hur gick det?',
    thanks: 'Tack för att du kom. Plats: {site}.',
    asks: 'Berätta hur det gick. Det tar en minut:',
    anonymous: 'Du svarar utan namn. Ingen ser vem som svarade, och länken berättar ingenting om dig.',
    once: 'Du kan också låta bli att svara. Vi frågar bara en gång om det här besöket, och länken fungerar i 30 dagar.',
  },
  en: {
    subject: 'Ohjaamo: how did it go?',
    thanks: 'Thank you for coming. Place: {site}.',
    asks: 'Tell us how it went. It takes a minute:',
    anonymous: 'You answer without a name. Nobody sees who answered, and the link says nothing about you.',
    once: 'You can also leave it. We ask about this visit only once, and the link works for 30 days.',
  },
};

/** The mail that asks how a visit was; nothing in it tells what the visit was about. */
export function invitationText(
  language: Language,
  site: string,
  address: string,
): { readonly subject: string; readonly text: string } {
  const { subject, thanks, asks, anonymous, once } = WORDS[language];
  const text = [thanks.replace('{site}', () => site), '', asks, address, '', anonymous, once].join('\n');
  return { subject, text };
}
