export { inviteLenders } from './inviteLenders.ts';
export { readAllBusyFeeds } from './readBusyFeeds.ts';
