import type { FigureSet } from '@ohjaamo/shared/figures/contract.ts';
import { useState } from 'react';
import type { FigureWords } from '../../work/figureWords.ts';
import { FigureSetView } from './FigureSetView.tsx';
import { NumberTable } from './NumberTable.tsx';
import type { TenantFigures } from './tenantFigures.ts';
import { useTenantFigures } from './useTenantFigures.ts';
import { type Wording, wordingOf } from './wording.ts';

interface Props {
  /** The figures as they were when the page was made. */
  readonly initial: TenantFigures;
  /** Slug of the one site that is looked at; all of the tenant without it. */
  readonly chosen: string | undefined;
  /** The quarter as people call it. */
  readonly quarterName: string;
  /** Where a first contact is recorded, for those who may. */
  readonly deskAddress: string | undefined;
  readonly words: FigureWords;
}

/**
 * The figures of a tenant's own quarter, following what is recorded elsewhere: numbers, bars and tables change where they
 * stand, what somebody has opened stays open, and a new number of contacts is read out politely. Drawn on the server first,
 * so without scripts the page is simply as old as its last load.
 */
export function LiveFigures({ initial, chosen, quarterName, deskAddress, words }: Props) {
  const { tenant, sites } = useTenantFigures(initial);
  const wording = wordingOf(words);
  const site = sites.find(({ slug }) => slug === chosen);
  const figures = site?.figures ?? tenant;
  const name = words.sites.find(({ slug }) => slug === site?.slug);
  return (
    <div className="live">
      {isEmpty(figures) ? (
        <NothingYet deskAddress={deskAddress} wording={wording} />
      ) : (
        <FigureSetView
          id="chosen"
          title={name?.text ?? wording.text('work.figures.whole')}
          figures={figures}
          wording={wording}
        />
      )}
      {!site && sites.length > 1 && tenant.contacts > 0 && (
        <BySite sites={sites} quarterName={quarterName} wording={wording} />
      )}
      {!isEmpty(figures) && <p className="soft small">{wording.text('figures.trend.small')}</p>}
      <Announcement
        text={wording.text('work.figures.liveChanged', { count: wording.number(figures.contacts) })}
      />
    </div>
  );
}

function isEmpty({ contacts, appointments, groups }: FigureSet): boolean {
  return contacts + appointments.booked + groups.sessions === 0;
}

function NothingYet({ deskAddress, wording }: { deskAddress: string | undefined; wording: Wording }) {
  return (
    <div className="empty">
      <p>
        <strong>{wording.text('work.figures.empty')}</strong>
      </p>
      {deskAddress !== undefined && <a href={deskAddress}>{wording.text('work.figures.emptyLink')}</a>}
    </div>
  );
}

interface BySiteProps {
  readonly sites: TenantFigures['sites'];
  readonly quarterName: string;
  readonly wording: Wording;
}

/** The sites beside each other; one that was opened after the page was made has no name here yet and waits for the next load. */
function BySite({ sites, quarterName, wording }: BySiteProps) {
  const { text, number, percent } = wording;
  const figuresOf = new Map<string, FigureSet>(sites.map(({ slug, figures }) => [slug, figures]));
  const rows = wording.sites.flatMap(({ slug, text: name, lang }) => {
    const figures = figuresOf.get(slug);
    if (!figures) return [];
    const { contacts, anonymous } = figures;
    const numbers = [number(contacts), percent(anonymous, contacts)];
    return [{ key: slug, name: lang ? <span lang={lang}>{name}</span> : name, numbers }];
  });
  return (
    <section aria-labelledby="by-site" id="by-site-part">
      <h2 id="by-site">{text('work.figures.bySite')}</h2>
      <NumberTable
        caption={`${text('work.figures.bySite')}, ${quarterName}`}
        captionHidden
        of={text('work.figures.site')}
        columns={[text('work.figures.m01'), text('work.figures.m03')]}
        rows={rows}
      />
    </section>
  );
}

/** Reads the text out politely each time it changes, and is silent about the one that came with the page. */
function Announcement({ text }: { readonly text: string }) {
  const [first] = useState(text);
  const [changed, setChanged] = useState(false);
  if (!changed && text !== first) setChanged(true);
  return (
    <p role="status" className="visually-hidden">
      {changed ? text : ''}
    </p>
  );
}
