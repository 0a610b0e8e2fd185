import { wire } from '../kernel/house.ts';
import { catalogueHandler } from './dispatch.ts';

export const handler = catalogueHandler(wire(process.env));
