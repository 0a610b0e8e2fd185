import type { messagesRoutes } from '@ohjaamo/shared/messages/contract.ts';
import { newThreadCode } from '@ohjaamo/shared/messages/threadCode.ts';
import type { Ids } from '../ids.ts';
import { THREAD_CODE } from '../writes.ts';
import { where, type SamplesOf } from './sample.ts';

const threadOf = ({ threadId }: Ids) => ({ threadId });
const writer = (ids: Ids) => ({ parameters: where(ids), headers: { cookie: ids.threadCookie } });

export const messagesSamples: SamplesOf<typeof messagesRoutes> = {
  readChat: { request: (ids) => ({ parameters: where(ids) }) },
  startThread: {
    request: (ids) => ({
      parameters: where(ids),
      body: {
        code: newThreadCode((count) => crypto.getRandomValues(new Uint8Array(count))),
        messageId: ids.messageId,
        text: 'Hello',
        language: 'fi',
        shared: false,
      },
    }),
    chosen: ['messageId'],
  },
  openThread: {
    request: (ids) => ({ parameters: where(ids), body: { code: THREAD_CODE, shared: false } }),
  },
  readThread: { request: writer },
  readThreadVersion: { request: writer },
  writeMessage: {
    request: (ids) => ({ ...writer(ids), body: { messageId: ids.messageId, text: 'Hello again' } }),
    chosen: ['messageId'],
  },
  leaveThread: { request: (ids) => ({ ...writer(ids), body: {} }) },
  listThreads: { request: (ids) => ({ query: { site: ids.siteId } }) },
  readInboxVersion: { request: (ids) => ({ query: { site: ids.siteId } }) },
  readStaffThread: { request: (ids) => ({ parameters: threadOf(ids) }) },
  readStaffThreadVersion: { request: (ids) => ({ parameters: threadOf(ids) }) },
  answerThread: {
    request: (ids) => ({
      parameters: threadOf(ids),
      body: { messageId: ids.messageId, text: 'Hello to you', seen: 1 },
    }),
    chosen: ['messageId'],
  },
  claimThread: { request: (ids) => ({ parameters: threadOf(ids), body: { answering: true } }) },
  assignThread: { request: (ids) => ({ parameters: threadOf(ids), body: { staffId: ids.staffId } }) },
  closeThread: { request: (ids) => ({ parameters: threadOf(ids), body: { closed: true, seen: 500 } }) },
  showPresence: { request: (ids) => ({ body: { site: ids.siteId } }) },
  requestCallBack: {
    request: (ids) => ({
      parameters: where(ids),
      body: {
        callId: ids.callId,
        number: '040 1234567',
        nickname: 'Sini',
        times: 'in the afternoon',
        interpreter: 'Arabic',
        language: 'fi',
      },
    }),
    chosen: ['callId'],
  },
  listCalls: { request: (ids) => ({ query: { site: ids.siteId } }) },
  recordCall: {
    request: (ids) => ({
      body: {
        callId: ids.callId,
        site: ids.siteId,
        at: '2027-02-01T09:10+02:00',
        answered: false,
        topics: [],
        number: '040 1234567',
        nickname: 'Sini',
      },
    }),
    chosen: ['callId'],
  },
  claimCallBack: {
    request: (ids) => ({ parameters: { callId: ids.callId }, body: { site: ids.siteId, claimed: true } }),
  },
  recordTry: {
    request: (ids) => ({
      parameters: { callId: ids.callId },
      body: { site: ids.siteId, tryId: ids.tryId, outcome: 'NOT_REACHED' },
    }),
    chosen: ['tryId'],
  },
};
