/** Writing notes on a page: what stands in the fields, where the focus goes, what is sent. */

import {
  complain,
  keepOnly,
  type NoteDrafts,
  noDrafts,
  open,
  TO_ALL,
  type,
  withSentence,
} from "../pure/note-drafts.ts";
import { checkNote } from "../pure/note-text.ts";
import { receivers, type Thread } from "../pure/note-thread.ts";
import type { WaitingView } from "../pure/session-state.ts";
import type { Words } from "../pure/words.ts";
import { noteButtonId } from "../ui/note-panel.ts";
import { NOTE_FIELD_ID, type NoteControls } from "../ui/notes.ts";
import { WAITING_HEADING_ID } from "../ui/waiting-list.ts";

export interface NotePanelsOptions {
  readonly words: Words["notes"];
  /** Who waits, in one list with what was written. */
  readonly lists: () => {
    readonly waiting: readonly WaitingView[];
    readonly threads: ReadonlyMap<string, Thread>;
  };
  /** `to`: a peer or the practice. */
  readonly send: (text: string, to: string) => void;
  /** What came from there is in sight. */
  readonly look: (from: string) => void;
  /** Draw, at once or in a microtask. */
  readonly changed: () => void;
  readonly say: (notice: string) => void;
}

export class NotePanels implements NoteControls {
  readonly #options: NotePanelsOptions;
  #drafts = noDrafts;

  constructor(options: NotePanelsOptions) {
    this.#options = options;
  }

  get drafts(): NoteDrafts {
    return this.#drafts;
  }

  openNotes(to: string | null): void {
    const before = this.#drafts.open;
    this.#change(open(this.#drafts, to));
    if (to !== null && to !== TO_ALL) this.#options.look(to);
    focus(to === null ? noteButtonId(before ?? "") : NOTE_FIELD_ID);
  }

  typeNote(to: string, text: string): void {
    this.#change(type(this.#drafts, to, text));
  }

  chooseSentence(to: string, sentence: string): void {
    const sentences = this.#options.words.sentences.map(({ text }) => text);
    const text = withSentence(this.#drafts.texts.get(to) ?? "", sentence, sentences);
    this.#change(type(this.#drafts, to, text));
    focus(NOTE_FIELD_ID);
  }

  sendNote(to: string): void {
    const checked = checkNote(this.#drafts.texts.get(to) ?? "");
    if ("problem" in checked) {
      this.#change(complain(this.#drafts, checked.problem));
      focus(NOTE_FIELD_ID);
      return;
    }
    this.#drafts = type(this.#drafts, to, "");
    if (to === TO_ALL) this.#sendToAll(checked.text);
    else {
      this.#options.send(checked.text, to);
      this.#options.changed();
      focus(NOTE_FIELD_ID);
    }
  }

  /** A line came: in sight if its panel is open in a window that one looks at. */
  arrived(from: string, name: string): void {
    if (this.#drafts.open === from && !document.hidden) this.#options.look(from);
    else this.#options.say(this.#options.words.wrote(name));
  }

  /** Who waits has changed; call it before drawing. */
  keepThoseWhoWait(): void {
    const { open: before } = this.#drafts;
    this.#drafts = keepOnly(this.#drafts, [...this.#options.lists().threads.keys()]);
    if (before !== null && this.#drafts.open === null) focus(WAITING_HEADING_ID);
  }

  clear(): void {
    this.#change(noDrafts);
  }

  #sendToAll(text: string): void {
    const { waiting, threads } = this.#options.lists();
    const peers = receivers(waiting, threads);
    for (const peer of peers) this.#options.send(text, peer);
    this.openNotes(null);
    this.#options.say(this.#options.words.sentToAll(peers.length));
  }

  #change(drafts: NoteDrafts): void {
    this.#drafts = drafts;
    this.#options.changed();
  }
}

/** Once it is drawn; the end of a text is where one goes on writing. */
function focus(id: string): void {
  queueMicrotask(() => {
    const element = document.getElementById(id);
    element?.focus();
    if (element instanceof HTMLTextAreaElement) {
      element.setSelectionRange(element.value.length, element.value.length);
    }
  });
}
