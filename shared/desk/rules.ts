import type { TenantRole } from '../kernel/roles.ts';
import { type EpochMinute, Temporal, zonedMinute } from '../kernel/time.ts';

/** A start this far ahead is a clock that runs fast; more is a mistake. */
const MINUTES_AHEAD = 5;

/** Whether a contact can have started then: not ahead of the clock by more than 5 minutes, not over a year ago. */
export function isRecordableStart(start: EpochMinute, now: EpochMinute, zone: string): boolean {
  const oldest = zonedMinute(now, zone).subtract({ years: 1 });
  return (
    start <= now + MINUTES_AHEAD && Temporal.ZonedDateTime.compare(zonedMinute(start, zone), oldest) >= 0
  );
}

/** Roles that open no day of a site by themselves, or the own part of it only. */
const ownPartOnly: readonly TenantRole[] = ['PARTNER_WORKER', 'TENANT_ADMIN', 'STAFF_MANAGER'];

/** Whether the roles see the whole site's day. Who only lends time (a partner) sees the own part of it. */
export function seesWholeSite(roles: readonly TenantRole[]): boolean {
  return roles.some((role) => !ownPartOnly.includes(role));
}

/** Whether the roles answer people's messages. */
export function answersMessages(roles: readonly TenantRole[]): boolean {
  return roles.includes('COUNSELLOR') || roles.includes('OUTREACH_WORKER');
}

/** Whether the roles see who waits to be called back. */
export function seesCalls(roles: readonly TenantRole[]): boolean {
  return answersMessages(roles) || roles.includes('SITE_MANAGER');
}

/** Whether the roles have to do with clients at all; to the others a client's id says nothing. */
export function knowsClients(roles: readonly TenantRole[]): boolean {
  return roles.includes('COUNSELLOR') || roles.includes('OUTREACH_WORKER');
}
