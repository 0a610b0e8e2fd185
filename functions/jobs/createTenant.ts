import type { CreationOutcome } from '@ohjaamo/shared/tenants/newTenant.ts';
import { platformTable, wire } from '../kernel/house.ts';
import { createTenant } from '../tenants/index.ts';

const ports = { ...wire(process.env), platform: platformTable(process.env) };

/** Invoked by the operator's command only: IAM decides who may. */
export const handler = (payload: unknown): Promise<CreationOutcome> => createTenant(ports, payload);
