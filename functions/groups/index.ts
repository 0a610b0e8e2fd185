export { comingMeetings } from './comingMeetings.ts';
export { type GroupMeeting, listMeetings } from './listMeetings.ts';
export { putGroup } from './putGroup.ts';
export type { GroupRecord } from './record.ts';
export { tellGroups } from './tell.ts';
export { countUnrecorded } from './unrecorded.ts';
