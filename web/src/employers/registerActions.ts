import { type EmployerId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { EmployerView } from '@ohjaamo/shared/employers/registerRoutes.ts';
import type { Api } from '../api.ts';
import { textOf } from '../work/form.ts';
import { ended, given, issueFaults, languagesIn, numberIn, renamed, type WorkChange } from './workActions.ts';

/** Contact persons that the form has room for: one empty line beyond those there are. */
export const CONTACTS_MOST = 10;

/** Saves an employer as the form has it: whoever is left out of the contact persons is erased. */
export async function saveEmployer(api: Api, form: FormData): Promise<WorkChange & { id?: EmployerId }> {
  const contacts = Array.from({ length: CONTACTS_MOST }, (_, index) => {
    const [name, phone, email] = ['name', 'phone', 'email'].map((field) =>
      textOf(form, `${field}${String(index)}`),
    );
    return { name, ...(phone && { phone }), ...(email && { email }) };
  }).filter(({ name }) => name !== '');
  const body = routes.saveEmployer.body.safeParse({
    ...given(form, ['employerId', 'name', 'municipality', 'about']),
    version: Number(textOf(form, 'version')),
    contacts,
  });
  if (!body.success) return { faults: issueFaults(body.error.issues) };
  const answer = await api.call('saveEmployer', { body: body.data });
  return { ...ended(answer, 'employer'), id: body.data.employerId };
}

/** Saves a place or an event of an employer, or the employer itself. */
export function changeEmployer(api: Api, employer: EmployerView, form: FormData): Promise<WorkChange> {
  const act = textOf(form, 'do');
  if (act === 'place') return savePlace(api, employer.id, form);
  if (act === 'close') return closePlace(api, employer, textOf(form, 'placeId'));
  if (act === 'event') return saveEvent(api, employer.id, form);
  return saveEmployer(api, form);
}

async function savePlace(api: Api, employerId: EmployerId, form: FormData): Promise<WorkChange> {
  const names = { municipality: 'placeMunicipality' };
  const body = routes.savePlace.body.safeParse({
    ...given(form, ['placeId', 'kind', 'field', 'title', 'startsOn', 'openUntil']),
    municipality: textOf(form, 'placeMunicipality'),
    version: 0,
    hoursPerWeek: numberIn(form, 'hoursPerWeek'),
    seats: numberIn(form, 'seats'),
    languages: languagesIn(form),
  });
  if (!body.success) {
    return renamed({ faults: issueFaults(body.error.issues) }, names);
  }
  const answer = await api.call('savePlace', { parameters: { employerId }, body: body.data });
  return renamed(ended(answer, 'place'), names);
}

/** Takes the seats of a place away: it is offered to nobody any more. */
async function closePlace(api: Api, { id, places }: EmployerView, place: string): Promise<WorkChange> {
  const standing = places.find((each) => each.id === place);
  if (!standing) return { faults: [{ field: 'save', text: 'employers.error.state' }] };
  const { id: placeId, ...rest } = standing;
  const body = { ...rest, placeId, seats: 0 };
  return ended(await api.call('savePlace', { parameters: { employerId: id }, body }), 'closed');
}

async function saveEvent(api: Api, employerId: EmployerId, form: FormData): Promise<WorkChange> {
  const names = { name: 'eventName', on: 'eventOn', where: 'eventWhere' };
  const body = routes.saveRecruitmentEvent.body.safeParse({
    eventId: textOf(form, 'eventId') || randomIds.id(20),
    version: 0,
    name: textOf(form, 'eventName'),
    on: textOf(form, 'eventOn'),
    where: textOf(form, 'eventWhere'),
  });
  if (!body.success) {
    return renamed({ faults: issueFaults(body.error.issues) }, names);
  }
  const answer = await api.call('saveRecruitmentEvent', { parameters: { employerId }, body: body.data });
  return renamed(ended(answer, 'event'), names);
}
