import type { Unit } from './cubes.ts';
import type { Words } from './words.ts';

/** A metric as the network counts it (domain section 6), in words that are published with it. */
export interface MetricDefinition {
  readonly id: string;
  readonly name: Words;
  /** What is counted. */
  readonly numerator: Words;
  /** What it is a share or a mean of; absent of a plain count. */
  readonly denominator?: Words;
  readonly units: readonly Unit[];
  /** What a reader might take it for and it is not. */
  readonly doesNotTell: Words;
}

/** The metrics of the published cubes. */
export const metricDefinitions: readonly MetricDefinition[] = [
  {
    id: 'M01',
    name: { fi: 'Kohtaamiset', sv: 'Möten', en: 'Contacts' },
    numerator: {
      fi: 'Yksilökohtaamiset nuoren kanssa; ikä alle 30 tai ei tiedossa. Kahden työntekijän tapaaminen on yksi kohtaaminen. Huoltajat, ammattilaiset ja yli 29-vuotiaat eivät ole mukana.',
      sv: 'Individuella möten med en ung person under 30 år eller av okänd ålder. Ett möte med två anställda är ett möte. Vårdnadshavare, yrkesverksamma och de som fyllt 30 är inte med.',
      en: 'Individual contacts with a young person under 30 or of unknown age. A meeting with two workers is one contact. Guardians, professionals and those over 29 are not counted.',
    },
    units: ['COUNT'],
    doesNotTell: {
      fi: 'Kuinka monta eri nuorta kävi, miten heille kävi tai kuinka hyvää työ oli. Luku kasvaa myös siksi, että kirjataan tarkemmin.',
      sv: 'Hur många olika unga som kom, hur det gick för dem eller hur bra arbetet var. Talet växer också när man antecknar noggrannare.',
      en: 'How many different young people came, how they got on or how good the work was. It also grows when more is written down.',
    },
  },
  {
    id: 'M03',
    name: { fi: 'Nimettömien osuus', sv: 'Andel anonyma', en: 'Anonymous share' },
    numerator: {
      fi: 'Kohtaamiset, joissa nuori oli nimetön.',
      sv: 'Möten där den unga var anonym.',
      en: 'Contacts in which the young person stayed anonymous.',
    },
    denominator: { fi: 'Kaikki kohtaamiset (M01).', sv: 'Alla möten (M01).', en: 'All contacts (M01).' },
    units: ['PERCENT'],
    doesNotTell: {
      fi: 'Se kertoo matalasta kynnyksestä; tavoitetta ei ole, eikä suuri osuus ole parempi kuin pieni.',
      sv: 'Den säger något om låg tröskel; det finns inget mål, och en stor andel är inte bättre än en liten.',
      en: 'It says something about a low threshold; there is no target, and a large share is no better than a small one.',
    },
  },
  {
    id: 'M04',
    name: { fi: 'Ryhmätoiminta', sv: 'Gruppverksamhet', en: 'Group activity' },
    numerator: {
      fi: 'Pidetyt ryhmäkerrat ja niiden osallistumiset.',
      sv: 'Hållna gruppträffar och deltaganden i dem.',
      en: 'Sessions held, and attendances in them.',
    },
    denominator: {
      fi: 'Osallistujia kerralla: pidetyt ryhmäkerrat.',
      sv: 'Deltagare per träff: hållna gruppträffar.',
      en: 'Attendances per session: sessions held.',
    },
    units: ['COUNT', 'PER_SESSION'],
    doesNotTell: {
      fi: 'Kuinka monta eri nuorta oli mukana. Kerta, jolta ei ole kirjattu osallistujia, puuttuu.',
      sv: 'Hur många olika unga som var med. En träff utan antecknade deltagare saknas.',
      en: 'How many different young people took part. A session without a number of attendances is missing.',
    },
  },
  {
    id: 'M05',
    name: { fi: 'Odotus ilman ajanvarausta', sv: 'Väntan utan tidsbokning', en: 'Walk-in wait' },
    numerator: {
      fi: 'Minuutit saapumisesta kohtaamisen alkuun; 15 minuutissa vastaanotetut.',
      sv: 'Minuter från ankomst till mötets början; de som togs emot inom 15 minuter.',
      en: 'Minutes from arrival to the start of the contact; those received within 15 minutes.',
    },
    denominator: {
      fi: 'Paikan päällä ilman aikaa alkaneet kohtaamiset, joiden saapumisaika on tiedossa.',
      sv: 'Möten på plats utan tid vars ankomsttid är känd.',
      en: 'Contacts on site without an appointment whose arrival is known.',
    },
    units: ['COUNT', 'MINUTES', 'PERCENT'],
    doesNotTell: {
      fi: 'Ketkä lähtivät odottamatta. Sitä ei kirjata.',
      sv: 'Vilka som gick utan att vänta. Det antecknas inte.',
      en: 'Who left without waiting. That is not recorded.',
    },
  },
  {
    id: 'M06',
    name: { fi: 'Aika varauksesta tapaamiseen', sv: 'Tid från bokning till möte', en: 'Booking lead time' },
    numerator: {
      fi: 'Kalenteripäivät varauksen teosta varattuun aikaan, myös perutut.',
      sv: 'Kalenderdagar från bokningen till den bokade tiden, också avbokade.',
      en: 'Calendar days from asking to the booked time, cancelled ones too.',
    },
    units: ['COUNT', 'DAYS'],
    doesNotTell: {
      fi: 'Olisiko aikaisempi aika kelvannut: moni valitsee myöhemmän itse.',
      sv: 'Om en tidigare tid hade dugt: många väljer själva en senare.',
      en: 'Whether an earlier time would have done: many choose a later one themselves.',
    },
  },
  {
    id: 'M07',
    name: { fi: 'Saapumatta jääneet', sv: 'Uteblivna', en: 'No-show and late cancel' },
    numerator: {
      fi: 'Saapumatta jääneet; alle 24 tuntia ennen perutut.',
      sv: 'Uteblivna; avbokade mindre än 24 timmar före.',
      en: 'Missed appointments; those cancelled less than 24 hours before.',
    },
    denominator: {
      fi: 'Pidetyt, saapumatta jääneet ja myöhään perutut ajat.',
      sv: 'Hållna, uteblivna och sent avbokade tider.',
      en: 'Appointments kept, missed and cancelled late.',
    },
    units: ['COUNT', 'PERCENT'],
    doesNotTell: {
      fi: 'Miksi aika jäi väliin.',
      sv: 'Varför tiden blev oanvänd.',
      en: 'Why the time was missed.',
    },
  },
  {
    id: 'M08',
    name: { fi: 'Heti ratkenneet', sv: 'Löstes genast', en: 'Solved at once' },
    numerator: {
      fi: 'Kohtaamiset, joissa asia ratkesi samana päivänä.',
      sv: 'Möten där ärendet löstes samma dag.',
      en: 'Contacts whose matter was solved on the same day.',
    },
    denominator: {
      fi: 'Kohtaamiset, joissa tämä on kirjattu.',
      sv: 'Möten där detta är antecknat.',
      en: 'Contacts in which this was recorded.',
    },
    units: ['PERCENT'],
    doesNotTell: {
      fi: 'Pysyikö ratkaisu. Moni asia ei voi ratketa päivässä, eikä sen kuulu.',
      sv: 'Om lösningen höll. Mycket kan och ska inte lösas på en dag.',
      en: 'Whether the solution held. Many matters cannot and should not be solved in a day.',
    },
  },
  {
    id: 'M10',
    name: { fi: 'Aiheet', sv: 'Ämnen', en: 'Topics' },
    numerator: {
      fi: 'Kohtaamiset, joissa aihe oli mukana.',
      sv: 'Möten där ämnet var med.',
      en: 'Contacts that had the topic.',
    },
    denominator: {
      fi: 'Kohtaamiset (M01). Yhdessä voi olla monta aihetta.',
      sv: 'Möten (M01). Ett möte kan ha flera ämnen.',
      en: 'Contacts (M01). One can have several topics.',
    },
    units: ['COUNT'],
    doesNotTell: {
      fi: 'Mikä aiheista oli tärkein, tai mitä siitä puhuttiin.',
      sv: 'Vilket ämne som var viktigast, eller vad som sades om det.',
      en: 'Which topic mattered most, or what was said about it.',
    },
  },
  {
    id: 'M12',
    name: { fi: 'Kohtaamisten kesto', sv: 'Mötenas längd', en: 'Contact minutes' },
    numerator: {
      fi: 'Minuutit kohtaamisen alusta loppuun.',
      sv: 'Minuter från mötets början till slut.',
      en: 'Minutes from the start to the end of contacts.',
    },
    units: ['MINUTES'],
    doesNotTell: {
      fi: 'Valmistelua ja jälkityötä. Pitkä kohtaaminen ei ole lyhyttä parempi.',
      sv: 'Förberedelser och efterarbete. Ett långt möte är inte bättre än ett kort.',
      en: 'Preparation and what is done afterwards. A long contact is no better than a short one.',
    },
  },
  {
    id: 'M24',
    name: { fi: 'Kirjaamisen kattavuus', sv: 'Registreringens täckning', en: 'Data quality' },
    numerator: {
      fi: 'Kohtaamiset, joista tieto on kirjattu; yli kolme päivää myöhässä kirjatut.',
      sv: 'Möten där uppgiften är antecknad; de som antecknats över tre dagar senare.',
      en: 'Contacts in which the piece of information was recorded; those recorded more than three days later.',
    },
    denominator: {
      fi: 'Kohtaamiset, joita tieto koskee.',
      sv: 'Möten som uppgiften gäller.',
      en: 'Contacts that it is about.',
    },
    units: ['PERCENT'],
    doesNotTell: {
      fi: 'Onko kirjattu oikein.',
      sv: 'Om det är rätt antecknat.',
      en: 'Whether what was recorded is right.',
    },
  },
];

/** The definition of a metric; `undefined` of one that no cube shows. */
export function definitionOf(metric: string): MetricDefinition | undefined {
  return metricDefinitions.find(({ id }) => id === metric);
}

/** What a unit is called. */
export const unitWords: Readonly<Record<Unit, Words>> = {
  COUNT: { fi: 'kappaletta', sv: 'antal', en: 'count' },
  PERCENT: { fi: 'prosenttia', sv: 'procent', en: 'percent' },
  MINUTES: { fi: 'minuuttia', sv: 'minuter', en: 'minutes' },
  DAYS: { fi: 'päivää', sv: 'dagar', en: 'days' },
  PER_SESSION: { fi: 'kerralla', sv: 'per träff', en: 'per session' },
};
