import * as z from 'zod';

/** Where a municipality stands in the service, from the request to the erasure. */
export const tenantStates = [
  'REQUESTED',
  'PROVISIONING',
  'ACTIVE',
  'SUSPENDED',
  'EXPORTING',
  'ERASING',
  'ERASED',
] as const;
export const tenantState = z.enum(tenantStates);
export type TenantState = z.infer<typeof tenantState>;

interface Move {
  readonly from: readonly TenantState[];
  readonly to: TenantState;
}

/**
 * The one state machine of a municipality's life: an act, the states it is possible in, and where it leads. A new municipality
 * begins as REQUESTED; nothing leads out of ERASED. Provisioning that has got stuck is taken up again by the act that began it, and
 * an export that is given up leads back, so that no state but the last is a dead end.
 */
export const tenantMoves = {
  TAKE_UP: { from: ['REQUESTED', 'PROVISIONING'], to: 'PROVISIONING' },
  OPEN: { from: ['PROVISIONING'], to: 'ACTIVE' },
  SUSPEND: { from: ['ACTIVE'], to: 'SUSPENDED' },
  RESUME: { from: ['SUSPENDED'], to: 'ACTIVE' },
  EXPORT: { from: ['SUSPENDED'], to: 'EXPORTING' },
  GIVE_UP_EXPORT: { from: ['EXPORTING'], to: 'SUSPENDED' },
  ERASE: { from: ['EXPORTING'], to: 'ERASING' },
  /** What an export that is being taken in has brought goes again; nobody has been let in. */
  GIVE_UP_IMPORT: { from: ['PROVISIONING'], to: 'ERASING' },
  /** Nothing is erased yet, and rows stand that the receipt does not name: they are to be taken along first. */
  EXPORT_AGAIN: { from: ['ERASING'], to: 'EXPORTING' },
  /** After a restore: what the ledger says was erased is erased again, whatever the restored row says. */
  ERASE_AGAIN: {
    from: ['REQUESTED', 'PROVISIONING', 'ACTIVE', 'SUSPENDED', 'EXPORTING'],
    to: 'ERASING',
  },
  CONFIRM_ERASURE: { from: ['ERASING'], to: 'ERASED' },
} as const satisfies Readonly<Record<string, Move>>;

export type TenantAct = keyof typeof tenantMoves;
export const tenantActs = Object.keys(tenantMoves) as TenantAct[];

/** What the platform's operator does by hand. */
export const operatorAct = z.enum([
  'TAKE_UP',
  'GIVE_UP_IMPORT',
  'SUSPEND',
  'RESUME',
  'EXPORT',
  'GIVE_UP_EXPORT',
  'ERASE',
]);
export type OperatorAct = z.infer<typeof operatorAct>;

/** The state that the act leads to from `state`; `undefined` when it is not possible there. */
export function moved(state: TenantState, act: TenantAct): TenantState | undefined {
  const { from, to }: Move = tenantMoves[act];
  return from.includes(state) ? to : undefined;
}

/** What the operator can do in a state. */
export function operatorActsIn(state: TenantState): OperatorAct[] {
  return operatorAct.options.filter((act) => moved(state, act) !== undefined);
}

/** Whether people are let in and jobs run. Anything but ACTIVE is closed, so a state that is added later is closed until somebody opens it. */
export function isOpen(state: TenantState | undefined): boolean {
  return state === 'ACTIVE';
}

/** Whether it leaves for good: nothing is brought to it any more. */
export function isGone(state: TenantState): boolean {
  return state === 'ERASING' || state === 'ERASED';
}

/** Whether the street is told that the service is paused: it has been open, and is not now. */
export function isPaused(state: TenantState): boolean {
  return !['REQUESTED', 'PROVISIONING', 'ACTIVE'].includes(state);
}

/**
 * Whether the network is told of what it does: it has been open, and does not leave for good. What an export brings is not told before
 * it is known to be the municipality's own, which it is when it opens.
 */
export function isOfNetwork(state: TenantState): boolean {
  return ['ACTIVE', 'SUSPENDED', 'EXPORTING'].includes(state);
}
