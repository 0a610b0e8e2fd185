/** What a drag tells: the card that is taken, what is under the pointer, and what it was let go over. */
interface Drops {
  readonly begins: (card: HTMLElement) => void;
  readonly over: (element: Element | null) => void;
  readonly ends: (element: Element | null) => void;
}

/** Pixels before a press becomes a drag. */
const SLACK = 5;
/** Pixels from the window's edge in which the page scrolls along, and how far each time. */
const EDGE = 56;
const STEP = 14;

/**
 * Dragging of `[data-booking]` by any pointer: the mouse takes the whole card; a finger its grip (`[data-grip]`), so that elsewhere it
 * scrolls. Cards without a `[data-move]` stay.
 */
export class Drag {
  readonly #drops: Drops;
  #card: HTMLElement | undefined;
  #from: { readonly x: number; readonly y: number } = { x: 0, y: 0 };
  #isDragging = false;

  constructor(within: HTMLElement, drops: Drops) {
    this.#drops = drops;
    within.addEventListener('pointerdown', this.#down);
  }

  readonly #down = (event: PointerEvent): void => {
    const target = event.target instanceof Element ? event.target : undefined;
    const card = target?.closest<HTMLElement>('[data-booking]');
    const isGrip = target?.closest('[data-grip]') !== null;
    if (!target || !card?.querySelector('[data-move]') || event.button !== 0) return;
    if (!isGrip && (event.pointerType !== 'mouse' || target.closest('a, button'))) return;
    // No text is selected and no link dragged along.
    event.preventDefault();
    this.#card = card;
    this.#from = { x: event.clientX, y: event.clientY };
    addEventListener('pointermove', this.#move);
    addEventListener('pointerup', this.#up);
    addEventListener('pointercancel', this.#stop);
    addEventListener('keydown', this.#key, true);
  };

  readonly #move = ({ clientX: x, clientY: y }: PointerEvent): void => {
    const card = this.#card;
    if (!card) return;
    const [right, down] = [x - this.#from.x, y - this.#from.y];
    if (!this.#isDragging) {
      if (Math.hypot(right, down) < SLACK) return;
      this.#isDragging = true;
      card.classList.add('appointment--dragged');
      this.#drops.begins(card);
    }
    card.style.translate = `${String(right)}px ${String(down)}px`;
    if (y < EDGE) this.#scroll(-STEP);
    else if (y > innerHeight - EDGE) this.#scroll(STEP);
    this.#drops.over(document.elementFromPoint(x, y));
  };

  readonly #up = ({ clientX: x, clientY: y }: PointerEvent): void => {
    const isDrag = this.#isDragging;
    this.#end();
    if (isDrag) this.#drops.ends(document.elementFromPoint(x, y));
  };

  readonly #stop = (): void => {
    const isDrag = this.#isDragging;
    this.#end();
    if (isDrag) this.#drops.ends(null);
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#stop();
  };

  /** The card stays under the pointer while the page goes. */
  #scroll(by: number): void {
    const before = scrollY;
    scrollBy(0, by);
    this.#from = { ...this.#from, y: this.#from.y - (scrollY - before) };
  }

  #end(): void {
    this.#card?.classList.remove('appointment--dragged');
    if (this.#card) this.#card.style.translate = '';
    this.#card = undefined;
    this.#isDragging = false;
    removeEventListener('pointermove', this.#move);
    removeEventListener('pointerup', this.#up);
    removeEventListener('pointercancel', this.#stop);
    removeEventListener('keydown', this.#key, true);
  }
}
