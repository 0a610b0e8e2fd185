import type { DynamoDBStreamHandler } from 'aws-lambda';
import { sendConfirmations } from '../booking/index.ts';
import { wire } from '../kernel/house.ts';
import { sesMail } from '../kernel/mail.ts';
import { textMessages } from '../kernel/sms.ts';

const { openScope, ids } = wire(process.env);
const ports = {
  openScope,
  ids,
  sendMail: sesMail(process.env['MAIL_FROM'] ?? ''),
  sendText: textMessages(process.env['TEXT_SENDER'] ?? ''),
  origin: process.env['PUBLIC_ORIGIN'] ?? '',
};

/** Stream of the Work table → confirmations by mail. */
export const handler: DynamoDBStreamHandler = (event) => sendConfirmations(ports, event);
