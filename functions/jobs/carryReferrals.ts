import { platformTable, wire } from '../kernel/house.ts';
import { sesMail } from '../kernel/mail.ts';
import { carryReferrals } from '../referrals/index.ts';

const ports = {
  ...wire(process.env),
  platform: platformTable(process.env),
  sendMail: sesMail(process.env['MAIL_FROM'] ?? ''),
  origin: process.env['PUBLIC_ORIGIN'] ?? '',
};

/** Scheduled: links by mail, referrals to other municipalities, and their answers. */
export const handler = (): Promise<void> => carryReferrals(ports);
