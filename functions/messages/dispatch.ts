import { messagesRoutes } from '@ohjaamo/shared/messages/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';
import { claimCallBack, recordTry } from './callBacks.ts';
import { listCalls, recordCall, requestCallBack } from './calls.ts';
import { listThreads, readInboxVersion, showPresence } from './staffInbox.ts';
import {
  answerThread,
  assignThread,
  claimThread,
  closeThread,
  readStaffThread,
  readStaffThreadVersion,
} from './staffThread.ts';
import { openThread, startThread } from './startThread.ts';
import { leaveThread, readChat, readThread, readThreadVersion, writeMessage } from './useThread.ts';

const dispatch: Dispatch<typeof messagesRoutes> = {
  readChat,
  startThread,
  openThread,
  readThread,
  readThreadVersion,
  writeMessage,
  leaveThread,
  listThreads,
  readInboxVersion,
  readStaffThread,
  readStaffThreadVersion,
  answerThread,
  claimThread,
  assignThread,
  closeThread,
  showPresence,
  requestCallBack,
  listCalls,
  recordCall,
  claimCallBack,
  recordTry,
};

/** The module's handler in a house. */
export function messagesHandler(house: House) {
  return moduleHandler(messagesRoutes, dispatch, house);
}
