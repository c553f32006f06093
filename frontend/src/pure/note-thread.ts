/** What two sides have written to each other in the waiting room, in memory only. */

/** A hostile page may write without end: what comes beyond is neither kept nor acknowledged. */
export const MOST_LINES = 100;

export interface NoteLine {
  readonly id: string;
  readonly mine: boolean;
  readonly text: string;
  /** Milliseconds of this computer's clock. */
  readonly at: number;
  /** Own lines: a page of the other side has it. */
  readonly delivered: boolean;
}

export interface Thread {
  readonly lines: readonly NoteLine[];
  /** Lines of the other side that nobody has looked at. */
  readonly unread: number;
  /** The other side has begun anew, with another key: it no longer shows what stood here. */
  readonly renewed: boolean;
}

export const emptyThread: Thread = { lines: [], unread: 0, renewed: false };

export function write(thread: Thread, id: string, text: string, at: number): Thread {
  const line: NoteLine = { id, mine: true, text, at, delivered: false };
  return { ...thread, lines: [...thread.lines, line] };
}

/** The same thread when the line is known, as it is when it was said again, or is one too many. */
export function receive(thread: Thread, id: string, text: string, at: number): Thread {
  const theirs = thread.lines.filter((line) => !line.mine);
  if (theirs.length >= MOST_LINES || theirs.some((line) => line.id === id)) return thread;
  const line: NoteLine = { id, mine: false, text, at, delivered: true };
  return { ...thread, lines: [...thread.lines, line], unread: thread.unread + 1 };
}

export function knows(thread: Thread, id: string): boolean {
  return thread.lines.some((line) => !line.mine && line.id === id);
}

export function acknowledge(thread: Thread, id: string): Thread {
  const lines = thread.lines.map((line) =>
    line.mine && line.id === id ? { ...line, delivered: true } : line,
  );
  return { ...thread, lines };
}

export function look(thread: Thread): Thread {
  return thread.unread === 0 ? thread : { ...thread, unread: 0 };
}

export function ownLines(thread: Thread): readonly NoteLine[] {
  return thread.lines.filter((line) => line.mine);
}

export function isAnswered(thread: Thread): boolean {
  return thread.lines.some((line) => !line.mine);
}

/** Those who are there and whose browsers read notes. */
export function receivers(
  waiting: readonly { readonly peer: string }[],
  threads: ReadonlyMap<string, Thread>,
): readonly string[] {
  return waiting.map(({ peer }) => peer).filter((peer) => threads.has(peer));
}

export function unreadIn(threads: ReadonlyMap<string, Thread>): number {
  return [...threads.values()].reduce((sum, { unread }) => sum + unread, 0);
}
