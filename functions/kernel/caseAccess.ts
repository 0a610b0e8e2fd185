import type { AccessPurpose } from '@ohjaamo/shared/kernel/accessPurposes.ts';
import type { CaseAction, CaseCategory, CaseRelation } from '@ohjaamo/shared/access/rules.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Problem } from '@ohjaamo/shared/kernel/problem.ts';
import type { Result } from '@ohjaamo/shared/kernel/result.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { AuditTrail } from './audit.ts';
import type { TenantScope } from './tenancy/scope.ts';

/** What a part of a case is about, for one decision. */
export interface CasePart {
  /** `BASICS` when absent. */
  readonly category?: CaseCategory;
  /** Code of the organisation that recorded it. */
  readonly owner?: string;
  readonly widensOwnRights?: boolean;
}

/** One client's case as the policies open it to whoever asks. Made in the pipeline, consistent as of this request. */
export interface CaseAccess {
  readonly clientId: ClientId;
  readonly relation: CaseRelation;
  /** Code of the worker's own organisation. */
  readonly organisation: string;
  readonly purpose: AccessPurpose | undefined;
  /** Whether a non-disclosure for personal safety is in force. */
  readonly shielded: boolean;
  /**
   * The rows of the head of the client's partition (client, consents, episodes) as the decision was made of them, for the module
   * that keeps them, so that they are read once a request.
   */
  readonly head: readonly Readonly<Record<string, unknown>>[];
  /** Whether the policies allow the act on this part; asked for each part that an answer shows. */
  may(action: CaseAction, part?: CasePart): boolean;
}

export interface CaseQuestion {
  readonly scope: TenantScope;
  readonly actor: TenantActor;
  readonly sessionHash: string;
  readonly clock: Clock;
  readonly audit: AuditTrail;
  readonly clientId: ClientId;
  readonly action: CaseAction;
  readonly part: CasePart;
}

/**
 * Opens a client's case or says why not: `not-found` when there is no such client for whoever asks, `purpose-required` when
 * nobody has said why it is opened, `access-refused` when the policies do not allow the act.
 */
export type OpenCase = (question: CaseQuestion) => Promise<Result<CaseAccess, Problem>>;
