/** Sealing and opening notes with WebCrypto (docs/protocol.md, "Notes"). */

import { type NoteContent, type NoteMessage, parseNote } from "../pure/note-message.ts";
import { fromBase64url, toBase64url } from "./base64url.ts";

const CURVE = { name: "ECDH", namedCurve: "P-256" } as const;
const IV_BYTES = 12;
/** The length of a box says how many of these are in it, and not which sentence it is. */
const BLOCK_BYTES = 256;
const MOST_BYTES = 4_096;
const SPACE = 0x20;

export interface NoteKeys {
  /** The point on the curve, uncompressed, in base64url. */
  readonly public: string;
  /** Cannot be read out, not even by this page. */
  readonly private: CryptoKey;
}

/** Null where the browser has no cryptography: on an address without https. */
export async function makeNoteKeys(): Promise<NoteKeys | null> {
  if (globalThis.crypto?.subtle === undefined) return null;
  const pair = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const raw = await crypto.subtle.exportKey("raw", pair.publicKey);
  return { public: toBase64url(new Uint8Array(raw)), private: pair.privateKey };
}

export interface Sealed {
  readonly iv: string;
  readonly box: string;
}

/** Between whom: one who waits, and one page of the practice that reads. */
export interface Ends {
  readonly own: NoteKeys;
  readonly ownSide: "waiting" | "reader";
  /** The other's public key. */
  readonly other: string;
  readonly room: string;
  /** Of who waits. */
  readonly peer: string;
  /** What these two have exchanged before, if one of them had forgotten the other. */
  readonly counts?: NoteCounts;
}

/** How far each direction has come. No secret: it may outlive the key. */
export interface NoteCounts {
  sealed: number;
  opened: number;
}

/** What two pages write to each other, under a key that only the two can make. */
export class NotePair {
  readonly #key: CryptoKey;
  readonly #ends: Ends;
  readonly #counts: NoteCounts;

  private constructor(key: CryptoKey, ends: Ends) {
    this.#key = key;
    this.#ends = ends;
    this.#counts = ends.counts ?? { sealed: 0, opened: 0 };
  }

  /** Null when the other's key is none. */
  static async between(ends: Ends): Promise<NotePair | null> {
    try {
      return new NotePair(await sharedKey(ends), ends);
    } catch (error) {
      if (error instanceof DOMException) return null;
      throw error;
    }
  }

  async seal(content: NoteContent): Promise<Sealed> {
    this.#counts.sealed += 1;
    const message = { n: this.#counts.sealed, ...content };
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const box = await crypto.subtle.encrypt(
      { name: "AES-GCM", iv, additionalData: this.#context("own") },
      this.#key,
      padded(JSON.stringify(message)),
    );
    return { iv: toBase64url(iv), box: toBase64url(new Uint8Array(box)) };
  }

  /** Null for what was not written here for us, or was opened before, or comes too late. */
  async open({ iv, box }: Sealed): Promise<NoteMessage | null> {
    const message = parseNote(await this.#decrypt(iv, box));
    if (message === null || message.n <= this.#counts.opened) return null;
    this.#counts.opened = message.n;
    return message;
  }

  async #decrypt(iv: string, box: string): Promise<string> {
    try {
      const bytes = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv: fromBase64url(iv), additionalData: this.#context("other") },
        this.#key,
        fromBase64url(box),
      );
      return new TextDecoder().decode(bytes);
    } catch (error) {
      if (error instanceof DOMException) return "";
      throw error;
    }
  }

  /** Who writes to whom: bound to each box, so that none counts for another way or person. */
  #context(writer: "own" | "other"): Uint8Array<ArrayBuffer> {
    const { ownSide, room, peer } = this.#ends;
    const isFromWaiting = (ownSide === "waiting") === (writer === "own");
    return utf8(["note", isFromWaiting ? "up" : "down", room, peer].join("\n"));
  }
}

/** ECDH, then HKDF-SHA-256 (RFC 5869) with both public keys, the room and who waits as info. */
async function sharedKey({ own, ownSide, other, room, peer }: Ends): Promise<CryptoKey> {
  const theirs = await crypto.subtle.importKey("raw", fromBase64url(other), CURVE, false, []);
  const secret = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, own.private, 256);
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const [waiting, reader] = ownSide === "waiting" ? [own.public, other] : [other, own.public];
  return crypto.subtle.deriveKey(
    {
      name: "HKDF",
      hash: "SHA-256",
      salt: new Uint8Array(),
      info: utf8(["videoberatung note 1", room, peer, waiting, reader].join("\n")),
    },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

/** Spaces after the JSON, which is what a parser passes over. */
function padded(json: string): Uint8Array<ArrayBuffer> {
  const bytes = utf8(json);
  if (bytes.length > MOST_BYTES) throw new RangeError("the note is too long");
  const whole = new Uint8Array(Math.ceil(bytes.length / BLOCK_BYTES) * BLOCK_BYTES).fill(SPACE);
  whole.set(bytes);
  return whole;
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
