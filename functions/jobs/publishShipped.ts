import { networkTable, wire } from '../kernel/house.ts';
import { log } from '../kernel/log.ts';
import { publishShipped } from '../templates/index.ts';

const house = { clock: wire(process.env).clock, network: networkTable(process.env) };

/** Scheduled: what the service comes with → the network's library, whatever of it is not there yet. */
export const handler = async (): Promise<void> => {
  const count = await publishShipped(house.network, new Date(house.clock.now()).toISOString());
  log('JOB_DONE', { job: 'publishShipped', count });
};
