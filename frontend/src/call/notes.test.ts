import { expect, test } from "vitest";
import type { NoteContent } from "../pure/note-message.ts";
import { LONGEST_NOTE } from "../pure/note-text.ts";
import { fromBase64url, toBase64url } from "./base64url.ts";
import { type Ends, makeNoteKeys, type NoteKeys, NotePair } from "./notes.ts";

const ROOM = "room";
const PEER = "peer";
const HELLO: NoteContent = { k: "text", id: "1", text: "Guten Tag – hören Sie mich?" };

async function keys(): Promise<NoteKeys> {
  const made = await makeNoteKeys();
  if (made === null) throw new Error("no cryptography here");
  return made;
}

async function pair(ends: Ends): Promise<NotePair> {
  const made = await NotePair.between(ends);
  if (made === null) throw new Error("not a key");
  return made;
}

/** Both ends of one conversation. */
async function ends(change: Partial<Ends> = {}) {
  const [client, desk] = [await keys(), await keys()];
  const shared = { room: ROOM, peer: PEER };
  return {
    client,
    desk,
    waiting: await pair({ own: client, ownSide: "waiting", other: desk.public, ...shared }),
    reader: await pair({
      own: desk,
      ownSide: "reader",
      other: client.public,
      ...shared,
      ...change,
    }),
  };
}

test("a note is opened by the one it was sealed for, in both directions", async () => {
  const { waiting, reader } = await ends();
  expect(await reader.open(await waiting.seal(HELLO))).toEqual({ n: 1, ...HELLO });
  expect(await waiting.open(await reader.seal(HELLO))).toEqual({ n: 1, ...HELLO });
});

test("the private key cannot be read out", async () => {
  const { private: key } = await keys();
  expect(key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey("pkcs8", key)).rejects.toThrow();
});

test("what is sent has the form of the protocol and does not show the text", async () => {
  const { waiting } = await ends();
  const { iv, box } = await waiting.seal(HELLO);
  expect(iv).toMatch(/^[\w-]{16}$/);
  expect(box).toMatch(/^[\w-]{1,5484}$/);
  const bytes = String.fromCharCode(...fromBase64url(box));
  expect(bytes).not.toContain("Guten");
});

test("the longest note of the widest letters fits, and every one tells only its blocks", async () => {
  const { waiting, reader } = await ends();
  const long: NoteContent = {
    k: "text",
    id: crypto.randomUUID(),
    text: "😀".repeat(LONGEST_NOTE),
  };
  const sealed = await waiting.seal(long);
  expect(sealed.box.length).toBeLessThanOrEqual(5_484);
  expect(await reader.open(sealed)).toMatchObject(long);
  const lengths = ["ja", "nein", "Es dauert noch etwa 5 Minuten."].map(
    async (text) => (await waiting.seal({ ...HELLO, text })).box.length,
  );
  expect(new Set(await Promise.all(lengths)).size).toBe(1);
});

test("the same note is never sealed the same way twice", async () => {
  const { waiting } = await ends();
  const [one, other] = [await waiting.seal(HELLO), await waiting.seal(HELLO)];
  expect(one.iv).not.toBe(other.iv);
  expect(one.box).not.toBe(other.box);
});

test("a note that comes again, or after a later one, is not opened", async () => {
  const { waiting, reader } = await ends();
  const [first, second] = [await waiting.seal(HELLO), await waiting.seal(HELLO)];
  expect(await reader.open(second)).toMatchObject({ n: 2 });
  expect(await reader.open(second)).toBeNull();
  expect(await reader.open(first)).toBeNull();
  expect(await reader.open(await waiting.seal(HELLO))).toMatchObject({ n: 3 });
});

test("whoever was forgotten goes on counting, so that nothing old is opened again", async () => {
  const counts = { sealed: 0, opened: 0 };
  const { client, desk, waiting, reader } = await ends({ counts });
  const first = await waiting.seal(HELLO);
  await reader.open(first);
  await waiting.open(await reader.seal(HELLO));
  const again = await pair({
    own: desk,
    ownSide: "reader",
    other: client.public,
    room: ROOM,
    peer: PEER,
    counts,
  });
  expect(await again.open(first)).toBeNull();
  expect(await waiting.open(await again.seal(HELLO))).toMatchObject({ n: 2 });
});

test("a note sent back to its writer is not opened", async () => {
  const { waiting, reader } = await ends();
  expect(await waiting.open(await waiting.seal(HELLO))).toBeNull();
  expect(await reader.open(await reader.seal(HELLO))).toBeNull();
});

test.each<[string, Partial<Ends>]>([
  ["another room", { room: "elsewhere" }],
  ["another person", { peer: "somebody" }],
])("a note for %s is not opened", async (_what, change) => {
  const { waiting, reader } = await ends(change);
  expect(await reader.open(await waiting.seal(HELLO))).toBeNull();
});

test("somebody else with another key cannot open it", async () => {
  const { waiting, client } = await ends();
  const stranger = await pair({
    own: await keys(),
    ownSide: "reader",
    other: client.public,
    room: ROOM,
    peer: PEER,
  });
  expect(await stranger.open(await waiting.seal(HELLO))).toBeNull();
});

test("a changed bit, a foreign vector and nonsense are not opened", async () => {
  const { waiting, reader } = await ends();
  const { iv, box } = await waiting.seal(HELLO);
  const bytes = fromBase64url(box);
  bytes[3] = (bytes[3] ?? 0) ^ 1;
  expect(await reader.open({ iv, box: toBase64url(bytes) })).toBeNull();
  expect(await reader.open({ iv: "A".repeat(16), box })).toBeNull();
  expect(await reader.open({ iv, box: "" })).toBeNull();
  expect(await reader.open({ iv: "", box })).toBeNull();
  expect(await reader.open({ iv, box: "!" })).toBeNull();
  expect(await reader.open({ iv, box })).not.toBeNull();
});

test.each(["", "AAAA", "!", toBase64url(new Uint8Array(65).fill(4))])(
  "what is no point on the curve is no key: %s",
  async (other) => {
    const own = await keys();
    const made = await NotePair.between({ own, ownSide: "reader", other, room: ROOM, peer: PEER });
    expect(made).toBeNull();
  },
);

test("without cryptography there are no keys", async () => {
  const subtle = Object.getOwnPropertyDescriptor(Crypto.prototype, "subtle");
  Object.defineProperty(Crypto.prototype, "subtle", { value: undefined, configurable: true });
  expect(await makeNoteKeys()).toBeNull();
  if (subtle) Object.defineProperty(Crypto.prototype, "subtle", subtle);
});
