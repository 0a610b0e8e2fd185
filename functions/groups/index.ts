export { type GroupMeeting, listMeetings } from './listMeetings.ts';
export { tellGroups } from './tell.ts';
