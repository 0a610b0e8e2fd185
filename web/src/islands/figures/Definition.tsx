import type { SpokenDefinition } from '../../figures/definitions.ts';

interface Props {
  readonly id?: string | undefined;
  /** What the fold is called. */
  readonly summary: string;
  readonly definition: SpokenDefinition;
}

/** What a figure means and what it does not tell, one tap away. */
export function Definition({ id, summary, definition: { metric, name, lines } }: Props) {
  return (
    <details className="fold" id={id} data-metric={metric}>
      <summary>{summary}</summary>
      <p>
        <strong>{`${metric} ${name}`}</strong>
      </p>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </details>
  );
}
