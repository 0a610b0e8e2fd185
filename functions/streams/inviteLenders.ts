import type { DynamoDBStreamHandler } from 'aws-lambda';
import { inviteLenders } from '../calendars/index.ts';
import { wire } from '../kernel/house.ts';
import { sesMail } from '../kernel/mail.ts';

const mailFrom = process.env['MAIL_FROM'] ?? '';
const ports = {
  ...wire(process.env),
  sendMail: sesMail(mailFrom),
  mailFrom,
  origin: process.env['PUBLIC_ORIGIN'] ?? '',
};

/** Stream of the Work table → invitations to those who lend time. */
export const handler: DynamoDBStreamHandler = (event) => inviteLenders(ports, event);
