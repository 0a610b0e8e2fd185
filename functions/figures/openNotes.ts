import type { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import type { PublishedNote } from '@ohjaamo/shared/figures/network/contract.ts';
import { notesToCsv, viewNotes } from '@ohjaamo/shared/figures/network/noteExports.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Publication } from './networkRepository.ts';

interface Ports {
  readonly readPublication: (quarter: string) => Promise<Publication | undefined>;
  readonly readToldNotes: (quarter: string) => Promise<readonly PublishedNote[]>;
}

/** What a site takes back is gone everywhere in five minutes. */
const FIVE_MINUTES = 300;

/** What sites say of a published quarter. One read and a Query of the notes. */
async function notesOf(
  { readPublication, readToldNotes }: Ports,
  quarter: string,
): Promise<Result<readonly PublishedNote[], Problem>> {
  const [publication, notes] = await Promise.all([readPublication(quarter), readToldNotes(quarter)]);
  return publication ? succeed(notes) : fail(problem('not-found'));
}

/** The notes as JSON, each text with its language. */
export function readOpenNotes(ports: Ports): UseCase<typeof figuresRoutes.readOpenNotes> {
  return async ({ request: { parameters } }) => {
    const notes = await notesOf(ports, parameters.quarter);
    if (!notes.ok) return notes;
    return succeed({
      body: { quarter: parameters.quarter, notes: viewNotes(notes.value) },
      openFor: FIVE_MINUTES,
    });
  };
}

/** The same as CSV. */
export function readOpenNotesTable(ports: Ports): UseCase<typeof figuresRoutes.readOpenNotesTable> {
  return async ({ request: { parameters } }) => {
    const notes = await notesOf(ports, parameters.quarter);
    if (!notes.ok) return notes;
    return succeed({ body: notesToCsv(parameters.quarter, notes.value), openFor: FIVE_MINUTES });
  };
}
