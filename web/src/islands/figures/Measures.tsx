import type { FigureSet } from '@ohjaamo/shared/figures/contract.ts';
import { Definition } from './Definition.tsx';
import { NumberTable } from './NumberTable.tsx';
import type { Wording } from './wording.ts';

interface Props {
  readonly id: string;
  readonly figures: FigureSet;
  readonly wording: Wording;
}

/** A measure as it is told: its number, what it is counted of, and how much is known. */
interface Measure {
  readonly key: 'm04' | 'm05' | 'm06' | 'm07' | 'm08' | 'm12';
  readonly number: string;
  readonly of: string;
  readonly coverage?: string;
}

const metricOf = { m04: 'M04', m05: 'M05', m06: 'M06', m07: 'M07', m08: 'M08', m12: 'M12' } as const;

/** M04–M08 and M12 as cards with their definitions, and the same numbers as one table a tap away. */
export function Measures({ id, figures, wording }: Props) {
  const { text } = wording;
  const measures = measuresOf(figures, wording);
  return (
    <>
      <div className="figures">
        {measures.map(({ key, number, of, coverage }) => (
          <div className="card" key={key}>
            <h3>{text(`work.figures.${key}`)}</h3>
            <p className="figure__number">{number}</p>
            <p className="soft">{of}</p>
            <Definition
              id={`${id}-${key}`}
              summary={text('work.figures.definition')}
              definition={wording.definitions[metricOf[key]]}
            />
            {coverage !== undefined && <p className="small">{coverage}</p>}
          </div>
        ))}
      </div>
      <details className="fold" id={`${id}-measures`}>
        <summary>{text('work.figures.table')}</summary>
        <NumberTable
          caption={text('work.figures.measures')}
          of={text('work.figures.measure')}
          columns={[text('work.figures.value'), text('work.figures.countedOf')]}
          rows={measures.map(({ key, number, of }) => ({
            key,
            name: text(`work.figures.${key}`),
            numbers: [number, of],
          }))}
        />
      </details>
    </>
  );
}

type Part = (figures: FigureSet, wording: Wording, told: Told) => Measure;
/** What a figure is counted of, once there is anything to count. */
type Told = (base: number, ...of: Parameters<Wording['text']>) => string;

function measuresOf(figures: FigureSet, wording: Wording): Measure[] {
  const told: Told = (base, ...of) =>
    base === 0 ? wording.text('work.figures.nothingYet') : wording.text(...of);
  return [waiting, solvedAtOnce, missed, leadTime, length, attendances].map((part) =>
    part(figures, wording, told),
  );
}

function minutesOf(value: number | undefined, { text, decimal }: Wording): string {
  return value === undefined ? '–' : text('work.figures.minutes', { count: decimal(value) });
}

const waiting: Part = ({ wait }, wording, told) => {
  const { text, number } = wording;
  const [timed, walkIns] = [number(wait.timed), number(wait.walkIns)];
  const ninety = minutesOf(wait.percentile90, wording);
  return {
    key: 'm05',
    number: minutesOf(wait.median, wording),
    of: told(wait.timed, 'work.figures.m05Of', { inTime: number(wait.inTime), timed, ninety }),
    coverage: text('work.figures.m05Coverage', { timed, walkIns }),
  };
};

const solvedAtOnce: Part = ({ contacts, solved: { answered, solved } }, { text, number, percent }, told) => ({
  key: 'm08',
  number: percent(solved, answered),
  of: told(answered, 'work.figures.m08Of', { solved: number(solved), answered: number(answered) }),
  coverage: text('work.figures.m08Coverage', { answered: number(answered), all: number(contacts) }),
});

const missed: Part = ({ appointments: { kept, noShows, cancelledLate } }, { number, percent }, told) => {
  const due = kept + noShows + cancelledLate;
  const numbers = { noShows: number(noShows), late: number(cancelledLate), due: number(due) };
  return { key: 'm07', number: percent(noShows, due), of: told(due, 'work.figures.m07Of', numbers) };
};

const leadTime: Part = ({ appointments }, { text, number, decimal }, told) => {
  const days = (median: number | undefined): string =>
    median === undefined ? '–' : text('work.figures.days', { count: decimal(median) });
  const booked = number(appointments.booked);
  return {
    key: 'm06',
    number: days(appointments.leadMedian),
    of: told(appointments.booked, 'work.figures.m06Of', { booked }),
    coverage: text('work.figures.m06Offered', {
      ...{ median: days(appointments.offeredMedian), known: number(appointments.offered), booked },
    }),
  };
};

const length: Part = ({ contacts, minutes: { total, median } }, wording, told) => ({
  key: 'm12',
  number: minutesOf(median, wording),
  of: told(contacts, 'work.figures.m12Of', { hours: wording.decimal(Math.round(total / 6) / 10) }),
});

const attendances: Part = ({ groups: { sessions, attendances: came } }, { number, decimal }, told) => {
  const mean = sessions === 0 ? '–' : decimal(came / sessions);
  return {
    key: 'm04',
    number: number(came),
    of: told(sessions, 'work.figures.m04Of', { sessions: decimal(sessions), mean }),
  };
};
