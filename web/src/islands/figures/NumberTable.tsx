import type { ReactNode } from 'react';

/** One row: its name, and its numbers as texts in the order of the columns. */
export interface NumberRow {
  readonly key: string;
  readonly name: ReactNode;
  readonly numbers: readonly string[];
}

interface Props {
  readonly caption: string;
  readonly captionHidden?: boolean;
  /** Name of the first column. */
  readonly of: string;
  readonly columns: readonly string[];
  readonly rows: readonly NumberRow[];
}

/** A table of numbers in its own scrolling frame, in the mark-up of DataTable.astro. */
export function NumberTable({ caption, captionHidden = false, of, columns, rows }: Props) {
  return (
    <div className="table-frame" role="region" aria-label={caption} tabIndex={0}>
      <table className="table">
        <caption className={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{of}</th>
            {columns.map((label) => (
              <th key={label} scope="col" className="number">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, numbers }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {numbers.map((number, index) => (
                <td key={columns[index]} className="number">
                  {number}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
