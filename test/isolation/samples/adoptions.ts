import type { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { NOTHING } from '@ohjaamo/shared/adoptions/places.ts';
import { ABOUT, CHANGED, DRAFT, KEPT, LEAD, TAKEN, TRIAL } from '../adopts.ts';
import type { Ids } from '../ids.ts';
import { PUBLISHED } from '../practices.ts';
import { none, type SamplesOf } from './sample.ts';

const parameters = ({ practice }: Ids) => ({ kind: 'MESSAGE_TEXTS' as const, name: practice });
const drafted = (name: string) => ({ kind: DRAFT.kind, name });
const merge = (ids: Ids) => ({ parameters: parameters(ids), body: { address: ids.practiceTo } });

/** Everything that can be asked for: what a kind does not ask for means nothing. */
const wish = ({ siteId, staffId, service }: Ids) => ({
  ...{ site: siteId, from: '2027-03-01', roles: [{ role: 'guide', staff: [staffId] }] },
  ...{ hours: true, duty: true, ends: true, givers: [{ service, staff: [staffId] }] },
});

export const adoptionsSamples: SamplesOf<typeof adoptionsRoutes> = {
  listAdoptions: none,
  countNewVersions: none,
  listTrials: none,
  listDrafts: none,
  beginDraft: {
    request: ({ newDraft }) => ({ body: { ...DRAFT, name: newDraft } }),
    chosen: ['newDraft'],
  },
  readDraft: { request: ({ draft }) => ({ parameters: drafted(draft) }) },
  changeDraft: {
    request: ({ draft }) => ({
      parameters: drafted(draft),
      body: {
        of: 'ABOUT',
        changes: [{ place: '/summary', seen: NOTHING, value: { fi: 'Miten meillä sanotaan.' } }],
      },
    }),
  },
  throwDraftAway: {
    request: ({ wholeDraft, wholeDraftAt }) => ({
      parameters: drafted(wholeDraft),
      body: { changedAt: wholeDraftAt },
    }),
  },
  takeDraftUp: {
    request: ({ thrownDraft, thrownDraftAt }) => ({
      parameters: drafted(thrownDraft),
      body: { changedAt: thrownDraftAt },
    }),
  },
  adoptDraft: {
    request: ({ wholeDraft, wholeDraftAt }) => ({
      parameters: drafted(wholeDraft),
      body: { changedAt: wholeDraftAt },
    }),
  },
  beginTrial: {
    request: ({ newTrial }) => ({ body: { id: newTrial, trial: TRIAL } }),
    chosen: ['newTrial'],
  },
  readTrial: { request: ({ trial }) => ({ parameters: { trial } }) },
  noteTrial: {
    request: ({ runningTrial }) => ({
      parameters: { trial: runningTrial },
      body: { id: 'noted00001', text: 'Illalla soitti kaksi.' },
    }),
  },
  stepTrial: {
    request: ({ trial }) => ({ parameters: { trial }, body: { step: { event: 'START' as const } } }),
  },
  stepLesson: {
    request: ({ toldTrial }) => ({
      parameters: { trial: toldTrial },
      body: { turn: 1, step: { act: 'WITHDRAW' as const } },
    }),
  },
  readAdoptable: { request: () => ({ parameters: { address: PUBLISHED } }) },
  adoptTemplate: { request: () => ({ body: { address: PUBLISHED, left: [] } }) },
  readAdoption: { request: (ids) => ({ parameters: parameters(ids) }) },
  changeAdoption: {
    request: (ids) => ({
      parameters: parameters(ids),
      body: {
        of: 'CONTENT',
        changes: [{ place: '/texts/messages.lead/text/fi', seen: LEAD, value: 'Toinen alku.' }],
      },
    }),
  },
  beginMerge: { request: merge },
  readMerge: { request: (ids) => ({ parameters: parameters(ids) }) },
  decideMerge: {
    request: (ids) => ({
      parameters: parameters(ids),
      body: { address: ids.practiceTo, place: CHANGED, side: 'UPSTREAM', seen: 'LOCAL', about: ABOUT },
    }),
  },
  keepMerge: {
    request: (ids) => ({ parameters: parameters(ids), body: { address: ids.practiceTo, mark: KEPT } }),
  },
  abandonMerge: { request: merge },
  undoMerge: {
    request: ({ mergedPractice }) => ({
      parameters: { kind: 'MESSAGE_TEXTS', name: mergedPractice },
      body: {},
    }),
  },
  previewUse: { request: (ids) => ({ parameters: parameters(ids), body: wish(ids) }) },
  takeIntoUse: {
    request: (ids) => ({
      parameters: parameters(ids),
      body: { useId: 'takenintouse00000001', mark: TAKEN, ...wish(ids) },
    }),
  },
  readOperatingModels: none,
  takeOutOfUse: {
    request: ({ mergedPractice }) => ({
      parameters: { kind: 'MESSAGE_TEXTS', name: mergedPractice },
      body: {},
    }),
  },
  endAdoption: { request: (ids) => ({ parameters: parameters(ids), body: { uses: 1 } }) },
  resumeAdoption: {
    request: ({ endedPractice }) => ({
      parameters: { kind: 'MESSAGE_TEXTS', name: endedPractice },
      body: { uses: 2 },
    }),
  },
  offerChanges: { request: (ids) => ({ parameters: parameters(ids), body: { version: '9' } }) },
};
