export { aggregate } from './aggregate.ts';
export { publishFigures } from './publishFigures.ts';
export { submitFigures } from './submitFigures.ts';
