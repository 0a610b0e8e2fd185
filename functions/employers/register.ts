import type { employersRoutes } from '@ohjaamo/shared/employers/contract.ts';
import type { EmployerView, PlaceView } from '@ohjaamo/shared/employers/registerRoutes.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readPlace } from '../tenants/index.ts';
import { type EventView, listRegister, putEmployer, putEvent, putPlace } from './registerRepository.ts';

type Routes = typeof employersRoutes;
const fold = (text: string): string => text.toLocaleLowerCase('fi');

/** Employers that a word names, by name, with the places that are still open; the wanted kind and field rule out the others. */
export const listEmployers: UseCase<Routes['listEmployers']> = async ({ scope, request, clock }) => {
  const { word, kind, field } = request.query;
  const [{ today }, all] = await Promise.all([readPlace(scope, clock), listRegister(scope)]);
  const employers = all.flatMap((employer) => {
    const open = employer.places.filter(({ openUntil, seats }) => openUntil >= today && seats > 0);
    const places = open.filter(
      (place) => (!kind || place.kind === kind) && (!field || place.field === field),
    );
    const named = [employer.name, employer.municipality, ...places.map(({ title }) => title)];
    const found = !word || named.some((text) => fold(text).includes(fold(word)));
    if (!found || ((kind ?? field) && places.length === 0)) return [];
    const { id, name, municipality } = employer;
    return [{ id, name, municipality, places, events: employer.events.filter(({ on }) => on >= today) }];
  });
  return succeed({ body: { today, employers } });
};

/** One employer with everything. */
export const readEmployer: UseCase<Routes['readEmployer']> = async ({ scope, request }) => {
  const [employer] = await listRegister(scope, request.parameters.employerId);
  return employer ? succeed({ body: employer }) : fail(problem('not-found'));
};

/** Puts an employer; a contact person who is left out is erased with this write. Saved again as it stands, it is the same. */
export const saveEmployer: UseCase<Routes['saveEmployer']> = async ({ scope, request, audit }) => {
  const { employerId: id, version, ...asked } = request.body;
  const [standing] = await listRegister(scope, id);
  const next: EmployerView = {
    ...{ id, version: version + 1, ...asked },
    places: standing?.places ?? [],
    events: standing?.events ?? [],
  };
  if (standing && sameFields(standing, next)) return succeed({ body: standing, subjects: [id] });
  if (await putEmployer(scope, next, audit.writes([id]))) return succeed({ body: next });
  return fail(problem(version === 0 ? 'id-already-used' : 'stale-version'));
};

/** Puts a place of an employer. */
export const savePlace: UseCase<Routes['savePlace']> = async ({ scope, request, audit }) => {
  const { employerId } = request.parameters;
  const { placeId: id, version, ...asked } = request.body;
  const [employer] = await listRegister(scope, employerId);
  if (!employer) return fail(problem('not-found'));
  const next: PlaceView = { id, version: version + 1, ...asked };
  const standing = employer.places.find((place) => place.id === id);
  if (standing && sameFields(standing, next)) return succeed({ body: standing });
  if (await putPlace(scope, employerId, next, audit.writes([employerId]))) return succeed({ body: next });
  return fail(problem(version === 0 ? 'id-already-used' : 'stale-version'));
};

/** Puts a recruitment event. */
export const saveRecruitmentEvent: UseCase<Routes['saveRecruitmentEvent']> = async ({
  scope,
  request,
  audit,
}) => {
  const { employerId } = request.parameters;
  const { eventId: id, version, ...asked } = request.body;
  const [employer] = await listRegister(scope, employerId);
  if (!employer) return fail(problem('not-found'));
  const next: EventView = { id, version: version + 1, ...asked };
  const standing = employer.events.find((event) => event.id === id);
  if (standing && sameFields(standing, next)) return succeed({ body: standing });
  if (await putEvent(scope, employerId, next, audit.writes([employerId]))) return succeed({ body: next });
  return fail(problem(version === 0 ? 'id-already-used' : 'stale-version'));
};

/** Whether two say the same, whatever the order of their fields. */
function sameFields(one: object, other: object): boolean {
  const sorted = (of: object) =>
    JSON.stringify(
      Object.entries(of)
        .filter(([, value]) => value !== undefined)
        .sort(([a], [b]) => a.localeCompare(b)),
    );
  return sorted(one) === sorted(other);
}
