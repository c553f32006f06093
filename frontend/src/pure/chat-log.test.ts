import { expect, test } from "vitest";
import {
  acknowledge,
  emptyChat,
  forget,
  lines,
  receive,
  unacknowledged,
  write,
} from "./chat-log.ts";
import type { ChatLine } from "./session-state.ts";

function line(id: string, from = "me"): ChatLine {
  return { id, from, name: "", mine: from === "me", text: id, at: 0, delivered: false };
}

function delivered(log: ReturnType<typeof write>): boolean[] {
  return lines(log).map((each) => each.delivered);
}

test("a line is delivered when everybody who was there has it", () => {
  const sent = write(emptyChat, line("1"), ["anna", "berta"]);
  const half = acknowledge(sent, "1", "anna");
  expect(delivered(half)).toEqual([false]);
  expect(delivered(acknowledge(half, "1", "berta"))).toEqual([true]);
});

test("an acknowledgement by a stranger, or of another line, changes nothing", () => {
  const sent = write(emptyChat, line("1"), ["anna"]);
  expect(delivered(acknowledge(sent, "1", "carla"))).toEqual([false]);
  expect(delivered(acknowledge(sent, "2", "anna"))).toEqual([false]);
});

test("after an interruption only what is missing is said again, in order", () => {
  let log = write(emptyChat, line("1"), ["anna"]);
  log = write(log, line("2"), ["anna", "berta"]);
  log = acknowledge(log, "1", "anna");
  log = write(log, line("3"), ["anna"]);
  expect(unacknowledged(log, "anna").map(({ id }) => id)).toEqual(["2", "3"]);
  expect(unacknowledged(log, "berta").map(({ id }) => id)).toEqual(["2"]);
});

test("a line that comes twice stands there once", () => {
  const log = receive(emptyChat, line("1", "anna"));
  expect(receive(log, line("1", "anna"))).toBe(log);
});

test("two people may use the same id", () => {
  const log = receive(receive(emptyChat, line("1", "anna")), line("1", "berta"));
  expect(lines(log)).toHaveLength(2);
});

test("a line nobody was there to get is not called delivered", () => {
  expect(delivered(write(emptyChat, line("1"), []))).toEqual([false]);
});

test("who left is waited for no longer", () => {
  const sent = write(emptyChat, line("1"), ["anna", "berta"]);
  expect(delivered(forget(acknowledge(sent, "1", "anna"), "berta"))).toEqual([true]);
  expect(delivered(forget(write(emptyChat, line("2"), ["berta"]), "berta"))).toEqual([false]);
});
