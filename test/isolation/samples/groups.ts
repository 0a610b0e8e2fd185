import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { groupsRoutes } from '@ohjaamo/shared/groups/contract.ts';
import type { Ids } from '../ids.ts';
import { saturdays } from '../meets.ts';
import { link, where, type SamplesOf } from './sample.ts';

const sundays = { ...saturdays, first: '2027-02-07' };
const groupAt = ({ siteId, groupId }: Ids) => ({ siteId, groupId });
const meetingAt = ({ siteId, groupId, meetingId }: Ids) => ({ siteId, groupId, meetingId });
/** What is told of a group. */
const aboutGroup = {
  name: { fi: 'Uusi ryhmä' },
  description: { fi: 'Yhdessä' },
  seats: 9,
  spokenLanguage: 'fi',
  ages: { from: 15 },
  online: true,
  meetingAddress: 'https://meet.example/group',
};

export const groupsSamples: SamplesOf<typeof groupsRoutes> = {
  listSiteGroups: { request: (ids) => ({ parameters: where(ids) }) },
  readSiteGroup: { request: (ids) => ({ parameters: { ...where(ids), groupId: ids.groupId } }) },
  signUpToGroup: {
    request: (ids) => ({
      parameters: { ...where(ids), groupId: ids.groupId },
      body: {
        signUpId: ids.signUpId,
        secret: randomIds.secret(128),
        meetingId: ids.meetingId,
        language: 'fi',
        nickname: 'Sini',
        email: 'somebody@town.example',
        phone: '040 1234567',
        readyToWait: true,
      },
    }),
    chosen: ['signUpId'],
  },
  readSignUp: { request: (ids) => ({ parameters: link(ids) }) },
  readSignUpCalendar: { request: (ids) => ({ parameters: link(ids) }) },
  leaveGroup: { request: (ids) => ({ parameters: link(ids), body: {} }) },
  rejoinGroup: { request: (ids) => ({ parameters: link(ids), body: { readyToWait: false } }) },
  listGroups: { request: (ids) => ({ parameters: { siteId: ids.siteId } }) },
  readGroupChoices: { request: (ids) => ({ parameters: { siteId: ids.siteId } }) },
  readGroup: { request: (ids) => ({ parameters: groupAt(ids) }) },
  previewSeries: {
    request: (ids) => ({
      parameters: { siteId: ids.siteId },
      body: { leaders: [ids.staffId], room: ids.roomId, seats: 4, online: false, series: sundays },
    }),
  },
  createGroup: {
    request: (ids) => ({
      parameters: { siteId: ids.siteId },
      body: {
        groupId: ids.groupId,
        ...aboutGroup,
        joining: 'DROP_IN',
        leaders: [ids.staffId],
        room: ids.roomId,
        series: sundays,
      },
    }),
    chosen: ['groupId'],
  },
  changeGroup: { request: (ids) => ({ parameters: groupAt(ids), body: { version: 2, ...aboutGroup } }) },
  addMeetings: {
    request: (ids) => ({
      parameters: groupAt(ids),
      body: { version: 2, leaders: [ids.staffId], room: ids.roomId, series: sundays },
    }),
  },
  moveMeetings: {
    request: (ids) => ({
      parameters: meetingAt(ids),
      body: {
        version: 2,
        date: '2027-02-07',
        start: '13:00',
        end: '14:00',
        leaders: [ids.staffId],
        room: ids.roomId,
        following: false,
      },
    }),
  },
  cancelMeetings: {
    request: (ids) => ({ parameters: meetingAt(ids), body: { version: 2, following: true } }),
  },
  restoreMeeting: {
    request: (ids) => ({
      parameters: meetingAt(ids),
      body: { version: 2, leaders: [ids.staffId], room: ids.roomId },
    }),
  },
  removeSignUp: {
    request: (ids) => ({ parameters: { ...groupAt(ids), signUpId: ids.signUpId }, body: {} }),
  },
  readMeeting: { request: (ids) => ({ parameters: meetingAt(ids) }) },
  recordAttendance: {
    request: (ids) => ({
      parameters: { ...groupAt(ids), meetingId: ids.begunMeetingId },
      body: { revision: 0, came: [], heads: 4 },
    }),
  },
};
