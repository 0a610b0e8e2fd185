import type { Role } from '@ohjaamo/shared/kernel/roles.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { SessionView } from '@ohjaamo/shared/tenants/sessionRoutes.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { mayLend, mayOpen, type View, views, viewsOf } from './views.ts';

/** Something one can go to or begin, by name: its address below the language. */
export interface Command {
  readonly path: string;
  readonly label: MessageKey;
}

interface Begin extends Command, Pick<View, 'roles' | 'bySite'> {
  readonly roles: readonly Role[];
}

/** What is begun on a page of its own, in the order of how often; who may is read from the route that it ends in. */
const begins: readonly Begin[] = [
  { path: 'desk/contact', label: 'work.contact.title', roles: views.desk.roles },
  { path: 'desk/book', label: 'house.book.title', roles: routes.bookForSomebody.access.roles },
  { path: 'people/search', label: 'cases.search.title', roles: routes.searchClients.access.roles },
  { path: 'people/new', label: 'work.open.title', roles: routes.openClient.access.roles },
  { path: 'messages/call', label: 'messages.call.title', roles: views.calls.roles },
  { path: 'groups/new', label: 'groups.new.title', roles: routes.createGroup.access.roles },
  { path: 'calendar/absence', label: 'calendar.absence.title', roles: routes.readSitePlan.access.roles },
  { path: 'outreach/new', label: 'outreach.new.title', roles: routes.receiveOutreach.access.roles },
  { path: 'figures/trends', label: 'figures.trend.title', roles: routes.readTrend.access.roles },
  { path: 'first-day', label: 'work.first.title', roles: views.desk.roles },
  { path: 'workers/invite', label: 'people.invite.title', roles: views.workers.roles },
  { path: 'practice/trials/new', label: 'adoptions.trial.begin', roles: views.practice.roles },
];

/** Everything that the person may go to or begin, what is begun first. */
export function commandsOf(session: SessionView): Command[] {
  const lend: Command[] = mayLend(session)
    ? [{ path: 'my-calendar/lend', label: 'calendars.lend.title' }]
    : [];
  const all: Command[] = [...begins.filter((each) => mayOpen(session, each)), ...lend, ...viewsOf(session)];
  return all.map(({ path, label }) => ({ path, label }));
}

/** Whether the person may look for a young person by name. */
export function mayLookForPeople(session: SessionView): boolean {
  return mayOpen(session, { roles: routes.searchClients.access.roles });
}
