import type { Wording } from './wording.ts';

interface Props {
  readonly id: string;
  readonly says: Parameters<Wording['text']>[0];
  readonly wording: Wording;
}

/** What a figure means, one tap away. */
export function Definition({ id, says, wording }: Props) {
  return (
    <details className="fold" id={id}>
      <summary>{wording.text('work.figures.definition')}</summary>
      <p>{wording.text(says)}</p>
    </details>
  );
}
