import * as z from 'zod';
import type { workArea } from '../../kernel/workAreas.ts';
import { defineKind } from '../kind.ts';
import { elementKey, line, paragraphs } from '../version.ts';
import { organisationType } from './organisationType.ts';

/**
 * An agreement of the organisations that keep an Ohjaamo: what each promises, who does what, and when it is looked at again. The
 * promised minutes are what offered and used time is laid beside.
 */
export function agreementKind(of: { readonly workArea: typeof workArea }) {
  return defineKind({
    schema: agreement(of.workArea),
    lists: {
      '/parties': ['key'],
      '/parties/*/promised': ['area'],
      '/divisionOfWork': ['key'],
      '/terms': ['key'],
      '/reviews': ['key'],
    },
    keysFrom: { '/divisionOfWork/*/parties': '/parties' },
    faults: ({ months, parties, divisionOfWork, reviews }) => [
      ...divisionOfWork.flatMap((task, index) =>
        task.parties.flatMap((party, at) =>
          parties.some(({ key }) => key === party)
            ? []
            : [{ pointer: `/divisionOfWork/${index}/parties/${at}`, code: 'party_missing' }],
        ),
      ),
      ...reviews.flatMap(({ afterMonths }, index) =>
        afterMonths > months ? [{ pointer: `/reviews/${index}/afterMonths`, code: 'after_the_end' }] : [],
      ),
    ],
  });
}

function agreement(area: typeof workArea) {
  return z.strictObject({
    purpose: paragraphs(2000),
    /** Months for which it holds. */
    months: z.int().min(1).max(60),
    parties: z
      .array(
        z.strictObject({
          key: elementKey,
          type: organisationType,
          role: line(200),
          /** Minutes in an ordinary week, by area of work. */
          promised: z
            .array(
              z.strictObject({
                area,
                minutesPerWeek: z
                  .int()
                  .min(0)
                  .max(200 * 60),
              }),
            )
            .max(4),
          /** Who leads its workers at home; the work at the Ohjaamo is led by its coordinator. */
          administrativeManager: line(120).exactOptional(),
        }),
      )
      .min(1)
      .max(40),
    divisionOfWork: z
      .array(
        z.strictObject({
          key: elementKey,
          task: paragraphs(500),
          /** Keys of the parties that answer for it. */
          parties: z.array(elementKey).min(1).max(40),
        }),
      )
      .max(60),
    /** What is said of data protection, rooms, equipment, training. */
    terms: z.array(z.strictObject({ key: elementKey, heading: line(120), text: paragraphs(2000) })).max(30),
    reviews: z
      .array(
        z.strictObject({
          key: elementKey,
          /** Months after the beginning. */
          afterMonths: z.int().min(1).max(60),
          about: line(200),
        }),
      )
      .min(1)
      .max(20),
  });
}
