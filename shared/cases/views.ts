import { consentMeans } from '../kernel/consents.ts';
import * as z from 'zod';
import { consentCategory } from '../kernel/caseCategories.ts';
import { identification } from '../kernel/codes.ts';
import { language, localizedText } from '../kernel/i18n.ts';
import { clientId, code, consentId, episodeId, staffId } from '../kernel/ids.ts';
import { plainDate } from '../kernel/time.ts';
import { caseActs } from './acts.ts';
import { mainActivities, routesIn } from './episode.ts';
import { capacityJudgements, consentGivers } from './minors.ts';

/** What a worker can be to a client by assignment. */
export const teamParts = ['NAMED', 'DEPUTY', 'TEAM'] as const;

export const episodeView = z.lazy(() =>
  z.strictObject({
    id: episodeId,
    openedOn: plainDate,
    state: z.enum(['OPEN', 'CLOSED']),
    routeIn: z.enum(routesIn),
    mainActivity: z.enum(mainActivities),
    namedWorker: z.strictObject({ id: staffId, name: z.string() }),
  }),
);

/**
 * Consent that lifts secrecy between organisations (621/1999 §26(1)(2)); it is not the legal basis of the register.
 * `validUntil` is the last day it holds.
 */
export const consentView = z.lazy(() =>
  z.strictObject({
    id: consentId,
    categories: z.array(consentCategory).min(1),
    from: z.strictObject({ code, name: localizedText }),
    to: z.strictObject({ code, name: localizedText }),
    purpose: z.string(),
    validUntil: plainDate,
    means: z.enum(consentMeans),
    language: z.string(),
    givenAt: z.string(),
    recordedBy: z.strictObject({ id: staffId, name: z.string() }),
    /** Who gave it; of a minor's consent also how the minor's ability to decide was judged, and why (1285/2016 §12). */
    giver: z.enum(consentGivers),
    capacity: z
      .strictObject({ judgement: z.enum(capacityJudgements), reason: z.string().optional() })
      .optional(),
    state: z.enum(['IN_FORCE', 'WITHDRAWN', 'ENDED']),
    withdrawnAt: z.string().optional(),
  }),
);

export const clientView = z.lazy(() =>
  z.strictObject({
    id: clientId,
    /** Counts the changes of who and where the person is; a change names the one it was made of. */
    version: z.int(),
    displayName: z.string(),
    identification: identification.exclude(['ANONYMOUS']),
    birthDate: plainDate.optional(),
    /** Whether the person is under 18 today; absent while the birth date is not known. */
    minor: z.boolean().optional(),
    /** `020204-****` when the identity code is recorded; the code itself is asked for with a reason. */
    identityCodeMask: z.string().optional(),
    contactLanguage: language,
    /** The language that an interpreter is needed for. */
    interpreterLanguage: z.string().optional(),
    phone: z.string().optional(),
    email: z.string().optional(),
    municipality: z.string().optional(),
    address: z.string().optional(),
    /**
     * A non-disclosure for personal safety is in force (661/2009): nobody is told where the person is. This, the prohibition, the minor's
     * age and the interpreter are absent to who does not work with the person.
     */
    shielded: z.boolean().optional(),
    /** The minor has forbidden to tell the guardian. */
    guardianProhibited: z.boolean().optional(),
    /** The processing of the data is restricted since this instant (GDPR article 18); everybody who may know of the person sees it. */
    restrictedSince: z.string().optional(),
    createdAt: z.string(),
    episodes: z.array(episodeView),
    consents: z.array(consentView),
    /** Who works with the person, the named worker first. */
    team: z.array(
      z.strictObject({ id: staffId, name: z.string(), organisation: code, part: z.enum(teamParts) }),
    ),
    /** What the record holds and whoever asks may not see. */
    withheld: z.array(z.enum(['CONTACT_DETAILS', 'WHEREABOUTS', 'CONSENTS', 'EPISODES'])),
    /** What whoever asks may do with the case. */
    may: z.array(z.enum(caseActs)),
  }),
);

export type ClientView = z.infer<typeof clientView>;
export type EpisodeView = z.infer<typeof episodeView>;
export type ConsentView = z.infer<typeof consentView>;
