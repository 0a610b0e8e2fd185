import { startStack } from '@ohjaamo/infra/local/stack.ts';

/** Monday morning: the door opens at noon, times of the same day can still be booked. */
export const DEMO_MORNING = '2027-02-01T08:00+02:00';

/** Starts the product once, keeping nothing, and tells the tests where it is. */
export default async function setup(): Promise<() => Promise<void>> {
  const stack = await startStack({ inMemory: true, clockStartsAt: DEMO_MORNING });
  process.env['OHJAAMO_STACK'] = JSON.stringify({
    origin: stack.origin,
    inbox: stack.inbox,
    identification: stack.identification,
    stackFile: stack.stackFile,
    users: stack.users,
  });
  return () => stack.stop();
}
