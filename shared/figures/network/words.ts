import type { CubeId } from './cubeIds.ts';
import { personWords } from './personWords.ts';

/** A text in each language of the service. */
export interface Words {
  readonly fi: string;
  readonly sv: string;
  readonly en: string;
}

/** What each cube shows. */
export const cubeWords: Readonly<Record<CubeId, Words>> = {
  channels: { fi: 'Kohtaamiset kanavittain', sv: 'Möten per kanal', en: 'Contacts by channel' },
  topics: { fi: 'Kohtaamiset aiheittain', sv: 'Möten per ämne', en: 'Contacts by topic' },
  anonymity: { fi: 'Nimettömyys', sv: 'Anonymitet', en: 'Anonymity' },
  waits: {
    fi: 'Odotus ilman ajanvarausta',
    sv: 'Väntan utan tidsbokning',
    en: 'Waiting without an appointment',
  },
  solved: { fi: 'Heti ratkenneet asiat', sv: 'Ärenden som löstes genast', en: 'Matters solved at once' },
  minutes: { fi: 'Kohtaamisten kesto', sv: 'Mötenas längd', en: 'Length of contacts' },
  'lead-times': {
    fi: 'Aika varauksesta tapaamiseen',
    sv: 'Tid från bokning till möte',
    en: 'Time from booking to meeting',
  },
  appointments: { fi: 'Saapumatta jääneet', sv: 'Uteblivna', en: 'Missed appointments' },
  groups: { fi: 'Ryhmät', sv: 'Grupper', en: 'Groups' },
  hours: { fi: 'Aukiolo viikossa', sv: 'Öppet i veckan', en: 'Open in a week' },
  quality: { fi: 'Kirjaamisen kattavuus', sv: 'Registreringens täckning', en: 'Coverage of recording' },
  ages: { fi: 'Kohtaamiset iän mukaan', sv: 'Möten per ålder', en: 'Contacts by age' },
  feedback: { fi: 'Palaute', sv: 'Respons', en: 'Feedback' },
  statements: { fi: 'Palautteen väitteet', sv: 'Responsens påståenden', en: 'Statements of the feedback' },
  clients: { fi: 'Eri nuoret', sv: 'Olika unga', en: 'Different young people' },
  'client-languages': { fi: 'Nuoret kielen mukaan', sv: 'Unga per språk', en: 'Young people by language' },
  'client-activities': {
    fi: 'Nuoret tilanteen mukaan',
    sv: 'Unga enligt situation',
    en: 'Young people by activity',
  },
  plans: { fi: 'Suunnitelmat', sv: 'Planer', en: 'Plans' },
  referrals: { fi: 'Ohjaamiset', sv: 'Hänvisningar', en: 'Referrals' },
  destinations: { fi: 'Minne jakson jälkeen', sv: 'Vart efter perioden', en: 'Where to after an episode' },
};

/** What a measure is called; two of different metrics can have one id. Nothing for a measure that no cube has any more. */
export function measureWordsOf({
  id,
  metric,
}: {
  readonly id: string;
  readonly metric: string;
}): Words | undefined {
  return measureWords[`${metric}.${id}`] ?? measureWords[id];
}

const measureWords: Readonly<Record<string, Words>> = {
  ...personWords,
  CONTACTS: { fi: 'Kohtaamiset', sv: 'Möten', en: 'Contacts' },
  ON_SITE: { fi: 'Paikan päällä', sv: 'På plats', en: 'On site' },
  OUTREACH: { fi: 'Jalkautuen', sv: 'Ute på fältet', en: 'Out in the field' },
  PHONE: { fi: 'Puhelin', sv: 'Telefon', en: 'Phone' },
  CHAT: { fi: 'Chat', sv: 'Chatt', en: 'Chat' },
  VIDEO: { fi: 'Videotapaaminen', sv: 'Videomöte', en: 'Video meeting' },
  MESSAGE: { fi: 'Viesti', sv: 'Meddelande', en: 'Message' },
  EMAIL: { fi: 'Sähköposti', sv: 'E-post', en: 'E-mail' },
  SOCIAL_MEDIA: { fi: 'Some', sv: 'Sociala medier', en: 'Social media' },
  EDUCATION: { fi: 'Opiskelu', sv: 'Studier', en: 'Studies' },
  EMPLOYMENT: { fi: 'Työ ja työnhaku', sv: 'Arbete och jobbsökning', en: 'Work and job search' },
  WORK_TRIAL: {
    fi: 'Työkokeilu ja harjoittelu',
    sv: 'Arbetsprövning och praktik',
    en: 'Work trial and practice',
  },
  HOUSING: { fi: 'Asuminen', sv: 'Boende', en: 'Housing' },
  MONEY: { fi: 'Raha ja etuudet', sv: 'Pengar och förmåner', en: 'Money and benefits' },
  MENTAL_WELLBEING: { fi: 'Mieli', sv: 'Psykiskt välbefinnande', en: 'Mental wellbeing' },
  HEALTH: { fi: 'Terveys', sv: 'Hälsa', en: 'Health' },
  SUBSTANCES_GAMING: {
    fi: 'Päihteet ja pelaaminen',
    sv: 'Rusmedel och spelande',
    en: 'Substances and gaming',
  },
  RELATIONSHIPS: { fi: 'Ihmissuhteet ja perhe', sv: 'Relationer och familj', en: 'Relationships and family' },
  EVERYDAY_LIFE: { fi: 'Arki', sv: 'Vardag', en: 'Everyday life' },
  FREE_TIME: { fi: 'Vapaa-aika', sv: 'Fritid', en: 'Free time' },
  IMMIGRATION_LANGUAGE: {
    fi: 'Kieli ja Suomeen asettuminen',
    sv: 'Språk och bosättning i Finland',
    en: 'Language and settling in Finland',
  },
  CRISIS_SAFETY: { fi: 'Kriisi ja turvallisuus', sv: 'Kris och säkerhet', en: 'Crisis and safety' },
  OTHER: { fi: 'Muu', sv: 'Annat', en: 'Other' },
  ANONYMOUS: { fi: 'Nimettömänä', sv: 'Anonymt', en: 'Anonymous' },
  RECORDED_LATE: { fi: 'Kirjattu myöhään', sv: 'Registrerat sent', en: 'Recorded late' },
  WALK_INS: { fi: 'Ilman aikaa tulleet', sv: 'Kom utan tid', en: 'Walk-ins' },
  MEDIAN_WAIT: { fi: 'Odotus, mediaani', sv: 'Väntan, median', en: 'Wait, median' },
  WAIT_90: {
    fi: 'Yhdeksän kymmenestä odotti enintään',
    sv: 'Nio av tio väntade högst',
    en: 'Nine in ten waited at most',
  },
  IN_TIME: { fi: 'Pääsi 15 minuutissa', sv: 'Togs emot inom 15 minuter', en: 'Received within 15 minutes' },
  ARRIVAL_KNOWN: { fi: 'Saapumisaika tiedossa', sv: 'Ankomsttid känd', en: 'Arrival known' },
  SOLVED: { fi: 'Ratkesi samana päivänä', sv: 'Löstes samma dag', en: 'Solved on the same day' },
  ANSWERED: { fi: 'Ratkeaminen kirjattu', sv: 'Lösning antecknad', en: 'Answer recorded' },
  TOTAL_MINUTES: { fi: 'Minuutteja yhteensä', sv: 'Minuter sammanlagt', en: 'Minutes in all' },
  MEDIAN_MINUTES: { fi: 'Kesto, mediaani', sv: 'Längd, median', en: 'Length, median' },
  BOOKED: { fi: 'Varaukset', sv: 'Bokningar', en: 'Bookings' },
  MEDIAN_LEAD: {
    fi: 'Odotus tapaamiseen, mediaani',
    sv: 'Väntan på mötet, median',
    en: 'Wait for the meeting, median',
  },
  'M07.DECIDED': {
    fi: 'Pidetyt, väliin jääneet ja myöhään perutut ajat',
    sv: 'Hållna, uteblivna och sent avbokade tider',
    en: 'Appointments kept, missed and cancelled late',
  },
  NO_SHOW: { fi: 'Jäi tulematta', sv: 'Uteblev', en: 'Did not come' },
  CANCELLED_LATE: { fi: 'Perui myöhään', sv: 'Avbokade sent', en: 'Cancelled late' },
  SESSIONS: { fi: 'Ryhmäkerrat', sv: 'Gruppträffar', en: 'Group sessions' },
  ATTENDANCES: { fi: 'Osallistumiset', sv: 'Deltaganden', en: 'Attendances' },
  MEAN_SIZE: { fi: 'Osallistujia kerralla', sv: 'Deltagare per träff', en: 'Attendances per session' },
  WALK_IN_HOURS: { fi: 'Ilman ajanvarausta', sv: 'Utan tidsbokning', en: 'Without an appointment' },
  EVENING_HOURS: { fi: 'Niistä kello 16 jälkeen', sv: 'Av dem efter klockan 16', en: 'Of them after 4 p.m.' },
  REMOTE_HOURS: { fi: 'Chatissa tai puhelimessa', sv: 'I chatt eller telefon', en: 'By chat or telephone' },
  AGE_KNOWN: { fi: 'Ikä tiedossa', sv: 'Ålder känd', en: 'Age known' },
};
