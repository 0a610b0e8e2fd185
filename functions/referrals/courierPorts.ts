import type { RegisterPorts } from '../kernel/eachTenant.ts';
import type { SendMail } from '../kernel/mail.ts';
import type { OpenScope } from '../kernel/tenancy/scope.ts';

/** What the courier needs. */
export interface CourierPorts extends RegisterPorts {
  readonly openScope: OpenScope;
  readonly sendMail: SendMail;
  /** The address of the service, `https://…` without a closing slash. */
  readonly origin: string;
}
