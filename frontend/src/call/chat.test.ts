import { expect, test } from "vitest";
import type { PeerMessage } from "../pure/peer-messages.ts";
import { Chat } from "./chat.ts";

const me = { peer: "me", name: "Erika" };
const anna = { peer: "anna", name: "Anna" };

function chat() {
  const sent: [string, PeerMessage][] = [];
  return { sent, chat: new Chat((peer, message) => sent.push([peer, message])) };
}

test("a line goes to everybody who is there and is delivered when all have it", () => {
  const { chat: mine, sent } = chat();
  expect(mine.say("Guten Tag", me, ["anna", "berta"])).toBe(true);
  expect(sent.map(([peer, { k }]) => [peer, k])).toEqual([
    ["anna", "chat"],
    ["berta", "chat"],
  ]);
  const id = mine.lines[0]?.id ?? "";
  mine.acknowledged(id, "anna");
  expect(mine.lines[0]?.delivered).toBe(false);
  mine.acknowledged(id, "berta");
  expect(mine.lines[0]?.delivered).toBe(true);
});

test.each(["", "  ", "x".repeat(9_000)])("no line: nothing is sent", (text) => {
  const { chat: mine, sent } = chat();
  expect(mine.say(text, me, ["anna"])).toBe(false);
  expect(sent).toEqual([]);
  expect(mine.lines).toEqual([]);
});

test("what was not acknowledged is said again, and stands there once at the other end", () => {
  const here = chat();
  const there = chat();
  here.chat.say("eins", me, ["anna"]);
  here.chat.resume("anna");
  expect(here.sent).toHaveLength(2);
  const taken = here.sent.map(([, message]) =>
    message.k === "chat" ? there.chat.take(message, me) : null,
  );
  expect(taken.map((line) => line?.text)).toEqual(["eins", undefined]);
  expect(there.chat.lines).toHaveLength(1);
  expect(there.sent.map(([peer, { k }]) => [peer, k])).toEqual([
    ["me", "ack"],
    ["me", "ack"],
  ]);
});

test("a line that is too long is acknowledged, so that it does not come again, and not shown", () => {
  const { chat: mine, sent } = chat();
  expect(mine.take({ k: "chat", id: "1", ts: 0, text: "ä".repeat(5_000) }, anna)).toBeNull();
  expect(mine.lines).toEqual([]);
  expect(sent).toEqual([["anna", { k: "ack", id: "1" }]]);
});

test("nothing is left after the end", () => {
  const { chat: mine } = chat();
  mine.say("eins", me, ["anna"]);
  mine.clear();
  expect(mine.lines).toEqual([]);
});
