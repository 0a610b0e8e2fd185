import type { Table } from '@ohjaamo/functions/kernel/table.ts';
import type { ErasurePorts } from '@ohjaamo/functions/tenants/leaving/ports.ts';

/** Ports of which the step after `steps` others dies, before or after it took effect. */
export function mortal(ports: ErasurePorts, steps: number, afterwards: boolean) {
  let left = steps;
  const wrap =
    <A extends unknown[], T>(act: (...given: A) => Promise<T>) =>
    async (...given: A) => {
      const dies = left-- === 0;
      if (dies && !afterwards) throw new Error('killed');
      const done = await act(...given);
      if (dies) throw new Error('killed');
      return done;
    };
  const tableOf = (table: Table): Table => ({
    ...table,
    get: wrap<Parameters<Table['get']>, Awaited<ReturnType<Table['get']>>>(table.get) as Table['get'],
    query: wrap<Parameters<Table['query']>, Awaited<ReturnType<Table['query']>>>(
      table.query,
    ) as Table['query'],
    put: wrap(table.put),
    transact: wrap(table.transact),
  });
  const { keyEnd, identity } = ports;
  return {
    ...ports,
    platform: tableOf(ports.platform),
    network: tableOf(ports.network),
    openScope: ((tenant, role) => {
      const scope = ports.openScope(tenant, role);
      return {
        ...scope,
        work: tableOf(scope.work),
        cases: tableOf(scope.cases),
        audit: tableOf(scope.audit),
      };
    }) as ErasurePorts['openScope'],
    listKeys: wrap(ports.listKeys),
    forgetUser: wrap(ports.forgetUser),
    identity: { findSubject: wrap(identity.findSubject), remove: wrap(identity.remove) },
    keyEnd: { disable: wrap(keyEnd.disable), end: wrap(keyEnd.end) },
    survived: () => left >= 0,
  };
}
