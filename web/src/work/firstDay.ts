import { routes } from '@ohjaamo/shared/routes.ts';
import type { SessionView } from '@ohjaamo/shared/tenants/sessionRoutes.ts';
import { mayOpen, type View, views } from './views.ts';

const people: Pick<View, 'roles'> = { roles: routes.searchClients.access.roles };

/** What somebody new is shown, in the order of the day; a step without a page is told alone. */
const steps = [
  { name: 'today', path: views.desk.path, for: views.desk },
  { name: 'line', path: views.line.path, for: views.line },
  { name: 'contact', path: 'desk/contact', for: views.desk },
  { name: 'people', path: views.people.path, for: people },
  { name: 'calendar', path: views.calendar.path, for: views.calendar },
  { name: 'find', path: 'find', for: undefined },
  { name: 'away', path: undefined, for: undefined },
] as const;

type Step = (typeof steps)[number];

/** The steps of a first day that the person's roles open. */
export function firstDayOf(session: SessionView): readonly Step[] {
  return steps.filter((step) => step.for === undefined || mayOpen(session, step.for));
}
