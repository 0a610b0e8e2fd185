import type { DynamoDBStreamHandler } from 'aws-lambda';
import { networkTable, platformTable, wire } from '../kernel/house.ts';
import { sesMail } from '../kernel/mail.ts';
import { textMessages } from '../kernel/sms.ts';
import { shareWork, workFollowers } from './shareWork.ts';

const mailFrom = process.env['MAIL_FROM'] ?? '';
const { openScope, clock, ids } = wire(process.env);
const followers = workFollowers({
  openScope,
  network: networkTable(process.env),
  platform: platformTable(process.env),
  clock,
  ids,
  sendMail: sesMail(mailFrom),
  sendText: textMessages(process.env['TEXT_SENDER'] ?? ''),
  mailFrom,
  origin: process.env['PUBLIC_ORIGIN'] ?? '',
});

/** Stream of the Work table → the agenda and what the caps count, then messages about bookings, lent time and groups, and what the network counts. */
export const handler: DynamoDBStreamHandler = (event) => shareWork(followers, event);
