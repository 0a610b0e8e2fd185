import type { NamedCode } from '../../work/figureWords.ts';
import { NumberTable } from './NumberTable.tsx';
import type { Wording } from './wording.ts';

/** Height of one bar with its label, in pixels. */
const ROW = 34;

interface Props {
  readonly id: string;
  readonly title: string;
  /** Name of the first column. */
  readonly of: string;
  readonly codes: readonly NamedCode[];
  readonly counts: Readonly<Record<string, number>>;
  /** What a share is counted of. */
  readonly total: number;
  readonly wording: Wording;
}

/** Counts as bars, and the same numbers as a table one tap away. */
export function Bars({ id, title, of, codes, counts, total, wording }: Props) {
  const rows = codes.map(({ code, label }) => ({ code, label, count: counts[code] ?? 0 }));
  const greatest = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <>
      <svg
        className="bars"
        id={`${id}-chart`}
        role="img"
        aria-label={wording.text('work.figures.chart', { title })}
        width="100%"
        height={rows.length * ROW}
      >
        {rows.map(({ code, label, count }, index) => (
          <g key={code}>
            <text className="bars__label" x="0" y={index * ROW + 14}>
              {label}
            </text>
            <text className="bars__value" x="100%" y={index * ROW + 14} textAnchor="end">
              {wording.number(count)}
            </text>
            <rect className="bars__track" x="0" y={index * ROW + 19} width="100%" height="8" rx="4" />
            <rect
              className="bars__bar"
              x="0"
              y={index * ROW + 19}
              width={`${Math.round((count / greatest) * 10_000) / 100}%`}
              height="8"
              rx="4"
            />
          </g>
        ))}
      </svg>
      <details className="fold" id={`${id}-table`}>
        <summary>{wording.text('work.figures.table')}</summary>
        <NumberTable
          caption={title}
          of={of}
          columns={[wording.text('work.figures.count'), wording.text('work.figures.share')]}
          rows={rows.map(({ code, label, count }) => ({
            key: code,
            name: label,
            numbers: [wording.number(count), wording.percent(count, total)],
          }))}
        />
      </details>
    </>
  );
}
