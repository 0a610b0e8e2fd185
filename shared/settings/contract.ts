import * as z from 'zod';
import { localizedText } from '../kernel/i18n.ts';
import { code } from '../kernel/ids.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { defineRoutes } from '../kernel/route.ts';
import { plainDate } from '../kernel/time.ts';
import { RESIDENTS, settingKinds, settingMatter, settingValue } from './tenantSettings.ts';
import { agreedShare } from './agreement.ts';
import { decisionId } from '../kernel/dated.ts';

/** Who answers for what a municipality and its organisations have agreed. */
const managers = ['TENANT_ADMIN', 'SITE_MANAGER'] as const satisfies readonly TenantRole[];

const ofOrganisation = z.strictObject({ organisation: code });
const version = z.int().min(0);
const organisationName = z.strictObject({ code, name: localizedText });

/** A decision as it is shown: who made it is told by name. */
const decisionView = z.strictObject({
  id: decisionId,
  from: plainDate,
  share: agreedShare,
  at: z.string(),
  by: z.string(),
  withdrawn: z.strictObject({ at: z.string(), by: z.string() }).optional(),
  /** Whether it holds today, will hold, or is over or never came to hold. */
  stands: z.enum(['NOW', 'COMING', 'PAST']),
});

const partyView = z.strictObject({
  organisation: organisationName,
  /** It works here no more: what it had agreed is read, and not changed. */
  closed: z.boolean().optional(),
  /** While nothing is agreed: what the agreement in use proposes for an organisation of its type. */
  proposed: z.strictObject({ title: localizedText, share: agreedShare }).optional(),
  /** What a change of this organisation's part asks for. */
  version,
  /** The newest first. */
  decisions: z.array(decisionView),
  /** Reviews whose day is near or past and that nobody has marked as held. */
  due: z.array(plainDate),
  held: z.array(z.strictObject({ on: plainDate, at: z.string(), by: z.string() })),
});

const minutes = z.int().min(0);
const areaMinutes = z.strictObject({
  ONLINE_PHONE: minutes,
  WALK_IN: minutes,
  INDIVIDUAL: minutes,
  GROUPS: minutes,
});

/** Promised, offered and used time of one organisation, in minutes. */
const shareRow = z.strictObject({
  organisation: organisationName,
  workers: z.int(),
  /** Absent when nothing was promised on any of the days. */
  promised: areaMinutes.optional(),
  /** Days of the period on which a promise held. */
  promisedDays: z.int(),
  offered: areaMinutes,
  /** Minutes of bookings that stand, were kept, or to which nobody came. */
  booked: minutes,
  /** Absent for a month to come. */
  used: areaMinutes.optional(),
  /** Bookings that are over, and how many of them say what became of them. */
  outcomes: z.strictObject({ over: z.int(), told: z.int() }),
});

/** One matter of the settings with what it began with and everything that was decided. */
const settingView = z.strictObject({
  matter: settingMatter,
  of: z.enum(settingKinds),
  /** Name of the service, when it is about one. */
  name: localizedText.optional(),
  version,
  /** What held before anything was decided; absent when nothing did. */
  beginning: settingValue.optional(),
  /** What holds today. */
  now: settingValue.optional(),
  /** The newest first. */
  decisions: z.array(decisionView.omit({ share: true }).extend({ value: settingValue })),
});

export const settingsRoutes = defineRoutes('settings', {
  /** The municipality's settings: what holds, what will, and who decided what when. */
  readSettings: {
    method: 'GET',
    path: '/api/settings',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    response: z.strictObject({ today: plainDate, settings: z.array(z.lazy(() => settingView)) }),
    status: 200,
    problems: [],
  },
  /** What holds of one matter from a date on, today or later. */
  decideSetting: {
    method: 'POST',
    path: '/api/settings/decisions',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    body: z
      .strictObject({ id: decisionId, version, from: plainDate, value: settingValue })
      .refine(({ from, value }) => value.of !== RESIDENTS || value.year <= Number(from.slice(0, 4)), {
        message: 'a number of residents is of a year that has begun',
        path: ['value', 'year'],
      }),
    response: z.strictObject({ version }),
    status: 201,
    /** `state-conflict` with the reason `IN_THE_PAST` or `TOO_MANY`. */
    problems: ['not-found', 'stale-version', 'state-conflict', 'id-already-used'],
    audit: { action: 'CHANGE_SETTING' },
  },
  /** Takes back a change that has not begun. */
  withdrawSetting: {
    method: 'POST',
    path: '/api/settings/{matter}/decisions/{decision}/withdrawal',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    parameters: z.strictObject({ matter: settingMatter, decision: decisionId }),
    body: z.strictObject({ version }),
    response: z.strictObject({ version }),
    status: 200,
    /** `state-conflict` with the reason `BEGUN`. */
    problems: ['not-found', 'stale-version', 'state-conflict'],
    audit: { action: 'CHANGE_SETTING' },
  },
  readAgreement: {
    method: 'GET',
    path: '/api/agreement',
    access: { kind: 'session', roles: managers },
    response: z.strictObject({ today: plainDate, parties: z.array(z.lazy(() => partyView)) }),
    status: 200,
    problems: [],
  },
  /** What one organisation promises from a date on. What has been is not rewritten. */
  decideAgreement: {
    method: 'POST',
    path: '/api/agreement/{organisation}/decisions',
    access: { kind: 'session', roles: managers },
    parameters: ofOrganisation,
    body: z.strictObject({ id: decisionId, version, from: plainDate, share: agreedShare }),
    response: z.strictObject({ version }),
    status: 201,
    /** `state-conflict` with the reason `IN_THE_PAST` or `TOO_MANY`. */
    problems: ['not-found', 'stale-version', 'state-conflict', 'id-already-used'],
    audit: { action: 'CHANGE_AGREEMENT' },
  },
  /** Takes back a change that has not begun. */
  withdrawAgreement: {
    method: 'POST',
    path: '/api/agreement/{organisation}/decisions/{decision}/withdrawal',
    access: { kind: 'session', roles: managers },
    parameters: ofOrganisation.extend({ decision: decisionId }),
    body: z.strictObject({ version }),
    response: z.strictObject({ version }),
    status: 200,
    /** `state-conflict` with the reason `BEGUN`. */
    problems: ['not-found', 'stale-version', 'state-conflict'],
    audit: { action: 'CHANGE_AGREEMENT' },
  },
  /** Marks an agreed review as held. */
  holdReview: {
    method: 'POST',
    path: '/api/agreement/{organisation}/reviews',
    access: { kind: 'session', roles: managers },
    parameters: ofOrganisation,
    body: z.strictObject({ version, on: plainDate }),
    response: z.strictObject({ version }),
    status: 200,
    problems: ['not-found', 'stale-version'],
    audit: { action: 'HOLD_AGREEMENT_REVIEW' },
  },
  /** Promised against offered against used time, by home organisation, in one month. */
  readPromises: {
    method: 'GET',
    path: '/api/agreement/time',
    access: { kind: 'session', roles: managers },
    query: z.strictObject({
      month: z
        .string()
        .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/u)
        .optional(),
    }),
    response: z.strictObject({
      month: z.string(),
      from: plainDate,
      /** The last day that is counted: of the present month yesterday. Before `from` when nothing can be counted yet. */
      to: plainDate,
      /** False for a month to come, in which nothing can have been used. */
      begun: z.boolean(),
      rows: z.array(z.lazy(() => shareRow)),
    }),
    status: 200,
    problems: [],
  },
});

export type PartyView = z.infer<typeof partyView>;
export type DecisionView = z.infer<typeof decisionView>;
export type SettingView = z.infer<typeof settingView>;
export type ShareRow = z.infer<typeof shareRow>;
