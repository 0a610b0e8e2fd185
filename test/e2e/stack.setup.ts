import { copyFileSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startStack } from '@ohjaamo/infra/local/stack.ts';

/** Monday morning: the door opens at noon, times of the same day can still be booked. */
export const DEMO_MORNING = '2027-02-01T08:00+02:00';

/** What the functions of the last run wrote. */
const FUNCTION_LOG = join(import.meta.dirname, '../../.local/browser-functions.log');

/** Lines by which a function says that it failed, ran out of time or could not apply a record. */
const REFUSAL = /"errorType"|Task timed out|RECORD_REFUSED|JOB_FAILED|REQUEST_FAILED/u;

/** Starts the product once, keeping nothing, and tells the tests where it is. */
export default async function setup(): Promise<() => Promise<void>> {
  const stack = await startStack({ inMemory: true, clockStartsAt: DEMO_MORNING });
  process.env['OHJAAMO_STACK'] = JSON.stringify({
    origin: stack.origin,
    inbox: stack.inbox,
    textInbox: stack.textInbox,
    identification: stack.identification,
    stackFile: stack.stackFile,
    users: stack.users,
  });
  return async () => {
    tellRefusals(join(dirname(stack.stackFile), 'functions.log'));
    await stack.stop();
  };
}

/** Keeps what the functions wrote, and tells the last of what they refused: a test that failed may have its reason there. */
function tellRefusals(log: string): void {
  copyFileSync(log, FUNCTION_LOG);
  const refused = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => REFUSAL.test(line));
  if (refused.length > 0) {
    console.log(`Functions refused ${String(refused.length)} times, at last (${FUNCTION_LOG}):`);
    console.log(refused.slice(-20).join('\n'));
  }
}
