import * as z from 'zod';
import type { LocalizedText } from '../kernel/i18n.ts';
import { code, type SiteId, siteId } from '../kernel/ids.ts';
import { singleLine } from '../kernel/names.ts';
import { fail, type Result, succeed } from '../kernel/result.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { type CsvRecord, readRecords } from './csv.ts';
import { openOrganisations, type Tenant } from './profile.ts';
import { givenRoles } from './workers.ts';

/** So many workers are invited at once. */
export const INVITEES = 300;

/** An address as it is kept: in lower case, because nobody's mailbox tells the cases apart. */
export const workEmail = z.email().max(254).toLowerCase();

/** Somebody to be invited. */
export const invitee = z.strictObject({
  name: singleLine(120),
  email: workEmail,
  roles: givenRoles,
  /** The home organisation. */
  organisation: code,
  /** Where the calendar is. */
  homeSite: siteId,
});
export type Invitee = z.infer<typeof invitee>;

export const inviteeColumns = ['name', 'email', 'roles', 'organisation', 'site'] as const;
export const inviteeColumn = z.enum(inviteeColumns);
export type InviteeColumn = z.infer<typeof inviteeColumn>;

/** What can be wrong with a row. */
export const inviteeFault = z.enum([
  'quotes',
  'fields',
  'name',
  'email',
  'repeated',
  'roles_missing',
  'roles_unknown',
  'organisation_missing',
  'organisation_unknown',
  'site_missing',
  'site_unknown',
]);
export type InviteeFault = z.infer<typeof inviteeFault>;

/** A row as it was typed, with everything that is wrong with it, or whom it invites. */
export interface InviteeRow {
  readonly line: number;
  readonly typed: Readonly<Record<InviteeColumn, string>>;
  readonly faults: readonly { readonly column: InviteeColumn; readonly code: InviteeFault }[];
  readonly invitee?: Invitee;
}

/** How a column is called in the three languages, in lower case. */
const columnNames: Readonly<Record<InviteeColumn, readonly string[]>> = {
  name: ['nimi', 'namn', 'name'],
  email: [
    ...['sähköposti', 'sähköpostiosoite', 'e-post', 'epost', 'e-postadress'],
    ...['e-mail', 'email', 'e-mail address', 'email address'],
  ],
  roles: ['rooli', 'roolit', 'roll', 'roller', 'role', 'roles'],
  organisation: [
    ...['organisaatio', 'kotiorganisaatio', 'organisation', 'hemorganisation'],
    ...['organization', 'home organisation', 'home organization'],
  ],
  site: [
    'toimipiste',
    'piste',
    'serviceställe',
    'verksamhetsställe',
    'verksamhetspunkt',
    'site',
    'home site',
  ],
};

/** How a role is called in the three languages, in lower case, beside its own name. */
const roleNames: Readonly<Record<TenantRole, readonly string[]>> = {
  TENANT_ADMIN: ['pääkäyttäjä', 'huvudanvändare', 'administrator', 'admin'],
  SITE_MANAGER: [
    'ohjaamon esihenkilö',
    'esihenkilö',
    'chef för navigatorn',
    'chef',
    'site manager',
    'manager',
  ],
  COUNSELLOR: ['ohjaaja', 'handledare', 'counsellor', 'counselor'],
  OUTREACH_WORKER: ['etsivä nuorisotyöntekijä', 'etsivä', 'uppsökande ungdomsarbetare', 'outreach worker'],
  PARTNER_WORKER: [
    'kumppanin työntekijä',
    'kumppani',
    'partnerns anställda',
    'partnerns anställd',
    'partner worker',
    'partner',
  ],
  STAFF_MANAGER: [
    'organisaation esihenkilö',
    'hallinnollinen esihenkilö',
    'chef i organisationen',
    'administrativ chef',
    'administrative manager',
  ],
};

/**
 * Reads a pasted table of those to be invited: name, e-mail, roles, organisation, site. A first line that names the columns, in
 * Finnish, Swedish or English, gives their order; without one they stand in this order. Organisation and site may be left out where
 * there is one only. Roles are parted by `,`, `+`, `/` or `|`. Nothing of what was typed is lost: a row that cannot be used says why.
 * Refused when there are more than {@link INVITEES}.
 */
export function readInvitees(
  text: string,
  places: Pick<Tenant, 'organisations' | 'sites'>,
): Result<readonly InviteeRow[], 'too-many'> {
  const [first, ...rest] = readRecords(text, INVITEES + 1);
  if (!first) return succeed([]);
  const named = columnsOf(first);
  const records = named ? rest : [first, ...rest];
  if (records.length > INVITEES) return fail('too-many');
  const seen = new Set<string>();
  return succeed(
    records.map((record) => {
      const row = rowOf(record, named ?? inviteeColumns, places);
      const email = row.invitee?.email;
      if (email === undefined) return row;
      if (!seen.has(email)) {
        seen.add(email);
        return row;
      }
      return { line: row.line, typed: row.typed, faults: [{ column: 'email', code: 'repeated' }] };
    }),
  );
}

/** The columns in the order of the first line, if it names the one that nobody can do without. */
function columnsOf({ fields }: CsvRecord): readonly (InviteeColumn | undefined)[] | undefined {
  const order = fields.map((field) =>
    inviteeColumns.find((column) => columnNames[column].includes(plain(field))),
  );
  return order.includes('email') ? order : undefined;
}

function rowOf(
  { line, fields, broken }: CsvRecord,
  order: readonly (InviteeColumn | undefined)[],
  places: Pick<Tenant, 'organisations' | 'sites'>,
): InviteeRow {
  const value = (column: InviteeColumn) => (fields[order.indexOf(column)] ?? '').trim();
  const typed = Object.fromEntries(inviteeColumns.map((column) => [column, value(column)])) as Record<
    InviteeColumn,
    string
  >;
  if (broken) {
    return { line, typed: { ...typed, name: fields[0] ?? '' }, faults: [{ column: 'name', code: 'quotes' }] };
  }
  const name = singleLine(120).safeParse(typed.name);
  const email = workEmail.safeParse(typed.email);
  const roles = rolesOf(typed.roles);
  const organisation = organisationOf(typed.organisation, places);
  const site = siteOf(typed.site, places);
  const fault = (column: InviteeColumn, wrong: InviteeFault | false) =>
    wrong === false ? [] : [{ column, code: wrong }];
  const faults = [
    ...fault('name', fields.slice(order.length).some((more) => more.trim() !== '') && 'fields'),
    ...fault('name', !name.success && 'name'),
    ...fault('email', !email.success && 'email'),
    ...fault('roles', !roles.ok && roles.error),
    ...fault('organisation', !organisation.ok && organisation.error),
    ...fault('site', !site.ok && site.error),
  ];
  if (!name.success || !email.success || !roles.ok || !organisation.ok || !site.ok || faults.length > 0) {
    return { line, typed, faults };
  }
  const wanted = { name: name.data, email: email.data, roles: roles.value };
  return {
    line,
    typed,
    faults,
    invitee: { ...wanted, organisation: organisation.value, homeSite: site.value },
  };
}

function rolesOf(typed: string): Result<TenantRole[], 'roles_missing' | 'roles_unknown'> {
  const wanted = typed
    .split(/[,+/|]/u)
    .map(plain)
    .filter((word) => word !== '');
  if (wanted.length === 0) return fail('roles_missing');
  const known = Object.entries(roleNames) as [TenantRole, readonly string[]][];
  const roles = wanted.flatMap((word) => {
    const found = known.find(([role, names]) => role.toLowerCase() === word || names.includes(word));
    return found ? [found[0]] : [];
  });
  return roles.length < wanted.length ? fail('roles_unknown') : succeed([...new Set(roles)]);
}

function organisationOf(typed: string, places: Pick<Tenant, 'organisations'>): Result<string, InviteeFault> {
  const organisations = openOrganisations(places);
  const [only, another] = organisations;
  if (typed === '') return only && !another ? succeed(only.code) : fail('organisation_missing');
  const found = organisations.find((each) => each.code === typed.toUpperCase() || isCalled(each.name, typed));
  return found ? succeed(found.code) : fail('organisation_unknown');
}

function siteOf(typed: string, { sites }: Pick<Tenant, 'sites'>): Result<SiteId, InviteeFault> {
  const [only, another] = sites;
  if (typed === '') return only && !another ? succeed(only.id) : fail('site_missing');
  const found = sites.find((each) => each.slug === plain(typed) || isCalled(each.name, typed));
  return found ? succeed(found.id) : fail('site_unknown');
}

function isCalled(names: LocalizedText, typed: string): boolean {
  return Object.values(names).some((name) => name !== undefined && plain(name) === plain(typed));
}

function plain(text: string): string {
  return text.trim().replaceAll(/\s+/gu, ' ').toLowerCase();
}
