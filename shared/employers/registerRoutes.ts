import * as z from 'zod';
import { employerId, eventId, placeId } from '../kernel/ids.ts';
import { freeText, singleLine } from '../kernel/names.ts';
import { email, phone } from '../kernel/reach.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { plainDate } from '../kernel/time.ts';
import { placeKinds, workFields } from './codes.ts';

const line = singleLine(120);
const version = z.int().min(0).max(1_000_000);
const languages = z.array(z.string().regex(/^[a-z]{2,3}$/u)).max(10);

const contact = z.strictObject({ name: line, phone: phone.optional(), email: email.optional() });
const employer = { name: line, municipality: singleLine(60), about: freeText(500).optional() };

/** A place as it is offered; `openUntil` is the last day on which somebody can be proposed. */
const place = {
  kind: z.enum(placeKinds),
  field: z.enum(workFields),
  title: line,
  municipality: singleLine(60),
  hoursPerWeek: z.int().min(1).max(60),
  languages,
  startsOn: plainDate,
  openUntil: plainDate,
  seats: z.int().min(0).max(200),
};
const event = { name: line, on: plainDate, where: line };

export const placeView = z.strictObject({ id: placeId, version, ...place });
const eventView = z.strictObject({ id: eventId, version, ...event });
export const employerView = z.strictObject({
  id: employerId,
  version,
  ...employer,
  about: z.string().optional(),
  contacts: z.array(
    z.strictObject({ name: z.string(), phone: z.string().optional(), email: z.string().optional() }),
  ),
  places: z.array(placeView),
  events: z.array(eventView),
});

const roles = ['COUNSELLOR', 'OUTREACH_WORKER', 'PARTNER_WORKER'] as const satisfies readonly TenantRole[];
const parameters = z.strictObject({ employerId });

/** The register of employers: companies, whom to call there, what they offer. No client stands in it. */
export const registerRoutes = {
  listEmployers: {
    method: 'GET',
    path: '/api/employers/register',
    access: { kind: 'session', roles },
    query: z.strictObject({
      /** Part of a name, of a place's title or of a municipality. */
      word: singleLine(60).optional(),
      kind: z.enum(placeKinds).optional(),
      field: z.enum(workFields).optional(),
    }),
    response: z.strictObject({
      today: plainDate,
      employers: z.array(
        z.strictObject({
          id: employerId,
          name: z.string(),
          municipality: z.string(),
          places: z.array(placeView),
          events: z.array(eventView),
        }),
      ),
    }),
    status: 200,
    problems: [],
    audit: { action: 'LIST_EMPLOYERS' },
  },
  readEmployer: {
    method: 'GET',
    path: '/api/employers/register/{employerId}',
    access: { kind: 'session', roles },
    parameters,
    response: employerView,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_EMPLOYER', subjectParameter: 'employerId' },
  },
  /** Puts an employer as it is to be, contact persons included: who is left out is erased. `version` 0 for a new one. */
  saveEmployer: {
    method: 'POST',
    path: '/api/employers/register',
    access: { kind: 'session', roles },
    body: z.strictObject({ employerId, version, ...employer, contacts: z.array(contact).max(10) }),
    response: employerView,
    status: 201,
    problems: ['stale-version', 'id-already-used'],
    audit: { action: 'SAVE_EMPLOYER' },
  },
  /** Puts a place of an employer; one without seats is no longer offered. */
  savePlace: {
    method: 'POST',
    path: '/api/employers/register/{employerId}/places',
    access: { kind: 'session', roles },
    parameters,
    body: z.strictObject({ placeId, version, ...place }),
    response: placeView,
    status: 201,
    problems: ['not-found', 'stale-version', 'id-already-used'],
    audit: { action: 'SAVE_PLACE', subjectParameter: 'employerId' },
  },
  /** Puts a recruitment event of an employer. `version` 0 for a new one. */
  saveRecruitmentEvent: {
    method: 'POST',
    path: '/api/employers/register/{employerId}/events',
    access: { kind: 'session', roles },
    parameters,
    body: z.strictObject({ eventId, version, ...event }),
    response: eventView,
    status: 201,
    problems: ['not-found', 'stale-version', 'id-already-used'],
    audit: { action: 'SAVE_RECRUITMENT_EVENT', subjectParameter: 'employerId' },
  },
} as const;

export type EmployerView = z.infer<typeof employerView>;
export type PlaceView = z.infer<typeof placeView>;
