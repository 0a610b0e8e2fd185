import type { MetricDefinition } from './definition.ts';

/** What is counted of persons, each once in a quarter. */
export const personsMetrics: readonly MetricDefinition[] = [
  {
    id: 'M02',
    name: { fi: 'Eri nuoret', sv: 'Olika unga', en: 'Different young people' },
    numerator: {
      fi: 'Tunnistetut nuoret, joilla oli vähintään yksi kohtaaminen neljänneksellä, kukin kerran. Nimimerkillä tunnetut ovat erikseen. Joka oli ensin nimimerkillä ja sitten tunnistettu, on tunnistettu.',
      sv: 'Identifierade unga med minst ett möte under kvartalet, var och en gång. De som är kända med signatur räknas för sig. Den som först hade signatur och sedan identifierades är identifierad.',
      en: 'Identified young people with at least one contact in the quarter, each once. Those known by a nickname are counted apart. Whoever had a nickname first and was identified later is identified.',
    },
    units: ['COUNT'],
    coverage: {
      fi: 'Ne, joiden tiedot on kirjattu asiakkuuteen. Nimettömiä ei voi laskea erikseen, eikä heitä lisätä.',
      sv: 'De vars uppgifter har antecknats i en kundrelation. Anonyma kan inte räknas var för sig och läggs inte till.',
      en: 'Those who are recorded as clients. Anonymous people cannot be told apart and are not added.',
    },
    doesNotTell: {
      fi: 'Kuinka monta nuorta kaikkiaan kävi: suuri osa käy nimettömänä. Toimipisteiden luvut eivät ole yhteenlaskettavia.',
      sv: 'Hur många unga som kom sammanlagt: en stor del kommer anonymt. Serviceställenas siffror kan inte läggas ihop.',
      en: 'How many young people came in all: many come anonymously. The numbers of sites do not add up.',
    },
  },
  {
    id: 'M09',
    name: {
      fi: 'Usean organisaation kanssa',
      sv: 'Med flera organisationer',
      en: 'With several organisations',
    },
    numerator: {
      fi: 'Tunnistetut nuoret, jotka tapasivat neljänneksellä vähintään kahden kotiorganisaation työntekijöitä.',
      sv: 'Identifierade unga som under kvartalet träffade arbetstagare från minst två hemorganisationer.',
      en: 'Identified young people who met workers of at least two home organisations in the quarter.',
    },
    denominator: {
      fi: 'Kaikki tunnistetut nuoret (M02).',
      sv: 'Alla identifierade unga (M02).',
      en: 'All identified young people (M02).',
    },
    units: ['PERCENT'],
    coverage: {
      fi: 'Kohtaamiset, joihin on kirjattu kaikki mukana olleet työntekijät.',
      sv: 'Möten där alla arbetstagare som var med är antecknade.',
      en: 'Contacts in which every worker who took part is recorded.',
    },
    doesNotTell: {
      fi: 'Auttoiko yhteistyö. Yksi organisaatio voi olla juuri oikea määrä.',
      sv: 'Om samarbetet hjälpte. En organisation kan vara precis lagom.',
      en: 'Whether working together helped. One organisation can be exactly enough.',
    },
  },
  {
    id: 'M11',
    name: { fi: 'Keitä nuoret ovat', sv: 'Vilka de unga är', en: 'Who the young people are' },
    numerator: {
      fi: 'Kohtaamiset iän ja asiointikielen mukaan, ja erikseen nuoret (tunnistetut ja nimimerkillä tunnetut) iän, asiointikielen ja alkutilanteen mukaan. Ikä on neljänneksen ensimmäisessä kohtaamisessa, tilanne jakson alussa.',
      sv: 'Möten enligt ålder och servicespråk, och för sig unga (identifierade och kända med signatur) enligt ålder, servicespråk och situation i början. Åldern är vid kvartalets första möte, situationen vid periodens början.',
      en: 'Contacts by age and by service language and, apart from them, young people (identified or known by a nickname) by age, service language and activity at the start. Age is at the quarter’s first contact, activity at the start of the episode.',
    },
    denominator: {
      fi: 'Kaikki kohtaamiset (M01); kaikki nuoret (M02).',
      sv: 'Alla möten (M01); alla unga (M02).',
      en: 'All contacts (M01); all young people (M02).',
    },
    units: ['COUNT', 'PERCENT'],
    coverage: {
      fi: 'Tieto puuttuu -rivi on mukana aina.',
      sv: 'Raden för okänd uppgift är alltid med.',
      en: 'The row of what is not known is always shown.',
    },
    doesNotTell: {
      fi: 'Sukupuolta, jota ei kysytä. Keitä nimettömät ovat.',
      sv: 'Kön, som inte frågas. Vilka de anonyma är.',
      en: 'Gender, which is not asked. Who the anonymous ones are.',
    },
  },
  {
    id: 'M13',
    name: {
      fi: 'Sama työntekijä alusta asti',
      sv: 'Samma arbetstagare från början',
      en: 'The named worker from the start',
    },
    numerator: {
      fi: 'Nuoret, joiden nimetty työntekijä oli mukana ensimmäisessä kohtaamisessa; myöhemmät kohtaamiset, joissa hän oli mukana.',
      sv: 'Unga vars namngivna arbetstagare var med på det första mötet; senare möten där arbetstagaren var med.',
      en: 'Young people whose named worker was at the very first contact; later contacts at which that worker was.',
    },
    denominator: {
      fi: 'Nuoret, joilla on nimetty työntekijä ja kohtaaminen neljänneksellä; heidän neljänneksen muut kohtaamisensa.',
      sv: 'Unga med en namngiven arbetstagare och ett möte under kvartalet; deras övriga möten under kvartalet.',
      en: 'Young people with a named worker and a contact in the quarter; their other contacts of the quarter.',
    },
    units: ['PERCENT'],
    coverage: {
      fi: 'Luvun vieressä: kuinka monella on nimetty työntekijä.',
      sv: 'Bredvid siffran: hur många som har en namngiven arbetstagare.',
      en: 'Beside the figure: how many have a named worker.',
    },
    doesNotTell: {
      fi: 'Oliko työntekijän vaihtuminen nuoren oma toive tai hyväksi.',
      sv: 'Om ett byte av arbetstagare var den ungas egen önskan eller till nytta.',
      en: 'Whether a change of worker was wished for, or did good.',
    },
  },
  {
    id: 'M14',
    name: { fi: 'Suunnitelma tehty', sv: 'Har en plan', en: 'With a plan' },
    numerator: {
      fi: 'Yli 30 päivää avoinna olleet jaksot, joissa on yhteinen suunnitelma; suunnitelmat, joiden tarkistus on myöhässä. Tilanne laskentapäivänä, päättyneellä neljänneksellä sen viimeisenä päivänä.',
      sv: 'Perioder som varit öppna över 30 dagar och har en gemensam plan; planer vars översyn är försenad. Läget den dag då det räknades, för ett avslutat kvartal dess sista dag.',
      en: 'Episodes open for more than 30 days that have a shared plan; plans whose review is overdue. As things stood on the day of counting; of a quarter that is over, on its last day.',
    },
    denominator: {
      fi: 'Kaikki yli 30 päivää avoinna olleet jaksot; kaikki suunnitelmat.',
      sv: 'Alla perioder som varit öppna över 30 dagar; alla planer.',
      en: 'All episodes open for more than 30 days; all plans.',
    },
    units: ['PERCENT'],
    coverage: {
      fi: 'Tässä palvelussa tehdyt suunnitelmat. Työttömän monialaista suunnitelmaa pidetään muualla.',
      sv: 'Planer som gjorts i den här tjänsten. Arbetslösas sektorsövergripande plan finns på annat håll.',
      en: 'Plans made in this service. The multi-disciplinary employment plan is kept elsewhere.',
    },
    doesNotTell: {
      fi: 'Onko suunnitelma nuoren oma tai eteneekö se.',
      sv: 'Om planen är den ungas egen eller går framåt.',
      en: 'Whether the plan is the young person’s own, or moving.',
    },
  },
  {
    id: 'M15',
    name: { fi: 'Palveluun ohjaamisen kulku', sv: 'Hänvisningarnas gång', en: 'Referrals on their way' },
    numerator: {
      fi: 'Neljänneksellä lähetetyistä vastaanotetut, ensimmäiseen tapaamiseen päässeet ja yli viikon avaamatta olleet; mediaanipäivät lähettämisestä. Päivät ovat kalenteripäiviä.',
      sv: 'Av dem som skickats under kvartalet: mottagna, de vars första möte hölls och oöppnade i över en vecka; dagar i median från skickandet. Dagarna är kalenderdagar.',
      en: 'Of those sent in the quarter: accepted, those whose first meeting was kept, and unopened for over a week; median days from sending. Days are calendar days.',
    },
    denominator: {
      fi: 'Neljänneksellä lähetetyt.',
      sv: 'De som skickats under kvartalet.',
      en: 'Those sent in the quarter.',
    },
    units: ['PERCENT', 'DAYS'],
    coverage: {
      fi: 'Tässä palvelussa lähetetyt. Puhelimella sovittu näkyy vasta kirjattuna.',
      sv: 'De som skickats i den här tjänsten. Det som avtalats per telefon syns först när det antecknats.',
      en: 'Those sent in this service. What was agreed by telephone shows once it is recorded.',
    },
    doesNotTell: {
      fi: 'Oliko vastaanottaja oikea tai auttoiko palvelu.',
      sv: 'Om mottagaren var rätt eller om tjänsten hjälpte.',
      en: 'Whether the receiver was the right one, or the service helped.',
    },
  },
  {
    id: 'M16',
    name: { fi: 'Tilannekarttojen muutos', sv: 'Förändring i lägeskartor', en: 'Change in situation maps' },
    numerator: {
      fi: 'Elämänalueittain nuoret, joilla arvio nousi tai laski vähintään kaksi askelta tai pysyi, ensimmäisestä kartasta neljänneksen viimeisimpään.',
      sv: 'Per livsområde de unga vars skattning steg eller sjönk minst två steg eller var densamma, från första kartan till kvartalets senaste.',
      en: 'For each area of life the young people whose answer went up or down by at least two steps or stayed, from the first map to the latest of the quarter.',
    },
    denominator: {
      fi: 'Nuoret, joilla on kaksi karttaa vähintään 60 päivän välein.',
      sv: 'Unga med två kartor med minst 60 dagars mellanrum.',
      en: 'Young people with two maps at least 60 days apart.',
    },
    units: ['COUNT'],
    coverage: {
      fi: 'Luvun vieressä: kuinka monella on kaksi karttaa (n). Alueita, joilla verrattiin alle viittä nuorta, ei näytetä.',
      sv: 'Bredvid siffran: hur många som har två kartor (n). Områden där färre än fem unga jämfördes visas inte.',
      en: 'Beside the figure: how many have two maps (n). Areas in which fewer than five were compared are not shown.',
    },
    doesNotTell: {
      fi: 'Mistä muutos johtui: se ei ole välttämättä ohjauksen ansiota. Yhteispistemäärää ei ole.',
      sv: 'Vad förändringen berodde på: inte nödvändigtvis på handledningen. Det finns ingen totalpoäng.',
      en: 'What brought the change about: not necessarily the guidance. There is no total score.',
    },
  },
  {
    id: 'M17',
    name: { fi: 'Mihin jakson jälkeen', sv: 'Vart efter perioden', en: 'Where to after an episode' },
    numerator: {
      fi: 'Neljänneksellä päättyneet jaksot sen mukaan, mihin nuori siirtyi. 90 päivässä palaavan sama jakso jatkuu.',
      sv: 'Perioder som avslutades under kvartalet enligt vart den unga gick vidare. För den som återkommer inom 90 dagar fortsätter samma period.',
      en: 'Episodes that ended in the quarter, by where the young person went. For whoever comes back within 90 days the same episode goes on.',
    },
    units: ['COUNT'],
    coverage: {
      fi: 'Lähde on merkitty: nuori kertoi, työntekijä tietää tai jakso päättyi hiljaisuuteen.',
      sv: 'Källan är antecknad: den unga berättade, arbetstagaren vet eller perioden slutade i tystnad.',
      en: 'The source is marked: the young person said, the worker knows, or the episode ended in silence.',
    },
    doesNotTell: {
      fi: 'Kuinka kauan se kesti, tai mihin nimettömänä käyneet menivät. Verkoston luku suljetaan ennen kuin 90 päivää on kulunut: osa jaksoista voi vielä jatkua.',
      sv: 'Hur länge det varade, eller vart de som kom anonymt gick. Nätverkets siffra stängs innan 90 dagar har gått: en del perioder kan ännu fortsätta.',
      en: 'How long it lasted, or where those went who came anonymously. The network’s figure is closed before 90 days are over: some episodes may still go on.',
    },
  },
  {
    id: 'M18',
    name: { fi: 'Tavoitettu jälkeenpäin', sv: 'Nådda efteråt', en: 'Reached afterwards' },
    numerator: {
      fi: 'Nuoret, jotka vastasivat 3 tai 6 kuukautta jakson päättymisen jälkeen.',
      sv: 'Unga som svarade 3 eller 6 månader efter att perioden avslutades.',
      en: 'Young people who answered 3 or 6 months after the episode ended.',
    },
    denominator: {
      fi: 'Nuoret, jotka suostuivat yhteydenottoon ja joiden päivä osui neljännekselle.',
      sv: 'Unga som samtyckte till kontakt och vars dag inföll under kvartalet.',
      en: 'Young people who agreed to be contacted and whose day came in the quarter.',
    },
    units: ['PERCENT'],
    coverage: {
      fi: 'Vain ne, jotka suostuivat yhteydenottoon.',
      sv: 'Bara de som samtyckte till kontakt.',
      en: 'Only those who agreed to be contacted.',
    },
    doesNotTell: {
      fi: 'Miten niille kävi, jotka eivät vastanneet.',
      sv: 'Hur det gick för dem som inte svarade.',
      en: 'How those got on who did not answer.',
    },
  },
];
