import { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { wire } from '../kernel/house.ts';
import { moduleHandler } from '../kernel/http/pipeline.ts';
import { deskDispatch } from './dispatch.ts';

export const handler = moduleHandler(deskRoutes, deskDispatch, { ...wire(process.env), memberRole: 'desk' });
