/** Ends parts in the reverse order of their start, each once, whatever fails on the way. */
export class Shutdown {
  private readonly parts: (() => Promise<unknown>)[] = [];
  private ending: Promise<void> | undefined;

  /** Remembers how a part that has started is ended, and gives the part back. */
  add<T extends { stop(): Promise<unknown> }>(part: T): T {
    this.parts.push(() => part.stop());
    return part;
  }

  /** Ends everything; a second call waits for the first. */
  run(): Promise<void> {
    this.ending ??= this.endAll();
    return this.ending;
  }

  private async endAll(): Promise<void> {
    for (const end of this.parts.reverse()) await end().catch(() => undefined);
  }
}
