import type { FigureSet } from '@ohjaamo/shared/figures/contract.ts';
import { Bars } from './Bars.tsx';
import { Definition } from './Definition.tsx';
import { Measures } from './Measures.tsx';
import type { Wording } from './wording.ts';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly figures: FigureSet;
  readonly wording: Wording;
}

/** The figures of one site or of the whole tenant, each with its definition, its table and what it rests on. */
export function FigureSetView({ id, title, figures, wording }: Props) {
  const { text } = wording;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div className="figures">
        <div className="figures__column">
          <div className="card">
            <h3>{text('work.figures.m01')}</h3>
            <p className="figure__number">{wording.number(figures.contacts)}</p>
            <Bars
              id={`${id}-channels`}
              title={text('work.figures.byChannel')}
              of={text('work.figures.channel')}
              codes={wording.channels}
              counts={figures.contactsByChannel}
              total={figures.contacts}
              wording={wording}
            />
            <Definition
              id={`${id}-m01`}
              summary={text('work.figures.definition')}
              definition={wording.definitions.M01}
            />
          </div>
          <AnonymousShare id={id} figures={figures} wording={wording} />
        </div>
        <div className="card">
          <h3>{text('work.figures.m10')}</h3>
          <Bars
            id={`${id}-topics`}
            title={text('work.figures.byTopic')}
            of={text('work.figures.topic')}
            codes={wording.topics}
            counts={figures.contactsByTopic}
            total={figures.contacts}
            wording={wording}
          />
          <Definition
            id={`${id}-m10`}
            summary={text('work.figures.definition')}
            definition={wording.definitions.M10}
          />
        </div>
      </div>
      <Measures id={id} figures={figures} wording={wording} />
    </section>
  );
}

/** M03, and M24 beside it: how much of the contacts the figures rest on. */
function AnonymousShare({ id, figures, wording }: Omit<Props, 'title'>) {
  const { text, number, percent } = wording;
  const { contacts, anonymous, withAgeBand } = figures;
  return (
    <div className="card">
      <h3>{text('work.figures.m03')}</h3>
      <p className="figure__number">{percent(anonymous, contacts)}</p>
      <p className="soft">
        {text('work.figures.m03Of', { anonymous: number(anonymous), all: number(contacts) })}
      </p>
      <Definition
        id={`${id}-m03`}
        summary={text('work.figures.definition')}
        definition={wording.definitions.M03}
      />
      <p className="small">
        {text('work.figures.coverage', {
          known: number(withAgeBand),
          all: number(contacts),
          percent: percent(withAgeBand, contacts),
        })}
      </p>
      <Definition
        id={`${id}-m24`}
        summary={text('work.figures.definition')}
        definition={wording.definitions.M24}
      />
    </div>
  );
}
