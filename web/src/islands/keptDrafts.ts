import { greet } from './device/worker.ts';
import { controlsOf, type FieldState, fill, isSame, statesOf } from './drafts/fields.ts';
import { type Draft, draftOf, forgetOldDrafts, keepDraft, removeDraft } from './drafts/store.ts';

/** Milliseconds of a pause in typing after which it is kept. */
const PAUSE = 400;
/** The cookie by which the page server says that a form with this draft was saved. */
const SAVED = 'draft-saved';

/**
 * `<kept-drafts staff>`: what is typed into the forms of the page with `data-draft` stays on this device, sealed for the worker, until it
 * is saved: over a closed tab, a restart and the end of the session. It comes back by itself where the form is as it was; where somebody
 * has changed what it is about, its worker decides. Signing out takes it away.
 */
class KeptDrafts extends HTMLElement {
  connectedCallback(): void {
    const staffId = this.getAttribute('staff') ?? '';
    // Taken at once: somebody may type before the device has answered.
    const forms = [...document.querySelectorAll<HTMLFormElement>('form[data-draft]')].map((form) => ({
      form,
      before: statesOf(form),
    }));
    // The page works without it: only what is typed is not kept then.
    void this.#forget(staffId).then(() => {
      for (const { form, before } of forms) void this.#follow(form, before, staffId).catch(() => undefined);
    });
  }

  /** What the service has saved is no draft any more. */
  async #forget(staffId: string): Promise<void> {
    try {
      for (const cookie of document.cookie.split('; ')) {
        const [name, value = ''] = cookie.split('=');
        if (name !== SAVED) continue;
        await removeDraft(staffId, value);
        document.cookie = `${SAVED}=; path=/; max-age=0; secure; samesite=strict`;
      }
      await forgetOldDrafts(staffId);
    } catch {
      // The browser keeps nothing: there is nothing to forget.
    }
  }

  async #follow(form: HTMLFormElement, before: readonly FieldState[], staffId: string): Promise<void> {
    const [worker, name] = await Promise.all([greet(staffId), nameOf(form)]);
    const note = this.#noteOf(form);
    const keep = async (): Promise<void> => {
      const now = statesOf(form);
      if (isSame(now, before)) {
        await removeDraft(staffId, name);
        note.say('');
      } else if (await keepDraft(worker, name, { before, now })) {
        mark(form, name);
        note.say('kept');
      }
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        void keep().catch(() => undefined);
      }, PAUSE);
    };
    const atOnce = (): void => {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      void keep().catch(() => undefined);
    };
    form.addEventListener('input', soon);
    form.addEventListener('submit', atOnce);
    addEventListener('pagehide', atOnce);
    form.addEventListener('draft-saved', () => {
      clearTimeout(timer);
      timer = undefined;
      void removeDraft(staffId, name).then(() => {
        note.say('');
      });
    });
    const draft = await draftOf(worker, name);
    const shown = statesOf(form);
    if (!draft && !isSame(shown, before)) soon();
    if (!draft || isSame(draft.now, shown)) return;
    // What the service shows with its faults was sent last, and is the newer one.
    if (document.querySelector('#error-summary')) return;
    this.#bringBack(form, draft, before, { note, name, staffId });
  }

  #bringBack(
    form: HTMLFormElement,
    draft: Draft,
    before: readonly FieldState[],
    { note, name, staffId }: { note: Note; name: string; staffId: string },
  ): void {
    const discard = (): void => {
      fill(form, before);
      void removeDraft(staffId, name).then(() => {
        note.say('');
      });
    };
    const bring = (): void => {
      fill(form, draft.now);
      mark(form, name);
      note.say('back', { discard });
    };
    if (isSame(draft.before, before) && isSame(statesOf(form), before)) bring();
    else note.say('there', { bring, discard });
  }

  #noteOf(form: HTMLFormElement): Note {
    const template = this.querySelector<HTMLTemplateElement>('template')?.content.cloneNode(true);
    const part = template instanceof DocumentFragment ? template.firstElementChild : null;
    const place = part instanceof HTMLElement ? part : document.createElement('p');
    form.append(place);
    return noteIn(place);
  }
}

/** What is said below a form, and what can be done about it. */
interface Note {
  say(
    word: '' | 'kept' | 'back' | 'there',
    acts?: Readonly<Partial<Record<'bring' | 'discard', () => void>>>,
  ): void;
}

function noteIn(place: HTMLElement): Note {
  return {
    say(word, acts = {}) {
      // Typing on after a draft came back leaves the way to be rid of it.
      if (word === 'kept' && place.dataset['said'] === 'back') return;
      place.dataset['said'] = word;
      place.hidden = word === '';
      const words = place.querySelector('[data-part=words]');
      if (words) words.textContent = place.getAttribute(`data-${word}`) ?? '';
      for (const button of place.querySelectorAll('button')) {
        const act = acts[button.dataset['do'] as 'bring' | 'discard'];
        button.hidden = !act;
        button.onclick = act ?? null;
      }
    },
  };
}

/** The form tells whose draft it is, so that the answer to it can say that it was saved. */
function mark(form: HTMLFormElement, name: string): void {
  const known = form.querySelector('input[name=draft]');
  const input = known instanceof HTMLInputElement ? known : document.createElement('input');
  Object.assign(input, { type: 'hidden', name: 'draft', value: name });
  if (!known) form.append(input);
}

/** The form by its page and its fields, as a hash: an address may hold a client's id. */
async function nameOf(form: HTMLFormElement): Promise<string> {
  const fields = controlsOf(form).map(({ id, name }) => `${name}#${id}`);
  const about = ['booking', 'ticket', 'client'].map(
    (each) => new URLSearchParams(location.search).get(each) ?? '',
  );
  const text = [location.pathname, form.dataset['draft'] ?? '', ...about, ...fields].join('|');
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(hash)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '');
}

customElements.define('kept-drafts', KeptDrafts);
