import type { RestoreAnswer } from '@ohjaamo/shared/tenants/restoring.ts';
import { copiesOf, listedTables, platformTable, wire } from '../kernel/house.ts';
import { keyLister } from '../kernel/tenancy/keyLister.ts';
import { restoreTenant } from '../tenants/index.ts';

const copies = copiesOf(process.env);
const live = listedTables(process.env);
const copied = listedTables(copies);
const ports = {
  openScope: wire(process.env).openScope,
  platform: platformTable(process.env),
  listKeys: keyLister(live),
  copy: { openScope: wire(copies).openScope, listKeys: keyLister(copied) },
  names: {
    work: { name: live.work, copy: copied.work },
    cases: { name: live.cases, copy: copied.cases },
  },
};

/** Invoked by the operator's command only: IAM decides who may. */
export const handler = (payload: unknown): Promise<RestoreAnswer> => restoreTenant(ports, payload);
