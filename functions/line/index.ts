export { closeLines } from './closeLines.ts';
export type { TicketRecord } from './record.ts';
export { readTicketRecord as readTicket } from './repository.ts';
