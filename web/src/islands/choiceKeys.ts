import { placeOfKey } from '../work/choiceKeys.ts';

/**
 * `<choice-keys>` around a form: while the focus is on a choice, a digit or letter chooses in that question. A question with
 * one answer hands over to the next; after several answers the arrow down does. Enter saves, as in every form. Keys count
 * only while a choice has the focus, so they cannot be pressed by mistake elsewhere (WCAG 2.1.4).
 */
class ChoiceKeys extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('keydown', this.#pressed);
    this.classList.add('has-keys');
  }

  disconnectedCallback(): void {
    this.removeEventListener('keydown', this.#pressed);
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    const focused = event.target;
    if (event.ctrlKey || event.altKey || event.metaKey || !(focused instanceof HTMLInputElement)) return;
    if (focused.type !== 'radio' && focused.type !== 'checkbox') return;
    if (focused.type === 'checkbox' && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      this.#moveOn(focused, event.key === 'ArrowDown' ? 1 : -1);
      return;
    }
    const place = placeOfKey(event.key);
    const choices = choicesOf(focused.closest('fieldset'));
    const choice = place === undefined ? undefined : choices[place];
    if (!choice) return;
    event.preventDefault();
    choice.click();
    choice.focus();
    if (choice.type === 'radio') this.#moveOn(choice, 1);
  };

  /** Leads from a question to the next one or the one before, at its answer if it has one already. */
  #moveOn(from: HTMLInputElement, step: 1 | -1): void {
    const questions = [...this.querySelectorAll('fieldset')];
    const here = questions.findIndex((question) => question.contains(from));
    const next = choicesOf(questions[here + step] ?? null);
    (next.find(({ checked }) => checked) ?? next[0])?.focus();
  }
}

function choicesOf(question: Element | null): HTMLInputElement[] {
  return [...(question?.querySelectorAll<HTMLInputElement>('input[type=radio], input[type=checkbox]') ?? [])];
}

customElements.define('choice-keys', ChoiceKeys);
