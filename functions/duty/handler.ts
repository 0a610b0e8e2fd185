import { wire } from '../kernel/house.ts';
import { dutyHandler } from './dispatch.ts';

export const handler = dutyHandler({ ...wire(process.env), memberRole: 'duty' });
