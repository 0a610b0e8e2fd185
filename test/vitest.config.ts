import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    exclude: ['e2e/**', 'bench/**', '**/node_modules/**'],
    globalSetup: ['support/dynamodb.setup.ts'],
    sequence: { shuffle: true },
    passWithNoTests: false,
    allowOnly: false,
    silent: 'passed-only',
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
