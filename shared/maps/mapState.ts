/** A map is filled in as a draft; done, it stays as it is. Another day's map is another map. */
export const mapStates = ['DRAFT', 'DONE'] as const;
export type MapState = (typeof mapStates)[number];

/** What can be done with a map, by its state. */
export const mapSteps = {
  DRAFT: { SAVE: 'DRAFT', FINISH: 'DONE' },
  DONE: { SAVE: 'REFUSE', FINISH: 'REFUSE' },
} as const satisfies Record<MapState, Record<'SAVE' | 'FINISH', MapState | 'REFUSE'>>;

/** Who filled a map in: the young person and a worker at one table, or the young person alone. */
export const mapWays = ['TOGETHER', 'ALONE'] as const;
