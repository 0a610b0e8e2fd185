import type { Page } from '@playwright/test';

/** What one view took from the network. */
export interface Weight {
  /** Bytes over the wire, compressed and with their headers, as the browser's own network panel counts them. */
  readonly bytes: number;
  /** Requests that went out; what the browser had already is none. */
  readonly requests: number;
}

/**
 * Opens an address and weighs everything that came over the wire until the network was quiet. Pages come packed
 * from the renderer; the stack's one origin packs files as CloudFront does, with gzip (`infra/local/edge.ts`), where CloudFront itself
 * would send Brotli, which is smaller, to browsers that take it.
 *
 * @param cold empties the browser's cache first, as for somebody who comes for the first time
 */
export async function weigh(page: Page, address: string, cold: boolean): Promise<Weight> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  if (cold) await session.send('Network.clearBrowserCache');
  const sent = new Set<string>();
  const kept = new Set<string>();
  let bytes = 0;
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.startsWith('http')) sent.add(requestId);
  });
  session.on('Network.requestServedFromCache', ({ requestId }) => kept.add(requestId));
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.fromDiskCache ?? false) kept.add(requestId);
  });
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  const answer = await page.goto(address, { waitUntil: 'networkidle' });
  if (answer?.status() !== 200) throw new Error(`${address} answered ${String(answer?.status())}`);
  await session.detach();
  return { bytes, requests: [...sent].filter((id) => !kept.has(id)).length };
}
