import { routes } from '@ohjaamo/shared/routes.ts';
import type { View } from '../work/views.ts';

/** The pages of feedback; who may open one is read from the route it shows. */
export const feedbackParts = {
  overview: {
    path: 'feedback',
    label: 'feedback.part.overview',
    roles: routes.readFeedbackTexts.access.roles,
  },
  asking: { path: 'feedback/asking', label: 'feedback.part.asking', roles: routes.readAsking.access.roles },
  paper: { path: 'feedback/paper', label: 'feedback.part.paper', roles: routes.typeFeedback.access.roles },
  screening: {
    path: 'feedback/screening',
    label: 'feedback.part.screening',
    roles: routes.readScreening.access.roles,
  },
} as const satisfies Readonly<Record<string, View>>;
