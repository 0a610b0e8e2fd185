import type { Instrument, InstrumentArea } from './instrument.ts';

type Told = Omit<InstrumentArea, 'marks' | 'crisis'> & { readonly crisis?: true };

function area({ crisis, ...told }: Told): InstrumentArea {
  return { ...told, marks: ['STRENGTH', 'HELP', 'WORDS'], crisis: crisis ?? false };
}

const well = { fi: 'Hyvin', sv: 'Bra', en: 'Well' };
const badly = { fi: 'Huonosti', sv: 'Dåligt', en: 'Badly' };

/**
 * The service's own situation map: twelve areas of life, in words of its own. It measures nothing and sums up nothing; it is
 * something to talk about.
 */
export const ownInstrument: Instrument = {
  id: 'map-360',
  version: '1',
  name: { fi: 'Tilannekartta 360', sv: 'Lägeskarta 360', en: '360 situation map' },
  languages: ['fi', 'sv', 'en'],
  scale: { min: 0, max: 10, lowBelow: 4, crisisUpTo: 2 },
  source: 'Ohjaamo network service, EUPL-1.2',
  areas: [
    area({
      key: 'everyday',
      name: { fi: 'Arki ja rytmi', sv: 'Vardag och rytm', en: 'Everyday life and rhythm' },
      question: {
        fi: 'Miten arkesi sujuu?',
        sv: 'Hur fungerar din vardag?',
        en: 'How does your everyday life go?',
      },
      help: {
        fi: 'Esimerkiksi nukkuminen, syöminen, heräämiset ja sovitut asiat.',
        sv: 'Till exempel sömn, mat, att komma upp på morgonen och sådant du har lovat.',
        en: 'For example sleep, meals, getting up and things you have agreed to do.',
      },
      low: badly,
      high: well,
      topics: ['EVERYDAY_LIFE'],
    }),
    area({
      key: 'home',
      name: { fi: 'Koti ja asuminen', sv: 'Hem och boende', en: 'Home and housing' },
      question: {
        fi: 'Onko sinulla koti, jossa sinun on hyvä olla?',
        sv: 'Har du ett hem där du har det bra?',
        en: 'Do you have a home where you feel good?',
      },
      help: {
        fi: 'Asunto, kämppäkaverit, turvallisuus ja omat asiat kotona.',
        sv: 'Bostaden, de du bor med, tryggheten och ditt eget hemma.',
        en: 'The flat, the people you live with, safety and space of your own.',
      },
      low: { fi: 'Ei ollenkaan', sv: 'Inte alls', en: 'Not at all' },
      high: { fi: 'Kyllä on', sv: 'Ja, det har jag', en: 'Yes, I do' },
      topics: ['HOUSING'],
    }),
    area({
      key: 'money',
      name: { fi: 'Raha', sv: 'Pengar', en: 'Money' },
      question: {
        fi: 'Riittävätkö rahasi siihen, mitä tarvitset?',
        sv: 'Räcker dina pengar till det du behöver?',
        en: 'Is your money enough for what you need?',
      },
      help: {
        fi: 'Ruoka, vuokra, laskut, tuet ja mahdolliset velat.',
        sv: 'Mat, hyra, räkningar, stöd och eventuella skulder.',
        en: 'Food, rent, bills, benefits and debts if you have any.',
      },
      low: { fi: 'Eivät riitä', sv: 'De räcker inte', en: 'It is not enough' },
      high: { fi: 'Riittävät hyvin', sv: 'De räcker bra', en: 'It is enough' },
      topics: ['MONEY'],
    }),
    area({
      key: 'study',
      name: { fi: 'Opiskelu', sv: 'Studier', en: 'Studies' },
      question: {
        fi: 'Miten opiskelu tai opiskelupaikan etsiminen sujuu?',
        sv: 'Hur går studierna, eller att söka en studieplats?',
        en: 'How are your studies, or finding a place to study?',
      },
      help: {
        fi: 'Ohita, jos opiskelu ei ole nyt sinun asiasi.',
        sv: 'Hoppa över om studier inte är aktuella för dig nu.',
        en: 'Skip this if studying is not your thing right now.',
      },
      low: badly,
      high: well,
      topics: ['EDUCATION'],
    }),
    area({
      key: 'work',
      name: { fi: 'Työ', sv: 'Arbete', en: 'Work' },
      question: {
        fi: 'Miten työ tai työn etsiminen sujuu?',
        sv: 'Hur går arbetet, eller att söka arbete?',
        en: 'How is work, or looking for work?',
      },
      help: {
        fi: 'Myös kesätyö, työkokeilu, armeija ja keikat.',
        sv: 'Också sommarjobb, arbetsprövning, armén och extrajobb.',
        en: 'Also summer jobs, work trials, the army and gigs.',
      },
      low: badly,
      high: well,
      topics: ['EMPLOYMENT', 'WORK_TRIAL'],
    }),
    area({
      key: 'health',
      name: { fi: 'Terveys ja keho', sv: 'Hälsa och kropp', en: 'Health and body' },
      question: {
        fi: 'Miten kehosi voi?',
        sv: 'Hur mår din kropp?',
        en: 'How is your body doing?',
      },
      help: {
        fi: 'Jaksaminen, kivut, liikkuminen ja pääsy hoitoon. Sairauksien nimiä ei tarvitse kertoa.',
        sv: 'Ork, värk, rörelse och att få vård. Du behöver inte nämna sjukdomar.',
        en: 'Energy, pain, moving about and getting care. You need not name any illness.',
      },
      low: badly,
      high: well,
      topics: ['HEALTH'],
      crisis: true,
    }),
    area({
      key: 'mind',
      name: { fi: 'Mieli ja mieliala', sv: 'Sinne och humör', en: 'Mind and mood' },
      question: {
        fi: 'Millainen olo sinulla on ollut viime aikoina?',
        sv: 'Hur har du känt dig på sistone?',
        en: 'How have you been feeling lately?',
      },
      help: {
        fi: 'Ilo, huolet, jännitys, yksinäisyys. Kaikki käy.',
        sv: 'Glädje, oro, spänning, ensamhet. Allt går bra att säga.',
        en: 'Joy, worry, tension, loneliness. Anything goes.',
      },
      low: { fi: 'Tosi huono olo', sv: 'Riktigt dåligt', en: 'Really bad' },
      high: { fi: 'Hyvä olo', sv: 'Bra', en: 'Good' },
      topics: ['MENTAL_WELLBEING'],
      crisis: true,
    }),
    area({
      key: 'close_people',
      name: { fi: 'Läheiset', sv: 'Närstående', en: 'People close to me' },
      question: {
        fi: 'Onko sinulla ihmisiä, joihin voit luottaa?',
        sv: 'Har du människor som du kan lita på?',
        en: 'Do you have people you can trust?',
      },
      help: {
        fi: 'Perhe, seurustelu, sukulaiset, oma aikuinen. Kuuluuko kotiin rauha vai riita?',
        sv: 'Familj, partner, släktingar, en egen vuxen. Är det lugn eller bråk hemma?',
        en: 'Family, partner, relatives, an adult of your own. Is it calm at home, or not?',
      },
      low: { fi: 'Ei ketään', sv: 'Ingen', en: 'Nobody' },
      high: { fi: 'Kyllä on', sv: 'Ja, det har jag', en: 'Yes, I do' },
      topics: ['RELATIONSHIPS'],
      crisis: true,
    }),
    area({
      key: 'leisure',
      name: { fi: 'Vapaa-aika ja kaverit', sv: 'Fritid och kompisar', en: 'Free time and friends' },
      question: {
        fi: 'Onko sinulla mukavaa tekemistä ja seuraa?',
        sv: 'Har du roliga saker att göra, och sällskap?',
        en: 'Do you have things you like to do, and company?',
      },
      help: {
        fi: 'Harrastukset, kaverit, yksin olo silloin kun itse haluat.',
        sv: 'Hobbyer, kompisar, att vara ensam när du själv vill.',
        en: 'Hobbies, friends, time alone when you want it yourself.',
      },
      low: { fi: 'Ei ole', sv: 'Nej', en: 'No' },
      high: { fi: 'On paljon', sv: 'Ja, mycket', en: 'Yes, a lot' },
      topics: ['FREE_TIME'],
    }),
    area({
      key: 'habits',
      name: {
        fi: 'Päihteet, pelit ja puhelin',
        sv: 'Rusmedel, spel och telefon',
        en: 'Substances, gaming and phone',
      },
      question: {
        fi: 'Ovatko päihteet, pelaaminen ja puhelin omassa hallinnassasi?',
        sv: 'Har du kontroll över rusmedel, spel och telefonen?',
        en: 'Are substances, gaming and your phone under your own control?',
      },
      help: {
        fi: 'Alkoholi, nuuska, muut aineet, rahapelit, videopelit, some.',
        sv: 'Alkohol, snus, andra medel, penningspel, dataspel, sociala medier.',
        en: 'Alcohol, snus, other substances, gambling, video games, social media.',
      },
      low: { fi: 'Eivät ole', sv: 'Nej', en: 'No' },
      high: { fi: 'Kyllä ovat', sv: 'Ja', en: 'Yes' },
      topics: ['SUBSTANCES_GAMING'],
      crisis: true,
    }),
    area({
      key: 'settling',
      name: {
        fi: 'Kieli, paperit ja muutto Suomeen',
        sv: 'Språk, papper och flytt till Finland',
        en: 'Language, papers, moving to Finland',
      },
      question: {
        fi: 'Pärjäätkö kielen ja papereiden kanssa?',
        sv: 'Klarar du dig med språket och papperen?',
        en: 'Do you manage with the language and the papers?',
      },
      help: {
        fi: 'Suomen tai ruotsin kieli, luvat ja hakemukset. Ohita, jos tämä ei koske sinua.',
        sv: 'Finska eller svenska, tillstånd och ansökningar. Hoppa över om det inte gäller dig.',
        en: 'Finnish or Swedish, permits and applications. Skip this if it is not about you.',
      },
      low: { fi: 'En pärjää', sv: 'Nej', en: 'No' },
      high: { fi: 'Pärjään hyvin', sv: 'Ja, bra', en: 'Yes, well' },
      topics: ['IMMIGRATION_LANGUAGE'],
    }),
    area({
      key: 'future',
      name: { fi: 'Tulevaisuus ja unelmat', sv: 'Framtid och drömmar', en: 'Future and dreams' },
      question: {
        fi: 'Millaiselta tulevaisuutesi näyttää?',
        sv: 'Hur ser din framtid ut?',
        en: 'What does your future look like?',
      },
      help: {
        fi: 'Mitä haluaisit tehdä? Pienikin unelma kelpaa.',
        sv: 'Vad skulle du vilja göra? En liten dröm duger också.',
        en: 'What would you like to do? A small dream counts too.',
      },
      low: { fi: 'Synkältä', sv: 'Mörk', en: 'Dark' },
      high: { fi: 'Valoisalta', sv: 'Ljus', en: 'Bright' },
      topics: ['EDUCATION', 'EMPLOYMENT'],
    }),
  ],
};
