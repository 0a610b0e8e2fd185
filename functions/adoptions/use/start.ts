import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Problem } from '@ohjaamo/shared/kernel/problem.ts';
import { sameJson, type Json } from '@ohjaamo/shared/templates/json.ts';
import { practiceInUse, practiceWrite } from '../../kernel/practice.ts';
import { type Effect, nobody, type Using } from './effect.ts';

/** Practice that is offered where it is needed: the module that offers it reads it from where it is put. */
export async function startEffect({ scope, copy, actor, audit }: Using): Promise<Result<Effect, Problem>> {
  const { kind, name, title, content } = copy;
  const standing = (await practiceInUse(scope, kind)).find((each) => each.name === name);
  const isSame = standing !== undefined && sameJson(standing.content as Json, content);
  return succeed({
    view: { what: 'START', inUse: isSame, earlier: standing !== undefined && !isSame },
    basis: standing?.at ?? '',
    isBlocked: false,
    remembered: {},
    async apply(_useId, at, writes) {
      const value = { kind, name, inUse: { title, content, at, by: actor.staffId } };
      const done = await scope.work.transact([practiceWrite(scope, value), ...writes, ...audit.writes([])]);
      return done.ok ? succeed(nobody) : fail(problem('stale-version'));
    },
    settle: () => Promise.resolve(nobody),
  });
}
