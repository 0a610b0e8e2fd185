import type { DynamoDBStreamHandler } from 'aws-lambda';
import { tellGroups } from '../groups/index.ts';
import { wire } from '../kernel/house.ts';
import { sesMail } from '../kernel/mail.ts';
import { textMessages } from '../kernel/sms.ts';

const { openScope, ids, clock } = wire(process.env);
const ports = {
  openScope,
  ids,
  clock,
  sendMail: sesMail(process.env['MAIL_FROM'] ?? ''),
  sendText: textMessages(process.env['TEXT_SENDER'] ?? ''),
  origin: process.env['PUBLIC_ORIGIN'] ?? '',
};

/** Stream of the Work table → messages about places in groups and about their meetings. */
export const handler: DynamoDBStreamHandler = (event) => tellGroups(ports, event);
