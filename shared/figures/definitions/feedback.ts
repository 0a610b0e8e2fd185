import type { MetricDefinition } from './definition.ts';

/** What people said of it. */
export const feedbackMetrics: readonly MetricDefinition[] = [
  {
    id: 'M19',
    name: { fi: 'Palautteen arvosana', sv: 'Responsens vitsord', en: 'Feedback grade' },
    numerator: {
      fi: 'Annettujen kouluarvosanojen 4–10 summa.',
      sv: 'Summan av de skolvitsord 4–10 som gavs.',
      en: 'The sum of the school grades 4–10 that were given.',
    },
    denominator: {
      fi: 'Annetut arvosanat. Vastausosuus: vastaukset kutsuihin tai, tabletilla, paikan päällä olleisiin kohtaamisiin nähden.',
      sv: 'De vitsord som gavs. Svarsandel: svaren i förhållande till inbjudningarna eller, på pekplatta, till mötena på plats.',
      en: 'The grades that were given. Response rate: answers against invitations or, at a tablet, against contacts on site.',
    },
    units: ['GRADE'],
    coverage: {
      fi: 'Luvun vieressä: vastausosuus. Alle viiden arvosanan keskiarvo on piilossa.',
      sv: 'Bredvid siffran: svarsandelen. Medelvärdet av färre än fem vitsord är dolt.',
      en: 'Beside the figure: the response rate. The mean of fewer than five grades is hidden.',
    },
    doesNotTell: {
      fi: 'Mitä ne ajattelevat, jotka eivät vastanneet.',
      sv: 'Vad de tycker som inte svarade.',
      en: 'What those think who did not answer.',
    },
  },
  {
    id: 'M20',
    name: { fi: 'Palautteen väitteet', sv: 'Responsens påståenden', en: 'Feedback statements' },
    numerator: {
      fi: 'Ne, jotka vastasivat väitteeseen 4 tai 5. Väitteet ovat omin sanoin.',
      sv: 'De som svarade 4 eller 5 på påståendet. Påståendena är i egna ord.',
      en: 'Those who answered 4 or 5 to the statement. The statements are in our own words.',
    },
    denominator: {
      fi: 'Kaikki väitteeseen vastanneet.',
      sv: 'Alla som svarade på påståendet.',
      en: 'All who answered the statement.',
    },
    units: ['PERCENT'],
    coverage: {
      fi: 'Luvun vieressä: vastanneiden määrä. Alle viiden vastaajan osuus on piilossa.',
      sv: 'Bredvid siffran: antalet som svarat. Andelen av färre än fem svar är dold.',
      en: 'Beside the figure: how many answered. The share of fewer than five answers is hidden.',
    },
    doesNotTell: {
      fi: 'Miksi joku vastasi niin, tai mitä ne ajattelevat, jotka eivät vastanneet.',
      sv: 'Varför någon svarade så, eller vad de tycker som inte svarade.',
      en: 'Why somebody answered so, or what those think who did not answer.',
    },
  },
];
