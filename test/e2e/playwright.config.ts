import { defineConfig, devices } from '@playwright/test';
import { chromium } from './chromium.ts';

const { executablePath, args } = await chromium();
const launchOptions = { executablePath, args };

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: './stack.setup.ts',
  outputDir: '../../.local/browser-tests',
  fullyParallel: false,
  // The stack and the browser share two cores: one page at a time keeps the waits short and honest.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: { locale: 'fi-FI', timezoneId: 'Europe/Helsinki', trace: 'retain-on-failure' },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 900 }, launchOptions } },
    {
      name: 'phone',
      // Whatever a young person meets is walked through on a phone as well.
      testMatch: ['0-*.spec.ts', '2-*.spec.ts'],
      use: { ...devices['Pixel 7'], defaultBrowserType: 'chromium', launchOptions },
    },
  ],
});
