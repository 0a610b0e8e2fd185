/** Milliseconds without a key or a pointer after which nothing is asked any more: an empty chair must not keep a session alive. */
const IDLE_LIMIT = 10 * 60_000;

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'visibilitychange'] as const;

/**
 * Does `work` again and again, `milliseconds` after its last end, while somebody looks at the page: it pauses in a hidden tab
 * and before an empty chair, and goes on at the next sign of a person. `work` must not reject. Call the answer to end it.
 */
export function repeatWhileWatched(milliseconds: number, work: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastSign = Date.now();
  let ended = false;

  const turn = async (): Promise<void> => {
    if (document.hidden || Date.now() - lastSign > IDLE_LIMIT) {
      timer = undefined;
      return;
    }
    await work();
    if (!ended) wait(milliseconds);
  };
  const wait = (before: number): void => {
    timer = setTimeout(() => void turn(), before);
  };
  const notice = (): void => {
    lastSign = Date.now();
    if (timer === undefined) wait(0);
  };

  for (const sign of SIGNS) document.addEventListener(sign, notice, { passive: true });
  wait(milliseconds);
  return () => {
    ended = true;
    clearTimeout(timer);
    for (const sign of SIGNS) document.removeEventListener(sign, notice);
  };
}
