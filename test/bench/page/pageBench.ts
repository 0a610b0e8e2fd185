import { prepare } from '@ohjaamo/infra/command/prepare.ts';
import { freePort } from '@ohjaamo/infra/local/dynamodb.ts';
import { startStack } from '@ohjaamo/infra/local/stack.ts';
import { chromium as browserType } from '@playwright/test';
import { chromium } from '../../e2e/chromium.ts';
import type { Row } from '../row.ts';
import { type MeasuredPage, measureStreet } from './street.ts';
import { type MeasuredWork, measureWork } from './work.ts';

/** Monday afternoon: the door is open, and the line can be joined. */
const AFTERNOON = '2027-02-01T12:05+02:00';

const goals = {
  pageKilobytes: 100,
  pageRequests: 10,
  performance: 98,
  fullScore: 100,
  largestPaint: 1200,
  firstKilobytes: 350,
  laterKilobytes: 100,
  reaction: 100,
} as const;

/**
 * Opens the real pages in a real Chromium: the product as its templates describe it, built anew, on this machine. Sizes are those over
 * the wire, compressed with gzip as the distribution compresses, 1 kB = 1000 bytes, from an empty cache; scores and the largest paint
 * are Lighthouse's on its simulated slow phone. Each figure is that of the worst page, and each page has its own row of bytes.
 */
export async function pageBench(): Promise<Row[]> {
  await prepare((_what, work) => work());
  return measurePages();
}

/** As {@link pageBench}, of what was built already. */
export async function measurePages(): Promise<Row[]> {
  const stack = await startStack({ inMemory: true, clockStartsAt: AFTERNOON });
  process.env['OHJAAMO_STACK'] = JSON.stringify({ origin: stack.origin, users: stack.users });
  const port = await freePort();
  const { executablePath, args } = await chromium();
  const browser = await browserType.launch({
    executablePath,
    args: [...args, `--remote-debugging-port=${String(port)}`],
  });
  try {
    const street = streetRows(await measureStreet(browser, stack.origin, port));
    return [...street, ...workRows(await measureWork(browser, stack.origin))];
  } finally {
    await browser.close();
    await stack.stop();
  }
}

function streetRows(pages: readonly MeasuredPage[]): Row[] {
  const most = (figure: (page: MeasuredPage) => number) => Math.max(...pages.map(figure));
  const least = (figure: (page: MeasuredPage) => number) => Math.min(...pages.map(figure));
  return [
    atMost('page-bytes', most(({ bytes }) => bytes) / 1000, 'kB', goals.pageKilobytes),
    atMost(
      'page-requests',
      most(({ requests }) => requests),
      'requests',
      goals.pageRequests,
    ),
    atLeast(
      'page-lighthouse-mobile',
      least(({ performance }) => performance),
      goals.performance,
    ),
    atLeast(
      'page-lighthouse-accessibility',
      least(({ accessibility }) => accessibility),
      goals.fullScore,
    ),
    atLeast(
      'page-lighthouse-practices',
      least(({ bestPractices }) => bestPractices),
      goals.fullScore,
    ),
    atLeast(
      'page-lighthouse-search',
      least(({ seo }) => seo),
      goals.fullScore,
    ),
    atMost(
      'page-lcp',
      most(({ largestPaint }) => largestPaint),
      'ms',
      goals.largestPaint,
    ),
    ...pages.flatMap(({ kind, bytes, largestPaint, lacking }) => [
      bare(`page-bytes-${kind}`, bytes / 1000, 'kB'),
      bare(`page-lcp-${kind}`, largestPaint, 'ms'),
      ...lacking.map((audit) => bare(`page-lacks-${audit}-${kind}`, 1, 'audit')),
    ]),
  ];
}

function workRows({ first, later, reactions }: MeasuredWork): Row[] {
  return [
    atMost('workspace-bytes', first / 1000, 'kB', goals.firstKilobytes),
    atMost(
      'workspace-view-bytes',
      Math.max(...later.map(({ bytes }) => bytes)) / 1000,
      'kB',
      goals.laterKilobytes,
    ),
    atMost(
      'workspace-input-to-paint',
      Math.max(...reactions.map(({ milliseconds }) => milliseconds)),
      'ms',
      goals.reaction,
    ),
    ...later.map(({ view, bytes }) => bare(`workspace-bytes-${view}`, bytes / 1000, 'kB')),
    ...reactions.map(({ name, milliseconds }) => bare(`input-to-paint-${name}`, milliseconds, 'ms')),
  ];
}

function bare(id: string, value: number, unit: string): Row {
  return { id, value, unit, reference: null, ratio: null, goal: null, ok: true };
}

function atMost(id: string, value: number, unit: string, goal: number): Row {
  return { ...bare(id, value, unit), goal, ok: value <= goal };
}

/** A score, of which more is better. */
function atLeast(id: string, value: number, goal: number): Row {
  return { ...bare(id, value, 'of 100'), goal, ok: value >= goal };
}
