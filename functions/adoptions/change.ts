import { applyChanges, lockedFaults, whereTemplateHas } from '@ohjaamo/shared/adoptions/change.ts';
import type { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { changedWriting, versionOf, writingFaults } from '@ohjaamo/shared/adoptions/drafts.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { checkVersion } from '@ohjaamo/shared/templates/kind.ts';
import { type JsonObject, sameJson } from '@ohjaamo/shared/templates/json.ts';
import { pathText, stepsOf } from '@ohjaamo/shared/templates/paths.ts';
import { pathOfPointer, valueAt } from '@ohjaamo/shared/adoptions/places.ts';
import type { RequestOf } from '@ohjaamo/shared/kernel/route.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { renew } from './renew.ts';
import { readCopy, withEvent } from './repository.ts';
import type { Copy } from './rows.ts';
import { baseOf, kindOf } from './sides.ts';
import { copyView } from './views.ts';

/** A copy, whole. */
export function readAdoption(network: Table): UseCase<typeof adoptionsRoutes.readAdoption> {
  return async ({ scope, request }) => {
    const standing = await readCopy(scope, request.parameters);
    return standing
      ? succeed({ body: await copyView(scope, network, standing.copy) })
      : fail(problem('not-found'));
  };
}

type Asked = RequestOf<typeof adoptionsRoutes.changeAdoption>['body'];
type Changes = Asked['changes'];

/**
 * Changes fields of the own copy. Two who save at one time: what the second one changes is laid over what the first one saved, and
 * where both changed the same field nothing is written.
 */
export function changeAdoption(network: Table): UseCase<typeof adoptionsRoutes.changeAdoption> {
  return async (context) => {
    const { scope, request, actor, clock } = context;
    const at = new Date(clock.now()).toISOString();
    const done = await renew(context, async (copy) => {
      const changed = await (copy.own
        ? changedOwn(copy, copy.own, request.body)
        : changedCopy(network, copy, request.body));
      if (!changed.ok || changed.value === copy) return changed;
      const [first, ...more] = request.body.changes;
      const where = {
        ...(first && { place: first.place }),
        ...(more.length > 0 && { more: more.length }),
      };
      return succeed(withEvent(changed.value, { what: 'CHANGED', at, by: actor.staffId, ...where }));
    });
    return done.ok ? succeed({ body: await copyView(scope, network, done.value) }) : done;
  };
}

/** Practice of the municipality's own is bound to no version: it may say anything that could be handed in. */
async function changedOwn(
  copy: Copy,
  own: NonNullable<Copy['own']>,
  { of = 'CONTENT', changes }: Asked,
): Promise<Result<Copy, Problem>> {
  const kind = await kindOf(copy.kind);
  const before = { about: own.about, content: copy.content };
  const written = await changedWriting(kind, before, { of, changes });
  if (!written.ok)
    return fail(problem('stale-version', { errors: faultsAt(written.error.stale, 'changed') }));
  const { about, content } = written.value;
  if (written.value === before) return succeed(copy);
  const errors = writingFaults(kind, { about, content }).map(({ place, code }) => ({ pointer: place, code }));
  if (errors.length > 0) return fail(problem('invalid-request', { errors }));
  const { title } = versionOf(copy, { about, content });
  return succeed({ ...copy, title, content, own: { ...own, about } });
}

async function changedCopy(
  network: Table,
  copy: Copy,
  { of, changes }: Asked,
): Promise<Result<Copy, Problem>> {
  if (of === 'ABOUT') return fail(problem('state-conflict'));
  const changed = await changedContent(network, copy, changes);
  if (!changed.ok) return changed;
  const content = changed.value;
  if (content === copy.content) return succeed(copy);
  // What is there again was not left: later versions ask about it like about everything else.
  const { lists } = await kindOf(copy.kind);
  const left = copy.left.filter((place) => valueAt(content, lists, stepsOf(place)) === undefined);
  return succeed({ ...copy, content, left });
}

async function changedContent(
  network: Table,
  copy: Copy,
  changes: Changes,
): Promise<Result<JsonObject, Problem>> {
  const { template, kind } = await baseOf(network, copy);
  const applied = await applyChanges(copy.content, kind.lists, changes);
  if (!applied.ok)
    return fail(problem('stale-version', { errors: faultsAt(applied.error.stale, 'changed') }));
  const back = copy.left.filter(
    (place) => isAt(applied.value, place) && !isAt(copy.content, place) && isAt(template.content, place),
  );
  const content = whereTemplateHas(applied.value, template.content, kind.lists, back);
  const locked = lockedFaults(copy.content, content, kind.lists, template.policy).filter(
    ({ pointer }) => !isTakenBack(pointer),
  );
  if (locked.length > 0) return fail(problem('invalid-request', { errors: locked }));
  const checked = checkVersion({ [template.kind]: kind } as never, { ...template, content });
  if (checked.ok) return succeed(content);
  const errors = checked.error.map(({ pointer, code }) => ({
    pointer: pathText(placeIn(content, pointer)),
    code,
  }));
  return fail(problem('invalid-request', { errors }));

  function isAt(of: JsonObject, place: string): boolean {
    return valueAt(of, kind.lists, stepsOf(place)) !== undefined;
  }

  /** What was left is taken as the template has it, which is what a field that follows the template asks for. */
  function isTakenBack(pointer: string): boolean {
    const [there, was] = [content, template.content].map((of) => valueAt(of, kind.lists, stepsOf(pointer)));
    return back.includes(pointer) && there !== undefined && was !== undefined && sameJson(there, was);
  }

  function placeIn(of: JsonObject, pointer: string) {
    const [, ...inside] = stepsOf(pointer);
    return pathOfPointer(of, kind.lists, pathText(inside));
  }
}

function faultsAt(places: readonly string[], code: string) {
  return places.map((pointer) => ({ pointer, code }));
}
