export { closeLines } from './closeLines.ts';
export { readTicketRecord as readTicket } from './repository.ts';
export { readWaitingLine } from './waitingLine.ts';
