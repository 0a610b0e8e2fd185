import type { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import type { Ids } from '../ids.ts';
import type { SamplesOf } from './sample.ts';

const atSite = ({ siteId }: Ids) => ({ parameters: { siteId } });
/** A place of the duty shift on the present Monday. */
const placeOf = ({ shiftId }: Ids, number: number) => `${shiftId}-2027-02-01-${number}`;

export const dutySamples: SamplesOf<typeof dutyRoutes> = {
  readRota: { request: (ids) => ({ ...atSite(ids), query: { week: '2027-W05' } }) },
  fillRota: { request: (ids) => ({ ...atSite(ids), body: { week: '2027-W05' } }) },
  publishRota: { request: (ids) => ({ ...atSite(ids), body: { week: '2027-W05', version: 3 } }) },
  discardRota: { request: (ids) => ({ ...atSite(ids), body: { week: '2027-W06', version: 1 } }) },
  assignDuty: {
    request: (ids) => ({
      ...atSite(ids),
      body: { week: '2027-W05', version: 3, place: placeOf(ids, 0), staffId: ids.staffId },
    }),
  },
  undoDuty: { request: (ids) => ({ ...atSite(ids), body: { week: '2027-W06', version: 1 } }) },
  proposeSwap: {
    request: (ids) => ({
      ...atSite(ids),
      body: { swapId: ids.swapId, to: ids.colleagueId, give: placeOf(ids, 0), take: placeOf(ids, 1) },
    }),
    chosen: ['swapId'],
  },
  answerSwap: {
    request: (ids) => ({
      parameters: { siteId: ids.siteId, swapId: ids.swapId },
      body: { answer: 'WITHDRAW' },
    }),
  },
  readShifts: { request: atSite },
  saveShift: {
    request: (ids) => ({
      ...atSite(ids),
      body: {
        version: 1,
        shift: {
          id: ids.shiftId,
          weekday: 'TUE',
          start: '15:00',
          end: '16:00',
          mode: 'WALK_IN',
          service: `D-${ids.organisation}`,
          workers: 1,
          skills: ['housing'],
        },
      },
    }),
    chosen: ['shiftId'],
  },
  removeShift: {
    request: (ids) => ({ parameters: { siteId: ids.siteId, shiftId: ids.shiftId }, body: { version: 1 } }),
  },
  saveDutyRules: {
    request: (ids) => ({ ...atSite(ids), body: { version: 1, rules: { perWeek: 3, lateFrom: '16:00' } } }),
  },
  readWorkAreas: { request: (ids) => ({ ...atSite(ids), query: { month: '2027-02' } }) },
  planWorkAreas: {
    request: (ids) => ({
      ...atSite(ids),
      body: {
        staffId: ids.staffId,
        shares: { ONLINE_PHONE: 10, WALK_IN: 40, INDIVIDUAL: 40, GROUPS: 10 },
      },
    }),
  },
  readSkills: { request: atSite },
  confirmSkill: {
    request: (ids) => ({ ...atSite(ids), body: { staffId: ids.staffId, skill: 'housing', knows: true } }),
  },
  saveSkill: {
    request: (ids) => ({
      ...atSite(ids),
      body: { version: 0, skill: { code: 'talk', name: { fi: 'Puhe' }, need: 'EVERYONE' } },
    }),
  },
  removeSkill: { request: (ids) => ({ ...atSite(ids), body: { version: 0, skill: 'housing' } }) },
};
