import { askAfterVisits } from '../feedback/index.ts';
import { platformTable, wire } from '../kernel/house.ts';
import { sesMail } from '../kernel/mail.ts';

const ports = {
  ...wire(process.env),
  platform: platformTable(process.env),
  sendMail: sesMail(process.env['MAIL_FROM'] ?? ''),
  origin: process.env['PUBLIC_ORIGIN'] ?? '',
};

/** Scheduled: the visits of yesterday → how it was. */
export const handler = (): Promise<void> => askAfterVisits(ports);
