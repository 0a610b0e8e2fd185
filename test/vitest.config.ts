import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    exclude: ['e2e/**', 'bench/**', 'soak/**', 'recorded/**', '**/node_modules/**'],
    globalSetup: ['support/dynamodb.setup.ts'],
    sequence: { shuffle: true },
    // By default one core is left to the runner, which has next to nothing to do: with two cores, half the machine.
    maxWorkers: '100%',
    passWithNoTests: false,
    allowOnly: false,
    silent: 'passed-only',
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
