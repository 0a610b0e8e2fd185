import { sendReminders } from '../booking/index.ts';
import { platformTable, wire } from '../kernel/house.ts';
import { sesMail } from '../kernel/mail.ts';
import { textMessages } from '../kernel/sms.ts';

const ports = {
  ...wire(process.env),
  platform: platformTable(process.env),
  sendMail: sesMail(process.env['MAIL_FROM'] ?? ''),
  sendText: textMessages(process.env['TEXT_SENDER'] ?? ''),
  origin: process.env['PUBLIC_ORIGIN'] ?? '',
};

/** Scheduled: the bookings of the coming day → reminders. */
export const handler = (): Promise<void> => sendReminders(ports);
