/** One thing after the other, slow enough for what the server lets a peer say. */

/** The server takes 40 messages a second; some room is left for the others. */
const BETWEEN_MS = 30;

export class Paced {
  #last: Promise<void> = Promise.resolve();
  #length = 0;

  /** How many wait for their turn or have it. */
  get length(): number {
    return this.#length;
  }

  /** `job` must not fail. */
  add(job: () => Promise<void>): void {
    this.#length += 1;
    this.#last = this.#last.then(job).then(() => {
      this.#length -= 1;
      return new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    });
  }
}
