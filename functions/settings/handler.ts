import { wire } from '../kernel/house.ts';
import { settingsHandler } from './dispatch.ts';

export const handler = settingsHandler({ ...wire(process.env), memberRole: 'settings' });
