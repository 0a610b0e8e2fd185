import { tellMoves } from '../booking/index.ts';
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

/** Scheduled: moves by the house that have stood for a moment → messages to the holders. */
export const handler = (): Promise<void> => tellMoves(ports);
