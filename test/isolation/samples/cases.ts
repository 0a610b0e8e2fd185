import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { none, type SamplesOf } from './sample.ts';

export const casesSamples: SamplesOf<typeof casesRoutes> = {
  listMyClients: none,
  openClient: {
    request: (ids) => ({
      body: {
        clientId: ids.clientId,
        episodeId: ids.episodeId,
        displayName: 'Another young person',
        identification: 'LIGHT',
        birthDate: '2008-05-01',
        contactLanguage: 'fi',
        phone: '040 1234567',
        email: 'young@person.example',
        routeIn: 'SELF',
        mainActivity: 'UNKNOWN',
      },
    }),
    chosen: ['clientId', 'episodeId'],
  },
  readClient: { request: (ids) => ({ parameters: { clientId: ids.clientId } }) },
  readStory: { request: (ids) => ({ parameters: { clientId: ids.clientId }, query: { fresh: '1' } }) },
  readPerson: { request: (ids) => ({ parameters: { clientId: ids.clientId } }) },
  identifyClient: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId },
      body: {
        version: 2,
        displayName: 'A young person',
        birthDate: '2009-05-14',
        identityCode: '140509A901E',
        means: 'PASSPORT',
      },
    }),
  },
  changeClient: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId },
      body: {
        version: 3,
        displayName: 'A young person',
        contactLanguage: 'sv',
        interpreterLanguage: 'ar',
        phone: '040 7654321',
        email: 'other@person.example',
        municipality: 'Vantaa',
        address: 'Testikuja 10',
      },
    }),
  },
  revealIdentityCode: {
    request: (ids) => ({ parameters: { clientId: ids.clientId }, body: { reason: 'Applying together' } }),
  },
  takeOutIdentityCode: {
    request: (ids) => ({ parameters: { clientId: ids.clientId }, body: { reason: 'Somebody else has it' } }),
  },
  setShield: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId },
      body: { inForce: true, reason: 'Told by the person' },
    }),
  },
  setGuardianProhibition: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId },
      body: { inForce: true, reason: 'Told by the person' },
    }),
  },
  addGuardian: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId },
      body: { guardianId: ids.guardianId, name: 'A guardian', phone: '040 1112223', relation: 'PARENT' },
    }),
    chosen: ['guardianId'],
  },
  removeGuardian: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId, guardianId: ids.guardianId },
      body: {},
    }),
  },
  readGuardianCall: { request: (ids) => ({ parameters: { clientId: ids.clientId } }) },
  recordChildWelfare: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId },
      body: {
        notificationId: ids.welfareId,
        notifiedOn: '2027-02-01',
        way: 'PHONE',
        policeTold: false,
        personTold: true,
      },
    }),
    chosen: ['welfareId'],
  },
  listWorkers: none,
  assignWorker: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId },
      body: { staffId: ids.colleagueId, part: 'DEPUTY', reason: 'Covers the summer' },
    }),
  },
  recordConsent: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId },
      body: {
        consentId: ids.consentId,
        categories: ['MONEY'],
        from: ids.organisation,
        to: `${ids.organisation}-2`,
        purpose: 'Sorting out money',
        validUntil: '2027-05-31',
        means: 'ORALLY',
        language: 'fi',
        giver: 'SELF',
        capacityReason: 'Understands what it means',
      },
    }),
    chosen: ['consentId'],
  },
  withdrawConsent: {
    request: (ids) => ({ parameters: { clientId: ids.clientId, consentId: ids.consentId }, body: {} }),
  },
  searchClients: {
    request: () => ({ body: { by: { kind: 'NAME', text: 'young' }, purpose: 'GUIDANCE' } }),
  },
  checkDuplicates: {
    request: () => ({
      body: { displayName: 'A young person', birthDate: '2008-05-01', phone: '040 1234567' },
    }),
  },
  tagClient: {
    request: (ids) => ({ parameters: { clientId: ids.clientId }, body: { tags: ['HOUSING'] } }),
  },
  mergeClients: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId },
      body: { mergeId: ids.mergeId, other: ids.otherClientId, reason: 'Written down twice' },
    }),
    chosen: ['mergeId'],
  },
  unmergeClients: {
    request: (ids) => ({ parameters: { clientId: ids.clientId, mergeId: ids.standingMergeId }, body: {} }),
  },
  listMerges: { request: (ids) => ({ parameters: { clientId: ids.clientId } }) },
  findMerged: { request: (ids) => ({ parameters: { clientId: ids.takenClientId } }) },
  listMyTasks: none,
  readCourse: { request: (ids) => ({ parameters: { clientId: ids.clientId } }) },
  completeTask: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId },
      body: { id: 'CLOSE_INACTIVE', task: { kind: 'CLOSE_INACTIVE', dueOn: '2027-03-01' }, done: false },
    }),
  },
  closeEpisode: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId, episodeId: ids.episodeId },
      body: {
        destination: 'MOVED',
        reason: 'MOVED',
        source: 'WORKER',
        ownWords: 'I move',
        workerWords: 'A new town',
        followUp: true,
      },
    }),
  },
  reopenClient: {
    request: (ids) => ({
      parameters: { clientId: ids.closedClientId },
      body: { episodeId: ids.newEpisodeId, routeIn: 'SELF', mainActivity: 'UNKNOWN' },
    }),
    chosen: ['newEpisodeId'],
  },
  recordFollowUp: {
    request: (ids) => ({
      parameters: { clientId: ids.closedClientId, episodeId: ids.closedEpisodeId },
      body: { months: 3, reached: true, destination: 'WORKSHOP', words: 'Doing well' },
    }),
  },
  recordHandover: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId },
      body: { handoverId: ids.handoverId, to: 'Somebody', text: 'What was agreed' },
    }),
    chosen: ['handoverId'],
  },
  askErasure: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId },
      body: { asked: true, ground: 'PERSON_ASKS' },
    }),
  },
  readRetention: none,
  changeRetention: {
    request: () => ({
      body: {
        id: 'terms00001',
        from: '2027-04-01',
        rules: {
          upperAge: 29,
          months: { INACTIVE_EPISODE: 6, CLOSED_CLIENT: 12, BOOKED_TIME: 6, LOG_OF_USE: 60 },
        },
        version: 1,
      },
    }),
  },
  withdrawRetention: {
    request: () => ({ parameters: { decision: 'terms00000' }, body: { version: 1 } }),
  },
  holdClient: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId },
      body: { held: true, reason: 'A case in court' },
    }),
  },
  eraseClient: {
    request: (ids) => ({ parameters: { clientId: ids.closedClientId }, body: { ground: 'NOT_NEEDED' } }),
  },
};
