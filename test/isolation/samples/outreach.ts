import type { outreachRoutes } from '@ohjaamo/shared/outreach/contract.ts';
import { none, press, type SamplesOf } from './sample.ts';

const of = ({ notificationId }: { readonly notificationId: string }) => ({ notificationId });

export const outreachSamples: SamplesOf<typeof outreachRoutes> = {
  listOutreach: none,
  receiveOutreach: {
    request: (ids) => ({
      body: {
        notificationId: ids.notificationId,
        displayName: 'Another young person',
        birthDate: '2010-05-01',
        phone: '040 1234567',
        email: 'young@person.example',
        address: 'Street 1',
        sender: 'ORGANISATION',
        organisation: 'Club',
        contactPerson: 'Trainer',
        consentBy: 'YOUNG_PERSON',
        by: 'PHONE',
        receivedOn: '2027-01-30',
        toldInAdvance: 'NOT_KNOWN',
      },
    }),
    chosen: ['notificationId'],
  },
  readOutreach: { request: (ids) => ({ parameters: of(ids) }) },
  recordOutreachTry: {
    request: (ids) => ({ parameters: of(ids), body: { eventId: press, means: 'VISIT', reached: false } }),
  },
  decideOutreachMeasure: {
    request: (ids) => ({
      parameters: of(ids),
      body: { eventId: press, measure: 'ACCOMPANY', words: 'Together to the first meeting' },
    }),
  },
  discloseOutreach: {
    request: (ids) => ({
      parameters: of(ids),
      body: {
        eventId: press,
        to: 'The school',
        data: ['NAME'],
        consented: true,
        minorBasis: 'MINOR_DECIDES',
        minorReason: 'Understands what is given',
      },
    }),
  },
  reviewOutreach: { request: (ids) => ({ parameters: of(ids), body: {} }) },
  endOutreach: { request: (ids) => ({ parameters: of(ids), body: { outcome: 'NO_LONGER_NEEDED' } }) },
  agreeOutreach: {
    request: (ids) => ({ parameters: { clientId: ids.clientId, ...of(ids) }, body: {} }),
  },
  readClientOutreach: { request: (ids) => ({ parameters: { clientId: ids.clientId } }) },
  reviewClientOutreach: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId, notificationId: ids.agreedNotificationId },
      body: { needed: true },
    }),
  },
  countOutreach: none,
};
