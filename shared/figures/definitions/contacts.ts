import type { MetricDefinition } from './definition.ts';

/** What is counted of contacts and groups, and how well it is recorded. */
export const contactsMetrics: readonly MetricDefinition[] = [
  {
    id: 'M01',
    name: { fi: 'Kohtaamiset', sv: 'Möten', en: 'Contacts' },
    numerator: {
      fi: 'Yksilökohtaamiset nuoren kanssa; ikä alle 30 tai ei tiedossa. Kahden työntekijän tapaaminen on yksi kohtaaminen. Huoltajat, ammattilaiset ja yli 29-vuotiaat eivät ole mukana.',
      sv: 'Individuella möten med en ung person under 30 år eller av okänd ålder. Ett möte med två anställda är ett möte. Vårdnadshavare, yrkesverksamma och de som fyllt 30 är inte med.',
      en: 'Individual contacts with a young person under 30 or of unknown age. A meeting with two workers is one contact. Guardians, professionals and those over 29 are not counted.',
    },
    units: ['COUNT'],
    coverage: {
      fi: 'Kanava, aiheet ja aika ovat jokaisessa kirjauksessa. M24 kertoo, kuinka monessa ikä on tiedossa ja kuinka moni on kirjattu myöhään.',
      sv: 'Kanal, ämnen och tid finns i varje anteckning. M24 berättar i hur många åldern är känd och hur många som antecknats sent.',
      en: 'Channel, topics and time are in every record. M24 tells in how many the age is known and how many were recorded late.',
    },
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
    coverage: { fi: 'Kaikki kohtaamiset (M01).', sv: 'Alla möten (M01).', en: 'All contacts (M01).' },
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
    coverage: {
      fi: 'Kerrat, joille on kirjattu osallistujien määrä.',
      sv: 'Träffar med antecknat antal deltagare.',
      en: 'Sessions with a recorded number of attendances.',
    },
    doesNotTell: {
      fi: 'Kuinka monta eri nuorta oli mukana. Kerta, jolta ei ole kirjattu osallistujia, puuttuu.',
      sv: 'Hur många olika unga som var med. En träff utan antecknade deltagare saknas.',
      en: 'How many different young people took part. A session without a number of attendances is missing.',
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
    coverage: {
      fi: 'Luvun vieressä: kuinka monessa kohtaamisessa tämä on kirjattu.',
      sv: 'Bredvid siffran: i hur många möten detta är antecknat.',
      en: 'Beside the figure: in how many contacts this was recorded.',
    },
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
    coverage: {
      fi: 'Aihe on jokaisessa kirjauksessa.',
      sv: 'Ett ämne finns i varje anteckning.',
      en: 'Every record has a topic.',
    },
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
    coverage: {
      fi: 'Alku ja loppu ovat jokaisessa kirjauksessa.',
      sv: 'Början och slut finns i varje anteckning.',
      en: 'Every record has a start and an end.',
    },
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
    coverage: { fi: 'Kaikki kohtaamiset (M01).', sv: 'Alla möten (M01).', en: 'All contacts (M01).' },
    doesNotTell: {
      fi: 'Onko kirjattu oikein.',
      sv: 'Om det är rätt antecknat.',
      en: 'Whether what was recorded is right.',
    },
  },
];
