import { keptTrial } from '@ohjaamo/shared/adoptions/trials.ts';
import * as z from 'zod';

/** A trial of the municipality's practice, with the count of its changes. */
export const trialRow = z.lazy(() => z.object({ revision: z.int(), value: keptTrial }));
