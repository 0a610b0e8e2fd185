import type { UseEffect, UseWish } from '@ohjaamo/shared/adoptions/useRoutes.ts';
import type { IdSource } from '@ohjaamo/shared/kernel/ids.ts';
import type { Problem } from '@ohjaamo/shared/kernel/problem.ts';
import type { Result } from '@ohjaamo/shared/kernel/result.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { Json } from '@ohjaamo/shared/templates/json.ts';
import type { AuditTrail } from '../../kernel/audit.ts';
import type { Write } from '../../kernel/table.ts';
import type { TenantScope } from '../../kernel/tenancy/scope.ts';
import type { Copy } from '../rows.ts';

/** A copy that is to be taken into use, and by whom. */
export interface Using {
  readonly scope: TenantScope;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly actor: TenantActor;
  readonly audit: AuditTrail;
  readonly copy: Copy;
  readonly wish: UseWish;
}

type InUse = NonNullable<Copy['inUse']>[number];

/** What became of bookings by it. */
export interface Settled {
  readonly orphaned: number;
  readonly readopted: number;
}
export const nobody: Settled = { orphaned: 0, readopted: 0 };

/** What taking a copy into use would do, and how it is done. */
export interface Effect {
  readonly view: UseEffect;
  /** What stands where it is to go: another one than was shown is not written over. */
  readonly basis: Json;
  readonly isBlocked: boolean;
  /** Whose bookings the preview shows. */
  readonly subjects?: readonly string[];
  /** What the copy remembers of it, besides who took it and when. */
  readonly remembered: Pick<InUse, 'site' | 'roles' | 'made'>;
  /**
   * Writes it with the copy's own writes in one transaction, and looks at the bookings.
   *
   * @param useId sent again, it is done once
   */
  apply(useId: string, at: string, writes: readonly Write[]): Promise<Result<Settled, Problem>>;
  /** Looks at the bookings again, in case the first time ended before that. */
  settle(useId: string): Promise<Settled>;
}
