import { defineConfig } from 'vitest/config';

/** What is looked at after the whole run: the calls that it made. */
export default defineConfig({
  test: { root: import.meta.dirname, include: ['*.test.ts'], passWithNoTests: false, testTimeout: 120_000 },
});
