import { byWords } from '../work/words.ts';

/**
 * `<command-palette>`: opens its dialog by Ctrl or Cmd + K and by its link, narrows the list to what is typed, the best first, and goes where Enter
 * says (ARIA's combobox with a list). The things that one can do on the page itself stand first; choosing one moves the focus there
 * and does nothing yet. The dialog is the browser's own: it keeps the focus inside, and gives it back.
 */
class CommandPalette extends HTMLElement {
  #chosen = 0;
  /** The options as they stand while nothing is typed. */
  #inOrder: readonly HTMLElement[] = [];

  connectedCallback(): void {
    document.addEventListener('keydown', this.#pressedAnywhere);
    this.querySelector('a')?.addEventListener('click', this.#open);
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#pressedAnywhere);
  }

  /** Makes the dialog from its template, once. */
  #build(): void {
    const template = this.querySelector('template');
    if (!template || this.querySelector('dialog')) return;
    this.append(template.content.cloneNode(true));
    const { input, list } = this.#parts();
    input?.addEventListener('input', this.#narrow);
    input?.addEventListener('keydown', this.#pressed);
    list?.addEventListener('click', this.#clicked);
  }

  #parts() {
    return {
      dialog: this.querySelector('dialog'),
      form: this.querySelector('form'),
      input: this.querySelector<HTMLInputElement>('[role=combobox]'),
      list: this.querySelector('[role=listbox]'),
      status: this.querySelector('[role=status]'),
    };
  }

  readonly #pressedAnywhere = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== 'k' || event.altKey || event.shiftKey) return;
    if (event.ctrlKey || event.metaKey) this.#open(event);
  };

  readonly #open = (event: Event): void => {
    this.#build();
    const { dialog, input, list } = this.#parts();
    if (!dialog || !input || !list) return;
    // Ctrl or a middle click on the link means its page, in a tab of its own.
    if (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
    event.preventDefault();
    if (dialog.open) return;
    list.querySelectorAll('[data-here]').forEach((each) => {
      each.remove();
    });
    const people = options(list).filter(isPeople);
    list.prepend(...this.#inOrder.filter((each) => !isPeople(each) && each.isConnected));
    list.prepend(...optionsOfPage());
    list.append(...people);
    this.#inOrder = options(list);
    input.value = '';
    dialog.showModal();
    this.#narrow();
  };

  readonly #narrow = (): void => {
    const { input, list, status } = this.#parts();
    const typed = input?.value.trim() ?? '';
    const people = this.#inOrder.filter(isPeople);
    for (const option of people) option.querySelector('b')?.replaceChildren(typed);
    const named = this.#inOrder.filter((option) => !isPeople(option));
    const shown = [
      ...byWords(named, ({ textContent }) => textContent, typed),
      ...(typed === '' ? [] : people),
    ];
    for (const option of this.#inOrder) option.hidden = !shown.includes(option);
    list?.append(...shown);
    this.#choose(0);
    const found = shown.length;
    const text = found === 1 ? this.dataset['countOne'] : this.dataset['countOther'];
    status?.replaceChildren((text ?? '').replace('{count}', String(found)));
  };

  /** Marks the option at a place among those that are shown, round and round. */
  #choose(place: number): void {
    const { input, list } = this.#parts();
    const shown = options(list).filter(({ hidden }) => !hidden);
    this.#chosen = shown.length === 0 ? 0 : (place + shown.length) % shown.length;
    for (const option of options(list)) option.setAttribute('aria-selected', 'false');
    const chosen = shown[this.#chosen];
    chosen?.setAttribute('aria-selected', 'true');
    chosen?.scrollIntoView({ block: 'nearest' });
    if (chosen) input?.setAttribute('aria-activedescendant', chosen.id);
    else input?.removeAttribute('aria-activedescendant');
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    // Escape closes this and nothing else: anywhere else on the page it hides names.
    if (event.key === 'Escape') event.stopPropagation();
    const { list } = this.#parts();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.#choose(this.#chosen + (event.key === 'ArrowDown' ? 1 : -1));
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      const chosen = options(list).filter(({ hidden }) => !hidden)[this.#chosen];
      if (chosen) this.#go(chosen);
    }
  };

  readonly #clicked = (event: Event): void => {
    const option = (event.target as Element).closest<HTMLElement>('[role=option]');
    if (option) this.#go(option);
  };

  #go(option: HTMLElement): void {
    const { dialog, form } = this.#parts();
    const { to, here } = option.dataset;
    if ('people' in option.dataset) {
      form?.submit();
      return;
    }
    dialog?.close();
    if (to !== undefined) location.assign(to);
    else if (here !== undefined) document.querySelectorAll<HTMLElement>(DOABLE)[Number(here)]?.focus();
  }
}

const DOABLE = 'main .button:not([disabled])';
/** So many things of the page are listed: the rest of a long page would bury everything else. */
const FROM_PAGE = 6;

/** The line that looks for young people by what is typed: it stands last, whatever that is. */
function isPeople(option: HTMLElement): boolean {
  return 'people' in option.dataset;
}

function options(list: Element | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[role=option]') ?? [])];
}

/** An option for each of the first different buttons of the page that can be seen. */
function optionsOfPage(): HTMLElement[] {
  const names = new Map<string, number>();
  document.querySelectorAll<HTMLElement>(DOABLE).forEach((button, index) => {
    const name = button.innerText.trim();
    if (name !== '' && button.checkVisibility() && !names.has(name)) names.set(name, index);
  });
  return [...names].slice(0, FROM_PAGE).map(([name, index]) => {
    const option = document.createElement('li');
    option.setAttribute('role', 'option');
    option.id = `palette-here-${String(index)}`;
    option.dataset['here'] = String(index);
    option.textContent = name;
    return option;
  });
}

customElements.define('command-palette', CommandPalette);
