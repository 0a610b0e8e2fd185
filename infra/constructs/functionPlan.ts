import type { DataRoleName } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import type { keyKinds, TableName } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import type { Operation } from '@ohjaamo/functions/kernel/tenancy/operations.ts';

/** Key kinds of one table with what may be done to them. */
export type Kinds<T extends keyof typeof keyKinds> = Readonly<
  Partial<Record<(typeof keyKinds)[T][number], readonly Operation[]>>
>;

/** What one Lambda function is and what it needs; build, roles, environment and tests are made of this. */
export interface FunctionPlan {
  /** The file that exports `handler`, from the root of the repository. */
  readonly entry: string;
  /** One sentence for whoever reads the console. */
  readonly purpose: string;
  /** Tenant data: the roles it may take, with the tag of one tenant. */
  readonly takes?: readonly DataRoleName[];
  /** What it may do with its own role on the two tables that hold no tenant's data. */
  readonly network?: Kinds<'network'>;
  readonly platform?: Kinds<'platform'>;
  /** Actions on the user pool. */
  readonly identity?: readonly string[];
  /** Decides by the access policies: gets them and Cedar beside its bundle. */
  readonly policies?: boolean;
  /** Sends people to the identification service: gets IDENTIFICATION, the service's address and each municipality's keys to it. */
  readonly identifies?: boolean;
  /** Lists keys through whole tables, of all tenants, and never what rows hold. */
  readonly listsKeys?: readonly TableName[];
  /** Reads the copies of Work and Cases that a restore makes: gets WORK_COPY_TABLE and CASES_COPY_TABLE, and lists their keys. */
  readonly readsCopies?: boolean;
  /** Ends the KMS keys of tenants that have left. */
  readonly endsKeys?: boolean;
  /** Makes the KMS keys of new tenants. */
  readonly makesKeys?: boolean;
  /** Sends messages: gets MAIL_FROM, PUBLIC_ORIGIN and the right to send as that address. */
  readonly mail?: boolean;
  /** Its messages have a calendar part, and so are handed over as they go on the wire. */
  readonly rawMail?: boolean;
  /** Sends text messages: gets TEXT_SENDER and the right to send from it. */
  readonly texts?: boolean;
  /**
   * Asks the Finnish Service Catalogue: gets CATALOGUE_ORIGIN; whoever tells it gets CATALOGUE_SIGN_IN and PUBLIC_ORIGIN too. The one place
   * where its hosts come from.
   */
  readonly catalogue?: 'READS' | 'TELLS';
  /** Counts what one visitor does: gets ORIGIN_PROOF, without which nobody's word about an address counts. */
  readonly visitors?: boolean;
}
