import { isOpen, isPaused, type TenantState } from '@ohjaamo/shared/tenants/life.ts';

/** How a municipality's state looks: its colour, and the mark that says the same without colour. */
export function tenantStateTag(state: TenantState): {
  readonly kind: 'good' | 'caution' | 'alert';
  readonly mark: string;
} {
  if (isOpen(state)) return { kind: 'good', mark: '✓' };
  return isPaused(state) ? { kind: 'alert', mark: '✕' } : { kind: 'caution', mark: '…' };
}
