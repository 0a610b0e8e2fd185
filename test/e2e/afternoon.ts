import { type LocalStack, startStack } from '@ohjaamo/infra/local/stack.ts';
import { site } from './lineScreens.ts';
import { expect, test } from './support.ts';

/**
 * Gives the tests of a file an afternoon of their own, in which the door is open: the other tests stand in a morning before that.
 * `at` is the clock's first instant, RFC 3339.
 */
export function inTheAfternoon(at: string): void {
  let afternoon: LocalStack;
  let morning: string | undefined;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    afternoon = await startStack({ inMemory: true, clockStartsAt: at });
    morning = process.env['OHJAAMO_STACK'];
    const { origin, inbox, textInbox, stackFile, users } = afternoon;
    process.env['OHJAAMO_STACK'] = JSON.stringify({ origin, inbox, textInbox, stackFile, users });
    // Fresh functions start slowly on a busy machine, and a page does not wait for long: each is woken once.
    for (const path of ['/api/tenants/rovaniemi/sites/rovaniemi/line', `${site}/line`, site]) {
      await expect(async () => {
        expect((await fetch(origin + path)).status).toBe(200);
      }).toPass();
    }
  });

  test.afterAll(async () => {
    process.env['OHJAAMO_STACK'] = morning;
    await afternoon.stop();
  });
}
