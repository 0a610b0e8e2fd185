import type { FunctionPlan } from './functionPlan.ts';
import { keepsDirectory, tellsLibrary } from './jobPlans.ts';

/** What follows the streams of the tables. */
export const streamPlans = {
  aggregateFigures: {
    entry: 'functions/streams/aggregateFigures.ts',
    purpose: 'Applies contacts, appointments, meetings of groups and feedback to the daily figures',
    takes: ['aggregator'],
  },
  followWork: {
    entry: 'functions/streams/followWork.ts',
    purpose:
      "Writes the agenda from bookings, tells of bookings, offers, lent times and groups, keeps the street's list, and tells the network what sites say of their figures",
    takes: ['follower', 'street', 'moveTeller', 'inviter', 'groupPost', 'accessibilityPost', 'publisher'],
    network: {
      ...tellsLibrary,
      TEMPLATE: ['GetItem', 'UpdateItem'],
      ...keepsDirectory,
      NOTE: ['PutItem'],
    },
    platform: { TENANTS: ['GetItem'] },
    mail: true,
    rawMail: true,
    texts: true,
  },
  provisionTenant: {
    entry: 'functions/streams/provisionTenant.ts',
    purpose:
      'Makes a requested tenant ready, sends the invitations of its people, tells the street when it is paused, and the network what comes with it',
    takes: ['provisioning'],
    makesKeys: true,
    network: {
      PAUSED: ['PutItem', 'DeleteItem'],
      DIRECTORY: ['PutItem', 'DeleteItem'],
      TEMPLATE: ['GetItem'],
      ...tellsLibrary,
    },
    platform: {
      TENANTS: ['GetItem', 'UpdateItem'],
      LIFE: ['PutItem'],
      INVITATION: ['GetItem', 'PutItem', 'UpdateItem'],
      INVITED: ['GetItem', 'UpdateItem'],
      ACCESSIBILITY: ['GetItem', 'UpdateItem'],
    },
    mail: true,
  },
} as const satisfies Record<string, FunctionPlan>;
