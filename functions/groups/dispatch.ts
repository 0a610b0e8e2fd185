import { groupsRoutes } from '@ohjaamo/shared/groups/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';
import { readMeeting, recordAttendance } from './attendance.ts';
import { changeGroup } from './changeGroup.ts';
import { addMeetings, cancelMeetings, moveMeetings, restoreMeeting } from './changeSeries.ts';
import { createGroup, previewSeries } from './createGroup.ts';
import { listSiteGroups, readSiteGroup } from './listSiteGroups.ts';
import { leaveGroup, readSignUp, readSignUpCalendar, rejoinGroup } from './mySignUp.ts';
import { listGroups, readGroup, readGroupChoices } from './readGroup.ts';
import { removeSignUp } from './removeSignUp.ts';
import { signUpToGroup } from './signUp.ts';

const dispatch: Dispatch<typeof groupsRoutes> = {
  listSiteGroups,
  readSiteGroup,
  signUpToGroup,
  readSignUp,
  readSignUpCalendar,
  leaveGroup,
  rejoinGroup,
  listGroups,
  readGroup,
  readGroupChoices,
  previewSeries,
  createGroup,
  changeGroup,
  addMeetings,
  moveMeetings,
  cancelMeetings,
  restoreMeeting,
  removeSignUp,
  readMeeting,
  recordAttendance,
};

/** The module's handler in a house. */
export function groupsHandler(house: House) {
  return moduleHandler(groupsRoutes, dispatch, house);
}
