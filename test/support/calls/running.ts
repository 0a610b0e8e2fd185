import { AsyncLocalStorage } from 'node:async_hooks';

/** The function whose code runs now: what it asks with its own credentials is judged by its own role. A test that looks by itself is none. */
export const running = new AsyncLocalStorage<string>();
