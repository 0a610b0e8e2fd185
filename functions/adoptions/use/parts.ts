import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Problem } from '@ohjaamo/shared/kernel/problem.ts';
import { templateReference } from '@ohjaamo/shared/templates/version.ts';
import * as z from 'zod';
import { isEnded } from '../renew.ts';
import { readLines } from '../repository.ts';
import { type Effect, nobody, type Using } from './effect.ts';

const kitContent = z.lazy(() => z.object({ parts: z.array(z.object({ template: templateReference })) }));

/** A kit is used by setting a municipality up from it; later, its parts are taken into use one by one. */
export async function partsEffect({ scope, copy }: Using): Promise<Result<Effect, Problem>> {
  const lines = await readLines(scope);
  const { parts } = kitContent.parse(copy.content);
  return succeed({
    view: {
      what: 'PARTS',
      parts: parts.map(({ template }) => ({
        ...template,
        adopted: lines.some(
          (line) => line.kind === template.kind && line.name === template.name && !isEnded(line),
        ),
      })),
    },
    basis: '',
    isBlocked: true,
    remembered: {},
    apply: () => Promise.resolve(fail(problem('state-conflict'))),
    settle: () => Promise.resolve(nobody),
  });
}
