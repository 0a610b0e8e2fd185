import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from '@ohjaamo/infra/command/prepare.ts';
import { root } from '@ohjaamo/infra/constructs/places.ts';
import { startStack } from '@ohjaamo/infra/local/stack.ts';
import { type Browser, chromium as browserType, devices, type Page } from '@playwright/test';
import { chromium } from '../e2e/chromium.ts';
import { signIn } from '../e2e/support.ts';
import { type Picture, pictures } from './pictures.ts';

/** Where the pictures stand. */
const FOLDER = join(root, 'docs/pictures');
/** Monday afternoon of the demo data: the door is open, and the line can be joined. */
const AFTERNOON = '2027-02-01T12:05+02:00';
/** How well a picture is kept, of 1. */
const QUALITY = 0.72;
/** Bytes that all pictures may take together: they are carried along by every clone. */
const MOST_BYTES = 1_500_000;

const sizes = {
  phone: { ...devices['Pixel 7'], deviceScaleFactor: 1.5 },
  desktop: { viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1 },
} as const;
type Size = keyof typeof sizes;

/** Takes every picture anew: of the product as its templates describe it, on the demo data, at one afternoon. Words of the command line choose some. */
async function takeAll(chosen: readonly string[]): Promise<void> {
  await prepare((_what, work) => work());
  const stack = await startStack({ inMemory: true, clockStartsAt: AFTERNOON });
  process.env['OHJAAMO_STACK'] = JSON.stringify({ origin: stack.origin, users: stack.users });
  const { executablePath, args } = await chromium();
  const browser = await browserType.launch({ executablePath, args });
  const wanted = pictures.filter(({ name }) => chosen.length === 0 || chosen.includes(name));
  try {
    if (chosen.length === 0) rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    for (const size of Object.keys(sizes) as Size[]) await takeEach(browser, stack.origin, size, wanted);
  } finally {
    await browser.close();
    await stack.stop();
  }
  const all = readdirSync(FOLDER).map((file) => statSync(join(FOLDER, file)).size);
  const bytes = all.reduce((sum, each) => sum + each, 0);
  console.log(`${String(all.length)} pictures, ${String(Math.round(bytes / 1000))} kB, in docs/pictures`);
  if (bytes > MOST_BYTES) throw new Error(`The pictures take more than ${String(MOST_BYTES)} bytes`);
}

/** One sign-in for each who looks, and one browser's memory for each of them. */
async function takeEach(
  browser: Browser,
  origin: string,
  size: Size,
  wanted: readonly Picture[],
): Promise<void> {
  for (const viewer of new Set(wanted.map(({ as }) => as))) {
    const context = await browser.newContext({
      ...sizes[size],
      baseURL: origin,
      locale: 'fi-FI',
      timezoneId: 'Europe/Helsinki',
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    if (viewer !== undefined) await signIn(page, viewer);
    for (const picture of wanted.filter(({ as }) => as === viewer)) {
      await page.emulateMedia({ colorScheme: picture.dark === true ? 'dark' : 'light' });
      await page.goto(picture.at, { waitUntil: 'networkidle' });
      await picture.before?.(page);
      const taken = await webp(context.newPage(), await page.screenshot({ animations: 'disabled' }));
      writeFileSync(join(FOLDER, `${picture.name}-${size}.webp`), taken);
      console.log(`${picture.name}-${size}: ${String(Math.round(taken.length / 1000))} kB`);
    }
    await context.close();
  }
}

/** The same picture as WebP, which Chromium writes itself: about a quarter of the bytes. */
async function webp(opening: Promise<Page>, png: Buffer): Promise<Buffer> {
  const page = await opening;
  const address = await page.evaluate(
    async ([encoded, quality]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${encoded}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', quality);
    },
    [png.toString('base64'), QUALITY] as const,
  );
  await page.close();
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}

await takeAll(process.argv.slice(2));
