export { type GroupMeeting, listMeetings } from './listMeetings.ts';
export { putGroup } from './putGroup.ts';
export type { GroupRecord } from './record.ts';
export { tellGroups } from './tell.ts';
export { unheldOf } from './unheld.ts';
export { countUnrecorded } from './unrecorded.ts';
