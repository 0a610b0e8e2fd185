import { notesRoutes } from '@ohjaamo/shared/notes/contract.ts';
import { openCase } from '../access/index.ts';
import { wire } from '../kernel/house.ts';
import { moduleHandler } from '../kernel/http/pipeline.ts';
import { notesDispatch } from './dispatch.ts';

export const handler = moduleHandler(notesRoutes, notesDispatch, {
  ...wire(process.env),
  memberRole: 'notes',
  openCase,
});
