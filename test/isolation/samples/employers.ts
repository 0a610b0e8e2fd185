import type { employersRoutes } from '@ohjaamo/shared/employers/contract.ts';
import type { Ids } from '../ids.ts';
import { press, type SamplesOf } from './sample.ts';

const client = ({ clientId }: Ids) => ({ clientId });
const trial = ({ clientId, trialId }: Ids) => ({ clientId, trialId });
const employer = ({ employerId }: Ids) => ({ employerId });

export const employersSamples: SamplesOf<typeof employersRoutes> = {
  listEmployers: { request: () => ({ query: { word: 'shop', kind: 'WORK_TRIAL', field: 'IT' } }) },
  readEmployer: { request: (ids) => ({ parameters: employer(ids) }) },
  saveEmployer: {
    request: (ids) => ({
      body: {
        employerId: ids.employerId,
        version: 0,
        name: 'Shop',
        municipality: 'Town',
        about: 'Sells things',
        contacts: [{ name: 'Manager', phone: '040 1234567', email: 'manager@shop.example' }],
      },
    }),
    chosen: ['employerId'],
  },
  savePlace: {
    request: (ids) => ({
      parameters: employer(ids),
      body: {
        placeId: ids.placeId,
        version: 0,
        kind: 'WORK_TRIAL',
        field: 'SALES_SERVICE',
        title: 'At the counter',
        municipality: 'Town',
        hoursPerWeek: 30,
        languages: ['fi'],
        startsOn: '2027-03-01',
        openUntil: '2027-02-25',
        seats: 2,
      },
    }),
    chosen: ['placeId'],
  },
  saveRecruitmentEvent: {
    request: (ids) => ({
      parameters: employer(ids),
      body: { eventId: press, version: 0, name: 'Open doors', on: '2027-03-10', where: 'In the shop' },
    }),
  },
  readWork: { request: (ids) => ({ parameters: client(ids) }) },
  recordWishes: {
    request: (ids) => ({
      parameters: client(ids),
      body: {
        version: 0,
        kinds: ['WORK_TRIAL'],
        fields: ['IT'],
        municipality: 'Town',
        hoursMost: 30,
        languages: ['fi'],
        unemployedSince: '2026-12-01',
        words: 'With computers',
      },
    }),
  },
  planTrial: {
    request: (ids) => ({
      parameters: client(ids),
      body: {
        trialId: ids.chosenTrialId,
        employer: 'Shop',
        supervisor: 'Manager',
        start: '2027-03-01',
        end: '2027-03-31',
        hoursPerDay: 6,
        daysPerWeek: 5,
        payer: 'KELA',
        tasks: 'At the counter',
        goals: 'Whether the trade suits',
        noCompetition: true,
        drugTestClear: true,
        childrenClear: true,
      },
    }),
    chosen: ['chosenTrialId'],
  },
  recordEarlierTrial: {
    request: (ids) => ({
      parameters: client(ids),
      body: { trialId: ids.chosenTrialId, start: '2026-01-01', end: '2026-01-31' },
    }),
    chosen: ['chosenTrialId'],
  },
  moveTrial: {
    request: (ids) => ({
      parameters: trial(ids),
      body: { version: 3, step: 'INTERRUPT', on: '2027-02-01', reason: 'Found work' },
    }),
  },
  markTrialDay: {
    request: (ids) => ({
      parameters: trial(ids),
      body: { date: '2027-02-01', version: 0, mark: 'PRESENT', words: 'Went well' },
    }),
  },
  evaluateTrial: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId, trialId: ids.endedTrialId },
      body: { version: 4, evaluation: 'Did well' },
    }),
  },
  readTrialSheet: { request: (ids) => ({ parameters: trial(ids) }) },
};
