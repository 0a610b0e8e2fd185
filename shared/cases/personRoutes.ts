import * as z from 'zod';
import { language } from '../kernel/i18n.ts';
import { clientId, guardianId, notificationId, staffId } from '../kernel/ids.ts';
import { identityCode } from '../kernel/identityCode.ts';
import { singleLine } from '../kernel/names.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { sensitiveLine } from '../kernel/sensitive.ts';
import { plainDate } from '../kernel/time.ts';
import { identificationMeans } from './identification.ts';
import { guardianAnswers, guardianRelations, notificationWays } from './minors.ts';
import { clientView } from './views.ts';

const caseRoles = ['COUNSELLOR', 'OUTREACH_WORKER'] as const satisfies readonly TenantRole[];
const memberRoles = [...caseRoles, 'PARTNER_WORKER'] as const satisfies readonly TenantRole[];
const clientParameters = z.strictObject({ clientId });

/** Five to three hundred characters, so that whoever reads the log can follow. */
const reason = sensitiveLine(300).refine((text) => text.length >= 5);
/** Of what identifies and reaches the person; see `clientView`. */
const version = z.int().min(1);
export const phone = z.string().regex(/^\+?[\d ()-]{5,20}$/u);

export const guardianView = z.lazy(() =>
  z.strictObject({
    id: guardianId,
    name: z.string(),
    phone: z.string().optional(),
    relation: z.enum(guardianRelations),
    addedAt: z.string(),
  }),
);

/** That a notification was made, and how. What it says stands in the county's own register, never here. */
export const childWelfareView = z.lazy(() =>
  z.strictObject({
    id: notificationId,
    notifiedOn: plainDate,
    way: z.enum(notificationWays),
    /** A threat to somebody's life or health was told to the police as well (1285/2016 §28). */
    policeTold: z.boolean(),
    /** Whether the young person knows of it. */
    personTold: z.boolean(),
    recordedAt: z.string(),
    recordedBy: z.strictObject({ id: staffId, name: z.string() }),
  }),
);

export const personView = z.lazy(() =>
  z.strictObject({
    guardians: z.array(guardianView),
    childWelfare: z.array(childWelfareView),
    /** The present day in the municipality. */
    today: plainDate,
    /** Whether a child-welfare notification can be recorded: the person is a child, or the age is not known. */
    mayBeChild: z.boolean(),
    /** The shield and the prohibition as they stand: since when, and why, for those who guide the person. */
    shieldedSince: z.string().optional(),
    shieldReason: z.string().optional(),
    guardianProhibitedSince: z.string().optional(),
    guardianProhibitionReason: z.string().optional(),
    withheld: z.array(z.enum(['GUARDIANS'])),
  }),
);

export const personRoutes = {
  /** Who stands beside a client and which restrictions are in force, as far as the policies open the case. */
  readPerson: {
    method: 'GET',
    path: '/api/cases/clients/{clientId}/person',
    access: { kind: 'session', roles: memberRoles },
    parameters: clientParameters,
    response: personView,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_PERSON', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  /**
   * Says who a client is and how that was seen. The client keeps the id and everything in the record; the level rises, never
   * falls. A code that another client has is refused as `identity_code_in_use`, without saying whose it is.
   */
  identifyClient: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/identification',
    access: { kind: 'session', roles: caseRoles },
    parameters: clientParameters,
    body: z.lazy(() =>
      z.strictObject({
        version,
        displayName: singleLine(120),
        birthDate: plainDate,
        identityCode: identityCode.optional(),
        means: z.enum(identificationMeans),
      }),
    ),
    response: clientView,
    status: 200,
    problems: ['not-found', 'invalid-request', 'stale-version'],
    audit: { action: 'IDENTIFY_CLIENT', subjectParameter: 'clientId' },
    case: { action: 'CHANGE_CLIENT' },
  },
  /**
   * Changes how a client is reached. With a version that is no longer the one that stands, nothing changes and the fields that
   * differ are named; sent again with what stands already, it is the same change.
   */
  changeClient: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/contact-details',
    access: { kind: 'session', roles: caseRoles },
    parameters: clientParameters,
    body: z.lazy(() =>
      z.strictObject({
        version,
        displayName: singleLine(120),
        contactLanguage: language,
        interpreterLanguage: z
          .string()
          .regex(/^[a-z]{2,3}$/u)
          .optional(),
        phone: phone.optional(),
        email: z.email().max(254).optional(),
        municipality: sensitiveLine(60).optional(),
        address: sensitiveLine(200).optional(),
      }),
    ),
    response: clientView,
    status: 200,
    problems: ['not-found', 'stale-version'],
    audit: { action: 'CHANGE_CLIENT', subjectParameter: 'clientId' },
    case: { action: 'CHANGE_CLIENT' },
  },
  /** Tells the identity code, with the reason on record (1050/2018 §29). In the body of an answer to a form, never in an address. */
  revealIdentityCode: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/identity-code',
    access: { kind: 'session', roles: caseRoles },
    parameters: clientParameters,
    body: z.lazy(() => z.strictObject({ reason })),
    response: z.lazy(() => z.strictObject({ identityCode: z.string() })),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'REVEAL_IDENTITY_CODE', subjectParameter: 'clientId' },
    case: { action: 'REVEAL_IDENTITY_CODE' },
  },
  /** Takes a wrong identity code out (GDPR article 16) and closes the own page to whoever came by it; the right one is told by identifying. */
  takeOutIdentityCode: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/identity-code/removal',
    access: { kind: 'session', roles: caseRoles },
    parameters: clientParameters,
    body: z.lazy(() => z.strictObject({ reason })),
    response: clientView,
    status: 200,
    problems: ['not-found', 'stale-version'],
    audit: { action: 'TAKE_OUT_IDENTITY_CODE', subjectParameter: 'clientId' },
    case: { action: 'REVEAL_IDENTITY_CODE' },
  },
  /** Puts a non-disclosure for personal safety in force or ends it, with the reason (661/2009). Said again, it changes nothing. */
  setShield: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/shield',
    access: { kind: 'session', roles: caseRoles },
    parameters: clientParameters,
    body: z.lazy(() => z.strictObject({ inForce: z.boolean(), reason })),
    response: clientView,
    status: 200,
    problems: ['not-found', 'access-refused', 'stale-version'],
    audit: { action: 'SET_SHIELD', subjectParameter: 'clientId' },
    case: { action: 'CHANGE_CLIENT' },
  },
  /** Records that a minor forbids to tell the guardian, or allows it again, with the reason (703/2023 §34, §40 as the pattern). */
  setGuardianProhibition: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/guardian-prohibition',
    access: { kind: 'session', roles: caseRoles },
    parameters: clientParameters,
    body: z.lazy(() => z.strictObject({ inForce: z.boolean(), reason })),
    response: clientView,
    status: 200,
    problems: ['not-found', 'state-conflict', 'stale-version'],
    audit: { action: 'SET_GUARDIAN_PROHIBITION', subjectParameter: 'clientId' },
    case: { action: 'CHANGE_CLIENT' },
  },
  /** Adds a guardian. Of an adult nobody is recorded. */
  addGuardian: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/guardians',
    access: { kind: 'session', roles: caseRoles },
    parameters: clientParameters,
    body: z.lazy(() =>
      z.strictObject({
        /** Chosen by the caller: the idempotency key. */
        guardianId,
        name: singleLine(120),
        phone: phone.optional(),
        relation: z.enum(guardianRelations),
      }),
    ),
    response: guardianView,
    status: 201,
    problems: ['not-found', 'state-conflict', 'id-already-used'],
    audit: { action: 'ADD_GUARDIAN', subjectParameter: 'clientId' },
    case: { action: 'CHANGE_CLIENT' },
  },
  /** Takes a guardian's name and number out; that there was one stays. */
  removeGuardian: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/guardians/{guardianId}/removal',
    access: { kind: 'session', roles: caseRoles },
    parameters: clientParameters.extend({ guardianId }),
    body: z.lazy(() => z.strictObject({})),
    response: z.lazy(() => z.strictObject({ removed: z.boolean() })),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'REMOVE_GUARDIAN', subjectParameter: 'clientId' },
    case: { action: 'CHANGE_CLIENT' },
  },
  /** What a guardian who phones is told of a client: by age and the minor's prohibition. No name, number or matter comes with it. */
  readGuardianCall: {
    method: 'GET',
    path: '/api/cases/clients/{clientId}/guardian-call',
    access: { kind: 'session', roles: memberRoles },
    parameters: clientParameters,
    response: z.lazy(() => z.strictObject({ answer: z.enum(guardianAnswers), shielded: z.boolean() })),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'ANSWER_GUARDIAN', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  /**
   * Records that a child-welfare notification was made (417/2007 §25). No consent is asked, nothing of its content is kept, and it
   * stands apart from the story: neither a guardian nor, before it is decided, the young person's own page shows it.
   */
  recordChildWelfare: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/child-welfare',
    access: { kind: 'session', roles: memberRoles },
    parameters: clientParameters,
    body: z.lazy(() =>
      z.strictObject({
        /** Chosen by the caller: the idempotency key. */
        notificationId,
        notifiedOn: plainDate,
        way: z.enum(notificationWays),
        policeTold: z.boolean(),
        personTold: z.boolean(),
      }),
    ),
    response: childWelfareView,
    status: 201,
    problems: ['not-found', 'invalid-request', 'state-conflict', 'id-already-used'],
    audit: { action: 'NOTIFY_CHILD_WELFARE', subjectParameter: 'clientId' },
    case: { action: 'NOTIFY_CHILD_WELFARE' },
  },
} as const;

export type PersonView = z.infer<typeof personView>;
export type GuardianView = z.infer<typeof guardianView>;
export type ChildWelfareView = z.infer<typeof childWelfareView>;
