import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { type RouteId, routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { faultsOf, type FieldFault, orWhole, refusalText, textOf, wrongFields } from '../work/form.ts';

/** What was typed into a form of the course's page, by the names of its fields. */
export type CourseTyped = Readonly<Record<string, string>>;

/** How a form of the course's page ended: done, to be mended with all that was typed, or a refusal of the whole page. */
export interface CourseChange {
  /** Name of the outcome, and what the address that the browser is sent on to says beside it. */
  readonly done?: string;
  readonly query?: string;
  /** The form that is open again, with what was typed into it. */
  readonly open?: string;
  readonly typed: CourseTyped;
  readonly faults: readonly FieldFault[];
  readonly refusal?: ApiProblem;
}

/** What a form of the page led to, as the page then says it. */
export const courseOutcomes: Readonly<
  Record<string, { readonly kind: 'good' | 'caution'; readonly text: MessageKey } | undefined>
> = {
  closed: { kind: 'good', text: 'course.close.saved' },
  reopened: { kind: 'good', text: 'course.reopen.saved' },
  followed: { kind: 'good', text: 'course.follow.saved' },
  handover: { kind: 'good', text: 'course.handover.saved' },
  task: { kind: 'good', text: 'course.task.saved' },
  undone: { kind: 'good', text: 'course.task.undone' },
  moved: { kind: 'caution', text: 'course.task.moved' },
  asked: { kind: 'good', text: 'course.records.askSaved' },
  takenBack: { kind: 'good', text: 'course.records.takenBack' },
};

interface CourseForm {
  readonly route: Extract<
    RouteId,
    'closeEpisode' | 'reopenClient' | 'recordFollowUp' | 'recordHandover' | 'askErasure'
  >;
  /** The body as the fields say it; what is not filled in is left out. */
  readonly body: (typed: CourseTyped) => Record<string, unknown>;
  readonly texts: Readonly<Record<string, MessageKey>>;
  readonly done: (typed: CourseTyped) => string;
}

const filled = (fields: CourseTyped): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
/** The answer to a question of yes and no; nothing while it is not answered. */
const answered = (name: string, value: string | undefined): Record<string, boolean> =>
  value === 'yes' || value === 'no' ? { [name]: value === 'yes' } : {};

/** The forms of the page by what they do. */
const forms: Readonly<Record<string, CourseForm | undefined>> = {
  close: {
    route: 'closeEpisode',
    body: ({ destination = '', reason = '', source = '', ownWords = '', workerWords = '', followUp }) => ({
      ...filled({ destination, reason, source, ownWords, workerWords }),
      ...answered('followUp', followUp),
    }),
    texts: {
      destination: 'course.close.destinationMissing',
      reason: 'course.close.reasonMissing',
      source: 'course.close.sourceMissing',
      ownWords: 'course.words.wrong',
      workerWords: 'course.words.wrong',
      followUp: 'course.close.followUpMissing',
    },
    done: () => 'closed',
  },
  reopen: {
    route: 'reopenClient',
    body: ({ newEpisodeId = '', routeIn = '', mainActivity = '' }) =>
      filled({ episodeId: newEpisodeId, routeIn, mainActivity }),
    texts: { routeIn: 'work.open.errorRoute', mainActivity: 'work.open.errorActivity' },
    done: () => 'reopened',
  },
  follow: {
    route: 'recordFollowUp',
    body: ({ months = '', reached, where = '', words = '' }) => ({
      months: Number(months),
      ...answered('reached', reached),
      ...filled({ destination: where, words }),
    }),
    texts: {
      reached: 'course.follow.reachedMissing',
      destination: 'course.follow.destinationMissing',
      words: 'course.words.wrong',
    },
    done: () => 'followed',
  },
  handover: {
    route: 'recordHandover',
    body: ({ handoverId = '', to = '', text = '' }) => filled({ handoverId, to, text }),
    texts: { to: 'course.handover.toMissing', text: 'course.handover.textMissing' },
    done: () => 'handover',
  },
  erasure: {
    route: 'askErasure',
    body: ({ asked = '', ground = '' }) => ({ asked: asked === 'yes', ...filled({ ground }) }),
    texts: { ground: 'course.records.groundMissing' },
    done: ({ asked }) => (asked === 'yes' ? 'asked' : 'takenBack'),
  },
};

/** Does what a form of the course's page asks for. */
export async function changeCourse(api: Api, clientId: ClientId, form: FormData): Promise<CourseChange> {
  const typed = Object.fromEntries([...form.keys()].map((name) => [name, textOf(form, name)]));
  const act = typed['do'] ?? '';
  if (act === 'task') return changeTask(api, clientId, typed);
  const found = forms[act];
  if (!found) return { typed, faults: [] };
  const open = act === 'follow' ? `follow-${typed['months'] ?? ''}-${typed['episodeId'] ?? ''}` : act;
  const { route, texts } = found;
  const parameters = routes[route].parameters.safeParse({
    clientId,
    ...(typed['episodeId'] !== undefined && { episodeId: typed['episodeId'] }),
  });
  const body = routes[route].body.safeParse(found.body(typed));
  if (!parameters.success || !body.success) {
    const wrong = body.error?.issues.map(({ path }) => String(path[0])) ?? [];
    return { open, typed, faults: orWhole(faultsOf(wrong, texts)) };
  }
  const answer = await api.call(route, { parameters: parameters.data, body: body.data });
  if (answer.ok) return { done: found.done(typed), typed, faults: [] };
  const { type } = answer.error;
  if (type === 'session-expired' || type === 'session-required' || type === 'access-refused') {
    return { typed, faults: [], refusal: answer.error };
  }
  const faults = faultsOf(wrongFields(answer.error), texts);
  if (faults.length > 0) return { open, typed, faults };
  const text = refusalText(answer.error, {
    'state-conflict': act === 'close' ? 'course.close.already' : 'course.conflict',
    'id-already-used': 'course.conflict',
    'not-found': 'work.missing.text',
  });
  return { open, typed, faults: [{ field: 'save', text }] };
}

/** Marks a task as done, or sets it again; the notice about it offers to undo it. */
async function changeTask(api: Api, clientId: ClientId, typed: CourseTyped): Promise<CourseChange> {
  const { task: id = '', kind = '', dueOn = '', record = '' } = typed;
  const done = typed['done'] === 'yes';
  const task = { kind, dueOn, ...(record !== '' && { record }) };
  const body = routes.completeTask.body.safeParse({ id, task, done });
  if (!body.success) return { typed, done: 'moved', faults: [] };
  const answer = await api.call('completeTask', { parameters: { clientId }, body: body.data });
  if (!answer.ok) {
    return answer.error.type === 'stale-version'
      ? { typed, done: 'moved', faults: [] }
      : { typed, faults: [], refusal: answer.error };
  }
  const query = new URLSearchParams({ task: id, kind, dueOn, record }).toString();
  return { typed, done: done ? 'task' : 'undone', ...(done && { query }), faults: [] };
}
