import { accessMetrics } from './access.ts';
import { contactsMetrics } from './contacts.ts';
import { type MetricDefinition, type MetricId, metricIds } from './definition.ts';
import { feedbackMetrics } from './feedback.ts';
import { personsMetrics } from './persons.ts';

const byId = new Map(
  [...contactsMetrics, ...accessMetrics, ...personsMetrics, ...feedbackMetrics].map((each) => [
    each.id,
    each,
  ]),
);

/** What a metric counts and what it does not tell; the one source of its words. */
export function definitionOf(metric: MetricId): MetricDefinition {
  const definition = byId.get(metric);
  if (!definition) throw new Error(`${metric} has no definition`);
  return definition;
}

/** All of them, in the order of the catalogue. */
export const metricDefinitions: readonly MetricDefinition[] = metricIds.map(definitionOf);
