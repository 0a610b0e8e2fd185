import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { Role } from '@ohjaamo/shared/kernel/roles.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { SessionView } from '@ohjaamo/shared/tenants/sessionRoutes.ts';
import type { MessageKey } from '../i18n/messages.ts';

/** One of the working views: its address below the language, its name, and the roles that the API lets in. */
export interface View {
  readonly path: string;
  readonly label: MessageKey;
  readonly roles: readonly Role[];
  /** Its routes name the site in their path, so that a role at one site opens it. */
  readonly bySite?: boolean;
  /** Which of the numbers of what waits stands beside it in the menu. */
  readonly counted?: 'desk' | 'line' | 'messages' | 'calls' | 'groups' | 'agreement' | 'practice';
}

/** The working views in the order of the day. Who may open one is read from the route it shows, never decided twice. */
export const views = {
  desk: { path: 'desk', counted: 'desk', label: 'work.nav.today', roles: routes.readToday.access.roles },
  line: { path: 'line', counted: 'line', label: 'line.nav', roles: routes.readLine.access.roles },
  calendar: { path: 'calendar', label: 'calendar.nav', roles: routes.readCalendar.access.roles },
  people: { path: 'people', label: 'work.nav.people', roles: routes.listMyClients.access.roles },
  employers: {
    path: 'employers',
    label: 'employers.register.nav',
    roles: routes.listEmployers.access.roles,
  },
  nearby: {
    path: 'services-nearby',
    label: 'catalogue.nearby.title',
    roles: routes.searchCatalogue.access.roles,
  },
  outreach: { path: 'outreach', label: 'outreach.nav', roles: routes.countOutreach.access.roles },
  referrals: { path: 'referrals', label: 'referrals.inbox', roles: routes.listReceived.access.roles },
  messages: {
    path: 'messages',
    counted: 'messages',
    label: 'messages.nav',
    roles: routes.listThreads.access.roles,
  },
  calls: {
    path: 'messages/calls',
    counted: 'calls',
    label: 'messages.inbox.calls',
    roles: routes.listCalls.access.roles,
  },
  groups: {
    path: 'groups',
    bySite: true,
    counted: 'groups',
    label: 'groups.title',
    roles: routes.listGroups.access.roles,
  },
  duty: { path: 'duty', bySite: true, label: 'duty.nav', roles: routes.readRota.access.roles },
  staffHours: {
    path: 'staff-hours',
    label: 'calendar.staff.title',
    roles: routes.readStaffHours.access.roles,
  },
  myCalendar: { path: 'my-calendar', label: 'calendars.title', roles: routes.readMyCalendars.access.roles },
  figures: { path: 'figures', label: 'work.nav.figures', roles: routes.readTenantFigures.access.roles },
  ownWork: { path: 'figures/own', label: 'figures.own.title', roles: routes.readOwnWork.access.roles },
  feedback: {
    path: 'feedback',
    bySite: true,
    label: 'feedback.nav',
    roles: routes.readFeedbackTexts.access.roles,
  },
  accessibility: {
    path: 'feedback/accessibility',
    label: 'accessibility.work.title',
    roles: routes.listAccessibility.access.roles,
  },
  agreement: {
    path: 'agreement',
    counted: 'agreement',
    label: 'settings.agreement.title',
    roles: routes.readAgreement.access.roles,
  },
  regional: { path: 'regional', label: 'regional.title', roles: routes.listOpenings.access.roles },
  municipality: {
    path: 'our-municipality',
    label: 'municipality.title',
    roles: routes.readMunicipality.access.roles,
  },
  settings: { path: 'settings', label: 'settings.title', roles: routes.readSettings.access.roles },
  catalogue: { path: 'catalogue', label: 'catalogue.title', roles: routes.readTelling.access.roles },
  practice: {
    path: 'practice',
    counted: 'practice',
    label: 'adoptions.nav',
    roles: routes.listAdoptions.access.roles,
  },
  howWeWork: {
    path: 'how-we-work',
    label: 'adoptions.howWeWork.nav',
    roles: routes.readOperatingModels.access.roles,
  },
  displays: { path: 'displays', label: 'line.displays.title', roles: routes.listDisplays.access.roles },
  instruments: {
    path: 'instruments',
    label: 'maps.instruments.title',
    roles: routes.listInstruments.access.roles,
  },
  setup: { path: 'setup', label: 'setup.title', roles: routes.readSetup.access.roles },
  workers: { path: 'workers', label: 'work.workers.title', roles: routes.listAccounts.access.roles },
  access: { path: 'access', label: 'cases.review.title', roles: routes.listAccessReviews.access.roles },
  retention: { path: 'retention', label: 'retention.title', roles: routes.readRetention.access.roles },
  audit: { path: 'audit', label: 'work.nav.audit', roles: routes.listAccess.access.roles },
  network: { path: 'network', label: 'work.nav.network', roles: routes.readNetworkFigures.access.roles },
  platform: { path: 'platform', label: 'work.nav.platform', roles: routes.listTenants.access.roles },
  serviceAccessibility: {
    path: 'platform/accessibility',
    label: 'accessibility.work.title',
    roles: routes.listServiceAccessibility.access.roles,
  },
  templates: { path: 'templates', label: 'templates.nav', roles: routes.searchTemplates.access.roles },
} as const satisfies Readonly<Record<string, View>>;

/** True when one of the person's roles opens the view. */
export function mayOpen(session: SessionView, view: Pick<View, 'roles' | 'bySite'>): boolean {
  const atSites = view.bySite ? Object.values(session.siteRoles ?? {}).flat() : [];
  return [...session.roles, ...atSites].some((role) => view.roles.includes(role));
}

/** True for a partner, who lends time. */
export function mayLend(session: SessionView): boolean {
  return mayOpen(session, { roles: routes.readLentTimes.access.roles });
}

/**
 * The views that the person may open, in the order of the day. Whoever keeps the municipality's own practice comes to the library from
 * there: the menu has one place for both.
 */
export function viewsOf(session: SessionView): readonly View[] {
  const isKeeper = mayOpen(session, views.practice);
  return Object.values(views).filter(
    (view) => mayOpen(session, view) && !(isKeeper && view === views.templates),
  );
}

/** The first page after signing in. */
export function homeOf(session: SessionView, language: Language): string {
  const first = viewsOf(session)[0];
  return first ? `/${language}/${first.path}` : `/${language}/refused`;
}

/**
 * The page to return to after signing in, if it is one of our own: a path of the service in one of its languages. Anything
 * that a browser could read as another site's address is dropped.
 */
export function ownPath(wanted: string | null): string | undefined {
  if (!wanted || !/^\/(?:fi|sv|en)\/[\w\-/.~%?&=]*$/u.test(wanted)) return undefined;
  const here = 'https://here.invalid';
  return new URL(wanted, here).origin === here ? wanted : undefined;
}
