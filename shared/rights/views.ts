import * as z from 'zod';
import { actionStates } from '../kernel/actionStates.ts';
import { consentCategory } from '../kernel/caseCategories.ts';
import { identification } from '../kernel/codes.ts';
import { consentMeans } from '../kernel/consents.ts';
import { localizedText } from '../kernel/i18n.ts';
import { consentId, mapId, requestId, slug } from '../kernel/ids.ts';
import { restrictionGround } from '../kernel/restriction.ts';
import { plainDate } from '../kernel/time.ts';
import { requestKinds, requestStates } from './requests.ts';

/** A restriction of processing (GDPR article 18), in force or lifted, with the texts for the person. */
export const restrictionView = z.lazy(() =>
  z.strictObject({
    id: requestId,
    ground: restrictionGround,
    /** UTC instants. */
    since: z.string(),
    reason: z.string(),
    /** What the person was told about its end, and from which day on it may be lifted. */
    told: z
      .strictObject({ at: z.string(), text: z.string(), liftsOn: plainDate, mayBeLifted: z.boolean() })
      .optional(),
    liftedAt: z.string().optional(),
  }),
);
export type RestrictionView = z.infer<typeof restrictionView>;

/** A request of the person, with its answer when there is one. Texts as they were written. */
export const requestView = z.strictObject({
  id: requestId,
  what: z.enum(requestKinds),
  ground: restrictionGround.optional(),
  /** UTC instant. */
  askedAt: z.string(),
  /** Whether the person asked it on the own page; else a worker wrote it down. */
  byPerson: z.boolean(),
  text: z.string(),
  state: z.enum(requestStates),
  answeredAt: z.string().optional(),
  /** Who answered, as far as the municipality names its workers. */
  answeredBy: z.string().optional(),
  reason: z.string().optional(),
  /** What now stands beside the text that was asked about. */
  annotation: z.string().optional(),
});
export type RequestView = z.infer<typeof requestView>;

/** A consent as the person who gave it sees it. */
export const ownConsentView = z.strictObject({
  id: consentId,
  categories: z.array(consentCategory),
  from: localizedText,
  to: localizedText,
  purpose: z.string(),
  /** The purpose in each language, when it was given with a referral. */
  purposeOfReferral: localizedText.optional(),
  /** The receiver is outside the municipality; `has`: it has opened what was sent, which stands in its own register now. */
  elsewhere: z.strictObject({ kind: z.enum(['MUNICIPALITY', 'OUTSIDE']), has: z.boolean() }).optional(),
  validUntil: plainDate,
  means: z.enum(consentMeans),
  givenAt: z.string(),
  withdrawnAt: z.string().optional(),
  state: z.enum(['IN_FORCE', 'WITHDRAWN', 'ENDED']),
});
export type OwnConsentView = z.infer<typeof ownConsentView>;

/** One use of the person's data. `name` is absent where the municipality does not name its workers, and of the person oneself. */
export const lookView = z.lazy(() =>
  z.strictObject({
    at: z.string(),
    /** Until when one row stands for repeated looks at an open list. */
    until: z.string().optional(),
    action: z.string(),
    /** `NOT_DONE`: it was allowed and did not come to be, e.g. because somebody else had saved first. */
    outcome: z.enum(['DONE', 'NOT_FOUND', 'REFUSED', 'NOT_DONE']),
    byPerson: z.boolean(),
    organisation: localizedText.optional(),
    /** What the worker is by profession, in the municipality's own words. */
    title: z.string().optional(),
    name: z.string().optional(),
    purpose: z.string().optional(),
    /**
     * What was given to whom outside the register (GDPR article 15(1)(c)). `byReceiver`: the receiver itself did it, by a link that
     * the named worker had sent.
     */
    disclosed: z
      .strictObject({ to: z.string(), categories: z.array(consentCategory), byReceiver: z.boolean() })
      .optional(),
  }),
);
export type LookView = z.infer<typeof lookView>;

/** One record of everything that is held, as plain values; how it is built differs by kind. */
const heldRecord = z.record(z.string(), z.unknown());
/** Everything of one kind. */
export const heldPart = z.strictObject({ kind: z.string(), records: z.array(heldRecord) });
export type HeldPart = z.infer<typeof heldPart>;

/** An action of the plan as the person reads it. */
const ownAction = z.strictObject({
  what: z.string(),
  organisation: localizedText.optional(),
  /** `YOU` or the name of whoever does it. */
  who: z.string().optional(),
  deadline: z.string().optional(),
  state: z.enum(actionStates).optional(),
});

/** The shared plan as the person reads it: goals in the own words with what is done for each. */
export const ownPlanView = z.lazy(() =>
  z.strictObject({
    needs: z.string().optional(),
    goals: z.array(z.strictObject({ words: z.string(), actions: z.array(ownAction) })),
    /** What serves no goal of its own. */
    others: z.array(ownAction),
    supporters: z.array(z.strictObject({ name: z.string(), how: z.string() })),
    reviewOn: z.string().optional(),
    /** When the person last signed, and whether the plan has stayed so since. */
    signed: z.strictObject({ at: z.string(), current: z.boolean() }).optional(),
  }),
);
export type OwnPlanView = z.infer<typeof ownPlanView>;
export type OwnAction = z.infer<typeof ownAction>;

/** A finished map as the person reads it; no total, and nothing of what was skipped. */
export const ownMapView = z.lazy(() =>
  z.strictObject({
    id: mapId,
    name: localizedText,
    madeAt: z.string(),
    areas: z.array(
      z.strictObject({
        name: localizedText,
        value: z.int().optional(),
        strength: z.boolean(),
        help: z.boolean(),
        words: z.string().optional(),
      }),
    ),
  }),
);
export type OwnMapView = z.infer<typeof ownMapView>;

/** Everything that is held about one person (GDPR article 15). */
export const everythingView = z.lazy(() =>
  z.strictObject({
    municipality: localizedText,
    takenAt: z.string(),
    parts: z.array(heldPart),
    /** The plan and the maps once more, as they are read; their parts above hold every version of them. */
    plan: ownPlanView.optional(),
    maps: z.array(ownMapView),
    log: z.array(lookView),
    /** What is not given when it is held (621/1999 §11(2)). The same in every copy, so that it tells nobody whether there is any. */
    withheld: z.array(z.enum(['CHILD_WELFARE', 'HOLD'])),
  }),
);
export type EverythingView = z.infer<typeof everythingView>;

export const meView = z.lazy(() =>
  z.strictObject({
    tenantSlug: slug,
    tenantName: localizedText,
    displayName: z.string(),
    identification: identification.exclude(['ANONYMOUS']),
    /** Who answers for the guidance. */
    guide: z
      .strictObject({ name: z.string().optional(), title: z.string(), organisation: localizedText })
      .optional(),
    consents: z.array(ownConsentView),
    requests: z.array(requestView),
    /** The newest. */
    restriction: restrictionView.optional(),
    plan: ownPlanView.optional(),
    /** The newest first. */
    maps: z.array(ownMapView),
  }),
);
export type MeView = z.infer<typeof meView>;
