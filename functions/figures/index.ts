export { aggregate } from './aggregate.ts';
export { publishEvidence } from './publishEvidence.ts';
export { publishFigures } from './publishFigures.ts';
export { reconcileFigures } from './reconcileFigures.ts';
export { submitFigures } from './submitFigures.ts';
