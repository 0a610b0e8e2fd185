import type { Target } from './choice.ts';

/** The free times of one cell, opened over it; a press of one chooses it. */
export class TimesOfPlace {
  readonly #box = Object.assign(document.createElement('div'), { className: 'cell-times' });
  readonly #choose: (target: Target) => void;
  #targets: readonly Target[] = [];

  constructor(choose: (target: Target) => void) {
    this.#choose = choose;
    this.#box.setAttribute('role', 'group');
    this.#box.addEventListener('click', ({ target }) => {
      const chosen = this.targetOf(target instanceof Element ? target : null);
      if (chosen) this.#choose(chosen);
    });
  }

  /** Opens over the cell. A cell that is open already keeps its buttons. */
  open(cell: HTMLElement, targets: readonly Target[], chosen: Target): void {
    if (this.#box.parentElement !== cell || this.#targets !== targets) {
      this.#targets = targets;
      this.#box.setAttribute('aria-label', cell.dataset['label'] ?? '');
      this.#box.replaceChildren(...targets.map((target) => this.#button(target, cell)));
      cell.append(this.#box);
    }
    for (const button of this.#box.querySelectorAll('button')) {
      const isChosen = button.dataset['target'] === chosen.start;
      button.setAttribute('aria-pressed', String(isChosen));
      button.tabIndex = isChosen ? 0 : -1;
    }
    // Only the box: the page stays where it is.
    const { offsetTop = 0, offsetHeight = 0 } =
      this.#box.querySelector<HTMLElement>('[aria-pressed=true]') ?? {};
    const [above, below] = [offsetTop, offsetTop + offsetHeight - this.#box.clientHeight];
    this.#box.scrollTop = Math.min(above, Math.max(below, this.#box.scrollTop));
  }

  /** Puts the focus on the chosen time, whose name says day, clock and worker. */
  focus(options: FocusOptions = {}): void {
    this.#box.querySelector<HTMLElement>('[aria-pressed=true]')?.focus(options);
  }

  /** The time that an element of the box stands for. */
  targetOf(element: Element | null): Target | undefined {
    const start = element?.closest<HTMLElement>('[data-target]')?.dataset['target'];
    return this.#box.isConnected ? this.#targets.find((target) => target.start === start) : undefined;
  }

  close(): void {
    this.#box.remove();
  }

  /** A time in words, with the day and the worker of its cell. */
  wordsOf({ start }: Target, cell: HTMLElement | undefined): string {
    return `${cell?.dataset['label'] ?? ''}, ${clockOf(start)}`;
  }

  #button(target: Target, cell: HTMLElement): HTMLButtonElement {
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'cell-time',
    });
    button.dataset['target'] = target.start;
    button.textContent = clockOf(target.start);
    button.setAttribute('aria-label', this.wordsOf(target, cell));
    return button;
  }
}

/** `9.00` as Finnish and Swedish write it here, `09:00` in English. */
function clockOf(start: string): string {
  const clock = start.slice(11, 16);
  return document.documentElement.lang === 'en' ? clock : clock.replace(/^0/u, '').replace(':', '.');
}
