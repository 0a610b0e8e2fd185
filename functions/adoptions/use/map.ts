import type { EffectOf } from '@ohjaamo/shared/adoptions/useRoutes.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Instrument, instrument } from '@ohjaamo/shared/maps/instrument.ts';
import { type Json, sameJson } from '@ohjaamo/shared/templates/json.ts';
import { type InstrumentToTake, instrumentToTake } from '../../maps/index.ts';
import { readWorkersTenant } from '../../tenants/index.ts';
import { type Effect, nobody, type Using } from './effect.ts';

/** A situation map as the instrument that the municipality offers first. Maps that are filled in keep the one that they were made with. */
export async function mapEffect({ scope, copy, actor, audit }: Using): Promise<Result<Effect, Problem>> {
  const { profile } = await readWorkersTenant(scope);
  const taken = await instrumentToTake(scope, instrument.parse(copy.content), profile.languages);
  return succeed({
    view: viewOf(taken, profile.languages),
    basis: taken.revision,
    isBlocked: taken.faults.length > 0,
    remembered: {},
    async apply(_useId, at, writes) {
      const own = taken.writes({ at, staffId: actor.staffId });
      const done = await scope.work.transact([...own, ...writes, ...audit.writes([])]);
      return done.ok ? succeed(nobody) : fail(problem('stale-version'));
    },
    settle: () => Promise.resolve(nobody),
  });
}

function viewOf(
  { instrument: then, now, isInUse, faults }: InstrumentToTake,
  languages: readonly ('fi' | 'sv' | 'en')[],
): EffectOf<'MAP'> {
  const areaIn = (of: Instrument, key: string) => of.areas.find((area) => area.key === key);
  const isOther = (area: Instrument['areas'][number]) => {
    const before = areaIn(now, area.key);
    return before !== undefined && !sameJson(before as unknown as Json, area as unknown as Json);
  };
  return {
    what: 'MAP',
    version: then.version,
    now: { name: now.name, version: now.version },
    inUse: isInUse,
    added: then.areas.filter(({ key }) => !areaIn(now, key)).map(({ name }) => name),
    removed: now.areas.filter(({ key }) => !areaIn(then, key)).map(({ name }) => name),
    changed: then.areas.filter(isOther).map(({ name }) => name),
    lacks: languages.filter((each) => !then.languages.includes(each)),
    faults: faults.map(({ pointer, code }) => ({ pointer, code })),
  };
}
