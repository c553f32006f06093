import { expect, test } from "vitest";
import examples from "../../../docs/protocol-examples.json";
import { fitsChat, isRelayed, parsePeerMessage } from "./peer-messages.ts";
import { parseServerMessage } from "./server-messages.ts";

test.each(examples.from_server)("understands $t from the server", (message) => {
  expect(parseServerMessage(JSON.stringify(message))).toEqual(message);
});

test.each(examples.nonsense_server)("drops nonsense from the server: %s", (source) => {
  expect(parseServerMessage(source)).toBeNull();
});

test.each(examples.between_peers)("understands $k from a peer", (message) => {
  expect(parsePeerMessage(JSON.stringify(message))).toEqual(message);
});

test.each([
  "",
  "null",
  "[]",
  "{}",
  '{"k":"hack"}',
  '{"k":"bye","why":"x"}',
  '{"k":"hb","n":1}',
  '{"k":"hb","n":1,"st":{"mic":1,"cam":true}}',
  '{"k":"ack","id":7}',
  '{"k":"chat","id":"1","ts":1,"text":null}',
  '{"k":"sdp","e":1,"oid":1,"d":{"type":"rollback","sdp":""}}',
  '{"k":"cand","e":-1,"c":null}',
])("drops nonsense from a peer: %s", (source) => {
  expect(parsePeerMessage(source)).toBeNull();
});

test("a binary message is no message", () => {
  expect(parsePeerMessage(new ArrayBuffer(8))).toBeNull();
  expect(parseServerMessage(new ArrayBuffer(8))).toBeNull();
});

test.each(examples.between_peers)(
  "only descriptions, candidates and bye may cross: $k",
  (message) => {
    expect(isRelayed(message)).toBe(["sdp", "cand", "bye"].includes(message.k));
  },
);

test("a description of more than 32 KiB is refused", () => {
  const description = (length: number) => ({
    k: "sdp",
    e: 1,
    oid: 1,
    d: { type: "offer", sdp: "x".repeat(length) },
  });
  expect(isRelayed(description(32 * 1024))).toBe(true);
  expect(isRelayed(description(32 * 1024 + 1))).toBe(false);
});

test.each([
  ["Guten Tag", true],
  ["", false],
  [" \n ", false],
  ["x".repeat(8 * 1024), true],
  ["x".repeat(8 * 1024 + 1), false],
  ["ä".repeat(4 * 1024), true],
  ["ä".repeat(4 * 1024 + 1), false],
  ["€".repeat(2_731), false],
  ["😀".repeat(2 * 1024), true],
  ["😀".repeat(2 * 1024 + 1), false],
])("what fits into a line of chat is counted in bytes", (line, fits) => {
  expect(fitsChat(line)).toBe(fits);
});
