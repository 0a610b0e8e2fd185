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
      // Whatever a young person meets by themselves is walked through on a phone as well. Where a counsellor is at the
      // other end, the young person's own browser in the test is a phone.
      grep: /0-street|2-young-person|@phone/u,
      use: { ...devices['Pixel 7'], defaultBrowserType: 'chromium', launchOptions },
    },
  ],
});
