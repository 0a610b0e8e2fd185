export { aggregate } from './aggregate.ts';
export { countPersons, personGone } from './countPersons.ts';
export { publishEvidence } from './publishEvidence.ts';
export { publishFigures } from './publishFigures.ts';
export { publishNotes } from './publishNotes.ts';
export { reconcileFigures } from './reconcileFigures.ts';
export { figuresDayWrite } from './repository.ts';
export { submitFigures } from './submitFigures.ts';
