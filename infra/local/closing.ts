import type { ScheduleBlueprint } from './blueprint.ts';
import type { FunctionHost } from './functionHost.ts';
import { toldQuarters } from './seed/past.ts';

/**
 * Has the demo's past quarters handed in and published one after the other, and then the evidence of practice made of them, by
 * the functions that do so by night.
 *
 * @param now what the product's clock shows, in milliseconds since 1970
 */
export async function closeQuarters(
  schedules: readonly ScheduleBlueprint[],
  host: FunctionHost,
  now: number,
): Promise<void> {
  const arnOf = (job: string) => schedules.find(({ name }) => name.includes(job))?.functionArn;
  const [submit, publish] = [arnOf('SubmitFigures'), arnOf('PublishFigures')];
  const evidence = arnOf('PublishEvidence');
  if (submit === undefined || publish === undefined || evidence === undefined) return;
  for (const quarter of toldQuarters(now)) {
    await host.invoke(submit, { quarter });
    // The reason is of a correction; a first version has none.
    await host.invoke(publish, { quarter, reason: 'LATE_ENTRIES' });
  }
  await host.invoke(evidence, {});
}
