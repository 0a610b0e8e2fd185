import type { MetricDefinition } from './definition.ts';

/** How people get to the house: waiting, appointments, offered time, reach. */
export const accessMetrics: readonly MetricDefinition[] = [
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
    coverage: {
      fi: 'Luvun vieressä: kuinka monen ilman aikaa tulleen saapumisaika on tiedossa.',
      sv: 'Bredvid siffran: för hur många som kom utan tid ankomsttiden är känd.',
      en: 'Beside the figure: for how many of those who came without an appointment the arrival is known.',
    },
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
      fi: 'Kalenteripäivät varauksen teosta (jonossa odottaneelta jonoon tulosta) varattuun aikaan ja ensin tarjottuun aikaan, myös perutut. Ensin tarjottu on varaushetken ensimmäinen vapaa aika siinä palvelussa, valitulla työntekijällä jos sellainen valittiin.',
      sv: 'Kalenderdagar från bokningen (för den som stått i kö från att ha ställt sig i kön) till den bokade tiden och till den först erbjudna, också avbokade. Först erbjuden är den första tid som var ledig i tjänsten när bokningen gjordes, hos vald arbetstagare om någon valdes.',
      en: 'Calendar days from asking (of whoever waited on a list, from joining it) to the booked time and to the first time offered, cancelled ones too. First offered is the first time that was free in the service at the booking, with the chosen worker where one was chosen.',
    },
    units: ['COUNT', 'DAYS'],
    coverage: {
      fi: 'Kaikki sähköisesti tai työntekijän kautta varatut ajat. Luvun vieressä: kuinka monesta ensin tarjottu aika on tiedossa.',
      sv: 'Alla tider som bokats på nätet eller genom personalen. Bredvid siffran: för hur många den först erbjudna tiden är känd.',
      en: 'All appointments, booked online or by a worker. Beside the figure: for how many the first time offered is known.',
    },
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
    coverage: {
      fi: 'Ajat, joille on merkitty, mitä niistä tuli.',
      sv: 'Tider för vilka det är antecknat vad det blev av dem.',
      en: 'Appointments that say what became of them.',
    },
    doesNotTell: {
      fi: 'Miksi aika jäi väliin.',
      sv: 'Varför tiden blev oanvänd.',
      en: 'Why the time was missed.',
    },
  },
  {
    id: 'M21',
    name: { fi: 'Tarjottu ja käytetty aika', sv: 'Erbjuden och använd tid', en: 'Offered and used time' },
    numerator: {
      fi: 'Pidetyt tapaamiset varattavasta ajasta kotiorganisaatioittain; varattu sisältää myös ajat, joille ei tultu. Päivystys: tunnit, joina ovi oli auki ilman ajanvarausta ja joku oli paikalla; poissaolot on vähennetty.',
      sv: 'Hållna möten av den bokningsbara tiden per hemorganisation; bokat omfattar också tider då ingen kom. Jour: timmar då dörren var öppen utan bokning och någon var på plats; frånvaro är borttagen.',
      en: 'Meetings kept in the bookable time, by home organisation; booked includes times to which nobody came. Duty: hours in which the door was open without a booking and somebody was there; absences are taken out.',
    },
    denominator: {
      fi: 'Tunnit, joina aikaa saattoi varata (myös kumppanien lainaamat); tunnit, joina ovi oli auki ilman ajanvarausta.',
      sv: 'Timmar som kunde bokas (också tid som partner lånat ut); timmar då dörren var öppen utan bokning.',
      en: 'Hours in which a time could be booked (lent by partners too); hours in which the door was open without a booking.',
    },
    units: ['HOURS', 'PERCENT'],
    coverage: {
      fi: 'Aika näkyy käytettynä vasta, kun tapaaminen on merkitty pidetyksi.',
      sv: 'Tiden syns som använd först när mötet har antecknats som hållet.',
      en: 'Time shows as used once the meeting is marked as kept.',
    },
    doesNotTell: {
      fi: 'Kuinka paljon apua ajasta oli.',
      sv: 'Hur mycket hjälp tiden gav.',
      en: 'How much the time helped.',
    },
  },
  {
    id: 'M22',
    name: { fi: 'Tavoittavuus', sv: 'Räckvidd', en: 'Reach' },
    numerator: {
      fi: 'Neljänneksen eri nuoret: tunnistetut ja nimimerkillä tunnetut (M02). Nimettömät kohtaamiset kerrotaan vieressä, eikä niitä lisätä.',
      sv: 'Kvartalets olika unga: identifierade och kända med signatur (M02). Anonyma möten berättas bredvid och läggs inte till.',
      en: 'The quarter’s different young people: identified and known by a nickname (M02). Anonymous contacts are told beside it and not added.',
    },
    denominator: {
      fi: 'Kunnan 15–29-vuotiaat asukkaat, tuhansina: kunnan itse kirjaama luku, jonka vuosi ja lähde ovat vieressä.',
      sv: 'Kommunens invånare i åldern 15–29, i tusental: ett tal som kommunen själv antecknat, med år och källa bredvid.',
      en: 'Residents of the municipality aged 15–29, in thousands: a number that the municipality enters, with its year and source beside it.',
    },
    units: ['PER_1000'],
    coverage: {
      fi: 'Nimettömiä ei lisätä, ja vieraiden kuntien nuoretkin ovat mukana.',
      sv: 'Anonyma läggs inte till, och unga från andra kommuner är med.',
      en: 'Anonymous people are not added, and young people of other municipalities are in it.',
    },
    doesNotTell: {
      fi: 'Keitä ei tavoitettu. Nimettömänä palveleva paikka näyttää pienemmältä kuin on.',
      sv: 'Vilka som inte nåddes. Ett ställe som betjänar anonymt ser mindre ut än det är.',
      en: 'Who was not reached. A place that serves people anonymously looks smaller than it is.',
    },
  },
  {
    id: 'M23',
    name: { fi: 'Aukiolo viikossa', sv: 'Öppet i veckan', en: 'Open in a week' },
    numerator: {
      fi: 'Tunnit, joina ovi on auki ilman ajanvarausta, niistä kello 16 jälkeen, ja tunnit, joina chat tai puhelin on auki; pyhät ja poikkeukset huomioon otettuina.',
      sv: 'Timmar då dörren är öppen utan bokning, av dem efter klockan 16, och timmar då chatten eller telefonen är öppen; med helger och undantag.',
      en: 'Hours in which the door is open without a booking, those of them after 4 p.m., and hours in which chat or telephone is open; with holidays and exceptions.',
    },
    denominator: {
      fi: 'Seitsemän päivää keskimäärin.',
      sv: 'Sju dagar i genomsnitt.',
      en: 'Seven days on average.',
    },
    units: ['HOURS'],
    coverage: {
      fi: 'Aukioloajat, jotka kalenterissa on.',
      sv: 'De öppettider som finns i kalendern.',
      en: 'The opening hours that are in the calendar.',
    },
    doesNotTell: {
      fi: 'Oliko paikalla ketään; sen kertoo päivystyksen luku (M21).',
      sv: 'Om någon var på plats; det ser man av jouren (M21).',
      en: 'Whether anybody was there; the figure of duty (M21) does.',
    },
  },
  {
    id: 'M25',
    name: { fi: 'Palvelun tasavertaisuus', sv: 'Jämlik tillgång', en: 'Access equity' },
    numerator: {
      fi: 'Odotus, varausviive, saapumatta jääminen, heti ratkeaminen ja arvosana (M05–M08, M19) asiointikielen ja iän mukaan.',
      sv: 'Väntan, bokningstid, uteblivna, lösta genast och vitsord (M05–M08, M19) enligt servicespråk och ålder.',
      en: 'Waiting, lead time, missed appointments, solved at once and grade (M05–M08, M19) by service language and age.',
    },
    denominator: {
      fi: 'Kunkin luvun oma perusta.',
      sv: 'Grunden för varje siffra.',
      en: 'The base of each figure.',
    },
    units: ['PERCENT', 'MINUTES', 'DAYS', 'GRADE'],
    coverage: {
      fi: 'Kohtaamiset ja ajat, joissa kieli tai ikä on tiedossa. Näytetään vain, kun ryhmässä on tarpeeksi monta.',
      sv: 'Möten och tider där språket eller åldern är känd. Visas bara när gruppen är tillräckligt stor.',
      en: 'Contacts and appointments whose language or age is known. Shown only where a group is large enough.',
    },
    doesNotTell: {
      fi: 'Mistä ero johtuu.',
      sv: 'Vad skillnaden beror på.',
      en: 'What makes the difference.',
    },
  },
];
