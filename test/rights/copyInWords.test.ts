import { join } from 'node:path';
import { readEverything } from '@ohjaamo/functions/rights/everything.ts';
import { readPlace } from '@ohjaamo/functions/tenants/index.ts';
import { loadDemoData } from '@ohjaamo/infra/local/seed/load.ts';
import { writeNotes } from '@ohjaamo/infra/local/seed/notes.ts';
import { writePeople } from '@ohjaamo/infra/local/seed/people.ts';
import { writePlan } from '@ohjaamo/infra/local/seed/plans.ts';
import { closingReasons, destinations, mainActivities, routesIn } from '@ohjaamo/shared/cases/episode.ts';
import { identificationMeans } from '@ohjaamo/shared/cases/identification.ts';
import { mergeStates } from '@ohjaamo/shared/cases/merge.ts';
import { capacityJudgements, consentGivers, guardianRelations } from '@ohjaamo/shared/cases/minors.ts';
import { timelineKinds } from '@ohjaamo/shared/cases/timeline.ts';
import { benefitPayers, dayMarks, placeKinds, workFields } from '@ohjaamo/shared/employers/codes.ts';
import { trialStates } from '@ohjaamo/shared/employers/trialStates.ts';
import { caseCategories } from '@ohjaamo/shared/kernel/caseCategories.ts';
import { caseTaskKinds } from '@ohjaamo/shared/kernel/caseTasks.ts';
import { ageBands, channels, parties, topics } from '@ohjaamo/shared/kernel/codes.ts';
import { consentMeans } from '@ohjaamo/shared/kernel/consents.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { noteSources, noteStates } from '@ohjaamo/shared/kernel/noteSources.ts';
import { restrictionGrounds } from '@ohjaamo/shared/kernel/restriction.ts';
import { noteChanges } from '@ohjaamo/shared/notes/note.ts';
import { disclosedData, minorBases } from '@ohjaamo/shared/outreach/disclosure.ts';
import { senderKinds } from '@ohjaamo/shared/outreach/senders.ts';
import { outreachMeasures, receivedBy, toldInAdvance } from '@ohjaamo/shared/outreach/views.ts';
import { referralStates, referralSteps } from '@ohjaamo/shared/referrals/states.ts';
import { declineReasons, referralOutcomes, referralWishes } from '@ohjaamo/shared/referrals/views.ts';
import { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import { requestKinds, requestStates } from '@ohjaamo/shared/rights/requests.ts';
import { describe, expect, it } from 'vitest';
import { messages } from '../../web/src/i18n/messages.ts';
import { readNotes } from '../../web/src/rights/heldParts.ts';
import { valueKey } from '../../web/src/rights/words.ts';
import { fullTown } from '../cases/erasedTown.ts';
import { merge, twice } from '../cases/mergeTown.ts';
import { givenNow, referralTown } from '../referrals/referralTown.ts';
import { seedTenant, testClock, testHouse } from '../support/house.ts';
import type { WorkTown } from '../support/workTown.ts';
import { unnamedIn } from './unnamed.ts';

const NOW = '2027-02-01T08:00+02:00';
const copyOf = async (town: WorkTown, client: ClientId) =>
  (await town.onOwnPage(client, rightsRoutes.takeEverything)).body;

describe('A copy that is read', () => {
  it.each(['rovaniemi', 'helsinki'])(
    'holds no name and no code of the program: everybody of the demo in %s',
    async (code) => {
      const loaded = loadDemoData(join(import.meta.dirname, '../../demo-data'));
      const found = loaded.ok ? loaded.value.find((each) => each.code === code) : undefined;
      if (!found) throw new Error('The demo data has faults');
      const house = testHouse(testClock(NOW));
      const tenantId = await seedTenant(house, found.tenant);
      const demo = { ...found, tenantId };
      for (const write of [writePeople, writeNotes, writePlan]) {
        await write(house.openScope, demo, Date.parse(NOW));
      }
      const scope = house.openScope(tenantId, 'rights');
      const place = await readPlace(scope, house.clock);
      expect(demo.people.length).toBeGreaterThan(0);
      for (const { id } of demo.people) {
        const everything = await readEverything(scope, id, place, Date.parse(NOW));
        expect(unnamedIn(everything)).toEqual([]);
        const notes = readNotes(everything.parts);
        expect(notes.every(({ versions }) => versions.length > 0)).toBe(true);
      }
    },
  );

  it('nor that of somebody of whom there is something of each kind', async () => {
    const town = await fullTown();
    await town.ask();
    expect(unnamedIn(await copyOf(town, town.clientId))).toEqual([]);
  });

  it('nor that of somebody who was written down twice', async () => {
    const { town, into, other } = await twice();
    await merge(town, into, other);
    expect(unnamedIn(await copyOf(town, into))).toEqual([]);
  });

  it('nor that of somebody who was referred outside', async () => {
    const town = await referralTown();
    const client = await town.client();
    const draft = await town.drafts(client, {
      ...{ kind: 'OUTSIDE', name: 'Testiyhdistys', email: 'yhdistys@example.org', organisation: undefined },
      categories: ['CONTACT_DETAILS'],
    });
    await town.grounds(client, draft.body.id, givenNow());
    await town.sends(client, draft.body.id);
    expect(unnamedIn(await copyOf(town, client))).toEqual([]);
  });
});

describe('Each word of a list in the data', () => {
  it.each<[string, string, readonly string[]]>([
    ['CLIENT', 'task', caseTaskKinds],
    ['CLIENT', 'tags', topics],
    ['CONSENT', 'categories', caseCategories],
    ['CONSENT', 'giver', consentGivers],
    ['CONSENT', 'judgement', capacityJudgements],
    ['CONSENT', 'means', consentMeans],
    ['CONTACT', 'ageBand', ageBands],
    ['CONTACT', 'channel', channels],
    ['CONTACT', 'party', parties],
    ['CONTACT', 'topics', topics],
    ['ENTRY', 'category', caseCategories],
    ['ENTRY', 'owner', ['SELF']],
    ['ENTRY', 'what', timelineKinds],
    ['EPISODE', 'destination', destinations],
    ['EPISODE', 'mainActivity', mainActivities],
    ['EPISODE', 'reason', closingReasons],
    ['EPISODE', 'routeIn', routesIn],
    ['EPISODE', 'source', ['YOUNG_PERSON', 'WORKER']],
    ['EPISODE', 'state', ['OPEN', 'CLOSED']],
    ['GUARDIAN', 'relation', guardianRelations],
    ['IDENTIFICATION', 'means', [...identificationMeans, 'SUOMI_FI']],
    ['MERGE', 'state', mergeStates],
    ['NOTE', 'source', noteSources],
    ['NOTE', 'state', noteStates],
    ['NOTE_VERSION', 'change', noteChanges],
    ['OUTREACH', 'by', receivedBy],
    ['OUTREACH', 'data', disclosedData],
    ['OUTREACH', 'measure', outreachMeasures],
    ['OUTREACH', 'minorBasis', minorBases],
    ['OUTREACH', 'sender', senderKinds],
    ['OUTREACH', 'toldInAdvance', toldInAdvance],
    ['REFERRAL', 'outcome', referralOutcomes],
    ['REFERRAL', 'reason', declineReasons],
    ['REFERRAL', 'state', referralStates],
    ['REFERRAL', 'step', [...referralSteps, 'DRAFT']],
    ['REFERRAL', 'wish', referralWishes],
    ['REQUEST', 'ground', restrictionGrounds],
    ['REQUEST', 'state', requestStates],
    ['REQUEST', 'what', requestKinds],
    ['TRIAL', 'payer', benefitPayers],
    ['TRIAL', 'state', trialStates],
    ['TRIAL_DAY', 'mark', dayMarks],
    ['WISHES', 'fields', workFields],
    ['WISHES', 'kinds', placeKinds],
  ])('of %s.%s is told in words in each language', (kind, field, values) => {
    for (const value of values) {
      const key = valueKey(kind, field, value);
      expect(key, `${kind}.${field} = ${value}`).toBeDefined();
      if (key)
        for (const language of ['fi', 'sv', 'en'] as const) expect(messages[language][key]).toBeTruthy();
    }
  });
});
