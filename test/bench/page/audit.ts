import lighthouse from 'lighthouse';

/** Lighthouse's judgement of one page on its simulated slow phone; scores of 0–100. */
export interface Audit {
  readonly performance: number;
  readonly accessibility: number;
  readonly bestPractices: number;
  readonly seo: number;
  /** Largest contentful paint in milliseconds: simulated 150 ms round trips, 1.6 Mbit/s, a processor four times slower. */
  readonly largestPaint: number;
  /** Audits that took points away, by their ids. */
  readonly lacking: readonly string[];
}

/**
 * Lets Lighthouse look at a page as a mobile visitor without a cache, with its own defaults.
 *
 * @param port where the browser listens for its debugger
 * @param indexed false for a page that tells search engines to stay away on purpose: that is not held against it
 */
export async function audit(address: string, port: number, indexed: boolean): Promise<Audit> {
  const result = await lighthouse(address, {
    port,
    logLevel: 'silent',
    output: 'json',
    ...(!indexed && { skipAudits: ['is-crawlable'] }),
  });
  if (!result || result.lhr.runtimeError) throw new Error(`Lighthouse could not look at ${address}`);
  const { categories, audits } = result.lhr;
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    seo: score('seo'),
    largestPaint: audits['largest-contentful-paint']?.numericValue ?? Number.NaN,
    lacking: Object.values(categories).flatMap(({ auditRefs }) =>
      auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9).map(({ id }) => id),
    ),
  };
}
