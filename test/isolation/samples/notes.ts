import type { notesRoutes } from '@ohjaamo/shared/notes/contract.ts';
import type { SamplesOf } from './sample.ts';

export const notesSamples: SamplesOf<typeof notesRoutes> = {};
