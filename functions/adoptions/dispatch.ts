import type { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { lazily } from '../kernel/http/lazily.ts';
import type { Table } from '../kernel/table.ts';
import { adoptTemplate, countNewVersions, listAdoptions, readAdoptable } from './adopt.ts';
import { changeAdoption, readAdoption } from './change.ts';
import { adoptDraft, takeDraftUp, throwDraftAway } from './draftEnds.ts';
import { beginDraft, changeDraft, listDrafts, readDraft } from './drafts.ts';
import { keepMerge } from './keep.ts';
import { stepLesson } from './lessons.ts';
import { readOperatingModels } from './operatingModels.ts';
import { abandonMerge, beginMerge, decideMerge, readMerge, undoMerge } from './merge.ts';
import { offerChanges } from './offer.ts';
import { endAdoption, resumeAdoption } from './stand.ts';
import { beginTrial, listTrials, noteTrial, readTrial, stepTrial } from './trials.ts';

// Made of what seven modules know; adopting and merging know none of them.
const use = () => import('./use/takeIntoUse.ts');

/** The use cases of the module, wired to the network's table: templates are read there, and offers handed in. */
export function adoptionsDispatch(network: Table): Dispatch<typeof adoptionsRoutes> {
  return {
    listDrafts,
    beginDraft: beginDraft(network),
    readDraft,
    changeDraft,
    adoptDraft: adoptDraft(network),
    throwDraftAway,
    takeDraftUp,
    listAdoptions: listAdoptions(network),
    countNewVersions: countNewVersions(network),
    readAdoptable: readAdoptable(network),
    adoptTemplate: adoptTemplate(network),
    readAdoption: readAdoption(network),
    changeAdoption: changeAdoption(network),
    beginMerge: beginMerge(network),
    readMerge: readMerge(network),
    decideMerge: decideMerge(network),
    keepMerge: keepMerge(network),
    abandonMerge: abandonMerge(network),
    undoMerge: undoMerge(network),
    offerChanges: offerChanges(network),
    endAdoption: endAdoption(network),
    resumeAdoption: resumeAdoption(network),
    previewUse: lazily(async () => (await use()).previewUse),
    takeIntoUse: lazily(async () => (await use()).takeIntoUse),
    readOperatingModels,
    takeOutOfUse: lazily(async () => (await use()).takeOutOfUse),
    listTrials,
    beginTrial: beginTrial(network),
    readTrial: readTrial(network),
    noteTrial: noteTrial(network),
    stepTrial: stepTrial(network),
    stepLesson: stepLesson(network),
  };
}
