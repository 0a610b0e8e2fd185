import * as z from 'zod';
import { localizedText } from '../kernel/i18n.ts';
import { clientId, code, planPartId } from '../kernel/ids.ts';

/** What a frozen copy holds: the plan as one organisation may keep it in its own register. */
export const planCopy = z.lazy(() =>
  z.strictObject({
    id: planPartId,
    clientId,
    person: z.string(),
    municipality: localizedText,
    version: z.int(),
    at: z.string(),
    takenBy: z.string(),
    takenFor: z.strictObject({ code, name: localizedText }),
    signed: z.strictObject({ version: z.int(), at: z.string() }).optional(),
    /** Whether the plan held parts that the organisation may not have. */
    withheld: z.boolean(),
    needs: z.array(z.string()),
    reviewOn: z.array(z.string()),
    goals: z.array(z.strictObject({ id: z.string(), words: z.array(z.string()) })),
    actions: z.array(
      z.strictObject({
        goal: z.string().optional(),
        what: z.array(z.string()),
        organisation: z.array(localizedText),
        /** The name, or that it is the young person or somebody of the organisation. */
        who: z.array(
          z.strictObject({ kind: z.enum(['YOUNG_PERSON', 'ORGANISATION', 'NAMED']), name: z.string() }),
        ),
        deadline: z.array(z.string()),
        state: z.array(z.string()),
      }),
    ),
    supporters: z.array(z.strictObject({ name: z.array(z.string()), how: z.array(z.string()) })),
    youngPersonView: z.array(z.string()),
    workerView: z.array(z.string()),
    externalPlan: z.boolean(),
    externalReviewOn: z.array(z.string()),
  }),
);
export type PlanCopy = z.infer<typeof planCopy>;
