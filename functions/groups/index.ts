export { type GroupAcross, groupsToOpen, markGroupOpeningEnded, readGroupAcross } from './across.ts';
export { comingMeetings } from './comingMeetings.ts';
export { heldMeetings } from './heldMeetings.ts';
export { type GroupMeeting, listMeetings } from './listMeetings.ts';
export { putGroup } from './putGroup.ts';
export type { GroupRecord } from './record.ts';
export { signUpOpenly } from './signUp.ts';
export { tellGroups } from './tell.ts';
export { countUnrecorded } from './unrecorded.ts';
