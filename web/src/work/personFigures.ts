import type { MetricId } from '@ohjaamo/shared/figures/definitions/definition.ts';
import type { FigureSet } from '@ohjaamo/shared/figures/contract.ts';
import type { PersonFigures, ReferralFunnel } from '@ohjaamo/shared/figures/persons/contract.ts';
import { destinations, mainActivities } from '@ohjaamo/shared/cases/episode.ts';
import { ageBands } from '@ohjaamo/shared/kernel/codes.ts';
import { type Language, languages, type LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { ownInstrument } from '@ohjaamo/shared/maps/ownInstrument.ts';
import { organisationType } from '@ohjaamo/shared/templates/kinds/organisationType.ts';
import type { Format } from '../i18n/format.ts';
import { textIn } from '../i18n/language.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { Translate } from '../i18n/translate.ts';

/** Numbers above 0 and up to this are for the municipality's own use only (domain 4.5). */
const LARGEST_SMALL = 4;

/** A figure of persons as it is told. */
export interface PersonMeasure {
  readonly key: 'm02' | 'm09' | 'm13' | 'm14' | 'm15' | 'm18';
  readonly name: string;
  readonly number: string;
  readonly of: string;
  readonly metric: MetricId;
}

/** A row of a table; `lang` when its name is in another language than the page. */
interface PersonRow {
  readonly name: string;
  readonly lang?: Language | undefined;
  readonly numbers: readonly string[];
}

/** A table of persons with what it says. */
export interface PersonTable {
  readonly key: string;
  readonly caption: string;
  readonly metric: MetricId;
  readonly of: string;
  readonly columns: readonly string[];
  readonly rows: readonly PersonRow[];
}

/** What the page speaks with. */
interface Speech {
  readonly t: Translate;
  readonly format: Format;
  readonly language: Language;
}

/** A count with a star when it is small. */
function starred(value: number, { format }: Pick<Speech, 'format'>): string {
  return `${format.number(value)}${value > 0 && value <= LARGEST_SMALL ? '*' : ''}`;
}

/** Whole percent; a dash when there is no whole. */
function percentOf(part: number, whole: number, { format }: Pick<Speech, 'format'>): string {
  return whole === 0 ? '–' : `${format.number(Math.round((100 * part) / whole))} %`;
}

function days(value: number | undefined, { t, format }: Speech): string {
  return value === undefined ? '–' : t('work.figures.days', { count: format.number(value) });
}

const METRIC_OF = {
  ...({ m02: 'M02', m09: 'M09', m13: 'M13', m14: 'M14', m15: 'M15', m18: 'M18' } as const),
} satisfies Record<PersonMeasure['key'], MetricId>;

/** M02, M09, M13, M14, M15 and M18 in one number each. */
export function personMeasures(figures: PersonFigures, speech: Speech): PersonMeasure[] {
  const { clients, acrossOrganisations, continuity, plans, referrals, followUps } = figures;
  const { t } = speech;
  const say = (value: number): string => starred(value, speech);
  const percent = (part: number, whole: number): string => percentOf(part, whole, speech);
  const measure = (
    key: PersonMeasure['key'],
    number: string,
    values: Readonly<Record<string, string>>,
  ): PersonMeasure => ({
    ...{ key, number },
    name: t(`figures.persons.${key}`),
    of: t(`figures.persons.${key}Of`, values),
    metric: METRIC_OF[key],
  });
  const [three, six] = followUps;
  const [due, reached] = [(three?.due ?? 0) + (six?.due ?? 0), (three?.reached ?? 0) + (six?.reached ?? 0)];
  return [
    measure('m02', say(clients.identified), { light: say(clients.light) }),
    measure('m09', percent(acrossOrganisations, clients.identified), {
      across: say(acrossOrganisations),
      identified: say(clients.identified),
    }),
    measure('m13', percent(continuity.first, continuity.named), {
      first: say(continuity.first),
      named: say(continuity.named),
      laterNamed: say(continuity.laterNamed),
      later: say(continuity.later),
      percent: percent(continuity.laterNamed, continuity.later),
    }),
    measure('m14', percent(plans.withPlan, plans.openEpisodes), {
      withPlan: say(plans.withPlan),
      open: say(plans.openEpisodes),
      overdue: say(plans.overdue),
      plans: say(plans.plans),
    }),
    measure('m15', percent(referrals.all.accepted, referrals.all.sent), {
      accepted: say(referrals.all.accepted),
      sent: say(referrals.all.sent),
      met: say(referrals.all.met),
      unopened: say(referrals.all.unopened),
      acceptMedian: days(referrals.all.acceptMedian, speech),
      meetingMedian: days(referrals.all.meetingMedian, speech),
    }),
    measure('m18', percent(reached, due), {
      reached3: say(three?.reached ?? 0),
      due3: say(three?.due ?? 0),
      reached6: say(six?.reached ?? 0),
      due6: say(six?.due ?? 0),
    }),
  ];
}

/** Contacts as M11 tells them apart. */
export type ContactsOf = Pick<FigureSet, 'contacts' | 'contactsByAge' | 'contactsByLanguage'>;

function withoutLanguage({ contacts, contactsByLanguage }: ContactsOf): number {
  return Math.max(0, contacts - languages.reduce((sum, code) => sum + contactsByLanguage[code], 0));
}

/** The breakdowns of persons: M11, M15, M16, M17, M18; a table without rows says that there is nothing yet. */
export function personTables(figures: PersonFigures, contacts: ContactsOf, speech: Speech): PersonTable[] {
  return [
    ...whoTables(figures, contacts, speech),
    referralTable(figures, speech),
    mapTable(figures, speech),
    destinationTable(figures, speech),
    afterTable(figures, speech),
  ];
}

function whoTables(
  { byAge, byLanguage, byActivity, clients }: PersonFigures,
  contacts: ContactsOf,
  speech: Speech,
): PersonTable[] {
  const { t, format } = speech;
  const all = clients.identified + clients.light;
  const numbers = (count: number) => [starred(count, speech), percentOf(count, all, speech)];
  const columns = [t('figures.persons.people'), t('figures.persons.share')];
  const table = (key: 'age' | 'language' | 'activity', of: Pick<PersonTable, 'columns' | 'rows'>) => ({
    ...{ key, metric: 'M11' as const, of: t(`figures.persons.${key}`), ...of },
    caption: `${t('figures.persons.who')}: ${t(`figures.persons.${key}`).toLocaleLowerCase()}`,
  });
  return [
    {
      ...table('age', {
        columns: [...columns, t('figures.persons.contacts')],
        rows: [
          ...ageBands
            .filter((band) => band !== '30_PLUS')
            .map((band) => ({
              name: t(`work.age.${band}`),
              numbers: [...numbers(byAge[band]), starred(contacts.contactsByAge[band], speech)],
            })),
          {
            name: t('figures.persons.apart', { band: t('work.age.30_PLUS') }),
            numbers: ['–', '–', starred(contacts.contactsByAge['30_PLUS'], speech)],
          },
        ],
      }),
    },
    table('language', {
      columns: [...columns, t('figures.persons.contacts')],
      rows: [
        ...languages.map((code) => ({
          name: format.capital(format.languageName(code)),
          numbers: [...numbers(byLanguage[code]), starred(contacts.contactsByLanguage[code], speech)],
        })),
        // Every client has a language; a contact without one is nobody's in this table.
        { name: t('work.age.UNKNOWN'), numbers: ['–', '–', starred(withoutLanguage(contacts), speech)] },
      ],
    }),
    table('activity', {
      columns,
      rows: mainActivities.flatMap((code) =>
        byActivity[code] ? [{ name: t(`work.activity.${code}`), numbers: numbers(byActivity[code]) }] : [],
      ),
    }),
  ];
}

function referralTable({ referrals }: PersonFigures, speech: Speech): PersonTable {
  const { t } = speech;
  const numbers = ({ sent, accepted, met, unopened, acceptMedian, meetingMedian }: ReferralFunnel) => [
    ...[sent, accepted, met, unopened].map((count) => starred(count, speech)),
    ...[acceptMedian, meetingMedian].map((median) => days(median, speech)),
  ];
  const rows = referrals.byType.map(({ type, ...funnel }) => ({
    name: t(receiverKey(type)),
    numbers: numbers(funnel),
  }));
  return {
    key: 'receivers',
    caption: t('figures.persons.byReceiver'),
    metric: 'M15',
    of: t('figures.persons.receiver'),
    columns: (['sent', 'accepted', 'met', 'unopened', 'acceptDays', 'meetingDays'] as const).map((each) =>
      t(`figures.persons.${each}`),
    ),
    rows:
      rows.length > 1 ? [...rows, { name: t('figures.persons.all'), numbers: numbers(referrals.all) }] : rows,
  };
}

function receiverKey(type: string): MessageKey {
  const known = organisationType.options.find((each) => each === type);
  if (known) return `setup.organisations.type.${known}`;
  return type === 'OTHER_MUNICIPALITY' ? 'figures.persons.OTHER_MUNICIPALITY' : 'figures.persons.OUTSIDE';
}

function mapTable({ maps }: PersonFigures, speech: Speech): PersonTable {
  const { t, language } = speech;
  // The own instrument's areas stand in its order, those of others after them by their names.
  const order = new Map(ownInstrument.areas.map(({ key }, index) => [`${ownInstrument.id}:${key}`, index]));
  const place = ({ instrument, area }: (typeof maps)[number]) => order.get(`${instrument}:${area}`) ?? 999;
  return {
    key: 'maps',
    caption: t('figures.persons.maps'),
    metric: 'M16',
    of: t('figures.persons.area'),
    columns: (['up', 'same', 'down', 'compared'] as const).map((each) => t(`figures.persons.${each}`)),
    rows: maps
      .toSorted((one, other) => place(one) - place(other))
      .map(({ area, name, up, same, down }) => ({
        ...named(name, area, language),
        numbers: [up, same, down, up + same + down].map((count) => starred(count, speech)),
      })),
  };
}

function named(
  name: LocalizedText | undefined,
  area: string,
  language: Language,
): Omit<PersonRow, 'numbers'> {
  if (!name) return { name: area };
  const { text, lang } = textIn(name, language);
  return { name: text, lang };
}

function destinationTable({ destinations: found }: PersonFigures, speech: Speech): PersonTable {
  const { t } = speech;
  return {
    key: 'destinations',
    caption: t('figures.persons.destinations'),
    metric: 'M17',
    of: t('figures.persons.destination'),
    columns: (['youngPerson', 'worker', 'calendar', 'all'] as const).map((each) =>
      t(`figures.persons.${each}`),
    ),
    rows: destinations.flatMap((code) => {
      const counts = found[code];
      if (!counts) return [];
      const { youngPerson, worker, calendar } = counts;
      const numbers = [youngPerson, worker, calendar, youngPerson + worker + calendar];
      return [
        {
          name: t(`course.destination.${code}`),
          numbers: numbers.map((count) => starred(count, speech)),
        },
      ];
    }),
  };
}

function afterTable({ followUps }: PersonFigures, speech: Speech): PersonTable {
  const { t } = speech;
  return {
    key: 'after',
    caption: t('figures.persons.after'),
    metric: 'M18',
    of: t('figures.persons.destination'),
    columns: [t('figures.persons.months3'), t('figures.persons.months6')],
    rows: destinations.flatMap((code) => {
      const counts = followUps.map(({ byDestination }) => byDestination[code] ?? 0);
      if (counts.every((count) => count === 0)) return [];
      return [
        { name: t(`course.destination.${code}`), numbers: counts.map((count) => starred(count, speech)) },
      ];
    }),
  };
}
