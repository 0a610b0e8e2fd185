import * as z from 'zod';
import { ageBands, channels, topics } from '../kernel/codes.ts';
import { languages, localizedText } from '../kernel/i18n.ts';
import { code, siteId, slug } from '../kernel/ids.ts';
import { residents } from '../kernel/residents.ts';
import { libraryReaders } from '../kernel/roles.ts';
import { defineRoutes } from '../kernel/route.ts';
import { quarter } from '../kernel/time.ts';
import { equity } from './equity.ts';
import { feedbackFigureSet } from './feedbackFigures.ts';
import { quarterHours } from './hours.ts';
import { leadTime, leadTimes } from './leadTimes.ts';
import { networkRoutes } from './network/contract.ts';
import { peerView } from './network/peers.ts';
import { ownQuarters } from './ownWork.ts';
import { siteNoteRoutes } from './siteNoteContract.ts';
import { personCounting, personFigures } from './persons/contract.ts';

const count = z.int().min(0);

/** Interpolated between whole units; absent of nothing. */
const midpoint = z.number().optional();

/** The figures of one site or tenant in one quarter, exact: for the tenant's own staff only. */
export const figureSet = z.strictObject({
  /** M01: contacts with a young person under 30 or of unknown age. */
  contacts: count,
  contactsByChannel: z.record(z.enum(channels), count),
  /** M03 numerator: those of M01 whose person stayed anonymous. */
  anonymous: count,
  /** M10: contacts of M01 that had the topic; several per contact. */
  contactsByTopic: z.record(z.enum(topics), count),
  /** M24: how many contacts of M01 have a known age band; what the figures rest on. */
  withAgeBand: count,
  /** M11 by contacts of M01. */
  contactsByAge: z.record(z.enum(ageBands), count),
  /** M11 by contacts of M01 whose service language is known; the others are what is left of them. */
  contactsByLanguage: z.record(z.enum(languages), count),
  /** M24: contacts of M01 that were recorded more than three days after they took place. */
  late: count,
  /** M05 in minutes: walk-ins, those with a known arrival, those of them who were received in a quarter of an hour. */
  wait: z.strictObject({
    walkIns: count,
    timed: count,
    inTime: count,
    median: midpoint,
    percentile90: midpoint,
  }),
  /** M08: contacts of M01 that say whether the matter was solved at once, and those where it was. */
  solved: z.strictObject({ answered: count, solved: count }),
  /** M12. */
  minutes: z.strictObject({ total: count, median: midpoint }),
  /** M07 and M06. */
  appointments: z.strictObject({ kept: count, noShows: count, cancelledLate: count, ...leadTime }),
  /** M06 by service and by home organisation of the worker. */
  leadTimes,
  /** M04. */
  groups: z.strictObject({ sessions: count, attendances: count }),
  /** M02, M09, M11 and M13–M18, as counted last night; absent until they are. */
  persons: personFigures.optional(),
  /** M19, M20. */
  feedback: feedbackFigureSet,
});

/** The metrics of evidence: shares, which can be compared whatever the size of a municipality. */
export const evidenceMetrics = ['M03', 'M05', 'M07', 'M08'] as const;
export type EvidenceMetric = (typeof evidenceMetrics)[number];

const evidenceShare = z.strictObject({ percent: z.int(), of: z.int() });
const evidenceSide = z.strictObject({
  municipalities: z.int(),
  /** Whole percent, and of about how many: whole tens. */
  before: evidenceShare,
  after: evidenceShare,
});

/** What changed by one metric where a template was adopted, next to where it was not; or why that is not shown. */
export const evidenceView = z.union([
  z.strictObject({
    metric: z.enum(evidenceMetrics),
    /** First and last quarter of what it is made of. */
    from: quarter,
    to: quarter,
    adopters: evidenceSide,
    others: evidenceSide,
  }),
  z.strictObject({ metric: z.enum(evidenceMetrics), hidden: z.enum(['FEW_MUNICIPALITIES']) }),
]);

/** A kind or a name of a template, as its keys have it. */
const templateWord = z.string().regex(/^[A-Za-z0-9_-]{1,80}$/u);

const namedCodes = z.array(z.strictObject({ code, name: localizedText }));

const quarterQuery = z.strictObject({
  /** The current quarter when absent. */
  quarter: quarter.optional(),
});

const ownRoutes = defineRoutes('figures', {
  readTenantFigures: {
    method: 'GET',
    path: '/api/figures/tenant',
    access: {
      kind: 'session',
      roles: ['TENANT_ADMIN', 'SITE_MANAGER', 'COUNSELLOR', 'OUTREACH_WORKER'],
    },
    query: quarterQuery,
    response: z.strictObject({
      quarter,
      /** When the person-based figures of the quarter were counted; absent until they are. */
      persons: personCounting.optional(),
      /** What the codes of the figures stand for. */
      names: z.strictObject({ services: namedCodes, organisations: namedCodes }),
      /** What reach is counted of (M22), as it held on the quarter's last day; absent until somebody enters it. */
      residents: residents.optional(),
      tenant: figureSet,
      /** M25 of the municipality. */
      equity,
      sites: z.array(z.strictObject({ id: siteId, slug, name: localizedText, figures: figureSet })),
    }),
    status: 200,
    problems: [],
  },
  /** M21 and M23 of a quarter: offered and used time, and opening hours. */
  readHours: {
    method: 'GET',
    path: '/api/figures/hours',
    access: {
      kind: 'session',
      roles: ['TENANT_ADMIN', 'SITE_MANAGER', 'COUNSELLOR', 'OUTREACH_WORKER'],
    },
    query: quarterQuery,
    response: quarterHours,
    status: 200,
    problems: [],
  },
  /** A quarter and the eight before it, the asked one first, of all sites together or of one. */
  readTrend: {
    method: 'GET',
    path: '/api/figures/trend',
    access: {
      kind: 'session',
      roles: ['TENANT_ADMIN', 'SITE_MANAGER', 'COUNSELLOR', 'OUTREACH_WORKER'],
    },
    query: quarterQuery.extend({ site: siteId.optional() }),
    response: z.strictObject({
      sites: z.array(z.strictObject({ id: siteId, slug, name: localizedText })),
      /** With residents for reach (M22) of all sites together; of one site nobody knows them. */
      quarters: z.array(z.strictObject({ quarter, figures: figureSet, residents: residents.optional() })),
    }),
    status: 200,
    problems: ['not-found'],
  },
  /** A site beside others of its kind in a published quarter, the last that has closed when none is named. */
  readPeers: {
    method: 'GET',
    path: '/api/figures/peers',
    access: {
      kind: 'session',
      roles: ['TENANT_ADMIN', 'SITE_MANAGER', 'COUNSELLOR', 'OUTREACH_WORKER'],
    },
    query: quarterQuery.extend({ site: siteId }),
    response: peerView,
    status: 200,
    problems: ['not-found'],
  },
  /** What whoever asks took part in, by quarters: nobody can ask for another's. */
  readOwnWork: {
    method: 'GET',
    path: '/api/figures/own',
    access: {
      kind: 'session',
      roles: ['SITE_MANAGER', 'COUNSELLOR', 'OUTREACH_WORKER', 'PARTNER_WORKER'],
    },
    query: quarterQuery,
    response: z.strictObject({ quarters: ownQuarters }),
    status: 200,
    problems: [],
  },
  /** Evidence of a template (E5), as it was published; nothing yet about one that few use. */
  readEvidence: {
    method: 'GET',
    path: '/api/figures/evidence/{kind}/{name}',
    access: { kind: 'session', roles: libraryReaders },
    parameters: z.strictObject({ kind: templateWord, name: templateWord }),
    response: z.strictObject({
      /** The fewest municipalities that a side of a comparison is shown of. */
      fewest: z.int(),
      evidence: z.array(evidenceView),
    }),
    status: 200,
    problems: [],
  },
});

/** All routes of the module: the municipality's own figures, what its sites say of them, and the network's. */
export const figuresRoutes = { ...ownRoutes, ...siteNoteRoutes, ...networkRoutes };

export type FigureSet = z.infer<typeof figureSet>;
export type EvidenceSide = z.infer<typeof evidenceSide>;
export type EvidenceView = z.infer<typeof evidenceView>;
