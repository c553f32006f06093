import { expect, test } from "vitest";
import {
  acknowledge,
  emptyThread,
  isAnswered,
  knows,
  look,
  MOST_LINES,
  ownLines,
  receive,
  receivers,
  type Thread,
  unreadIn,
  write,
} from "./note-thread.ts";

const both = receive(write(emptyThread, "1", "Frage", 10), "2", "Antwort", 20);

test("lines stand in the order in which they came", () => {
  expect(both.lines).toEqual([
    { id: "1", mine: true, text: "Frage", at: 10, delivered: false },
    { id: "2", mine: false, text: "Antwort", at: 20, delivered: true },
  ]);
  expect(ownLines(both).map(({ id }) => id)).toEqual(["1"]);
});

test("what came is unread until somebody looks", () => {
  expect(both.unread).toBe(1);
  expect(look(both).unread).toBe(0);
  expect(look(emptyThread)).toBe(emptyThread);
});

test("a line that comes again stands there once", () => {
  expect(receive(both, "2", "Antwort", 30)).toBe(both);
  expect(knows(both, "2")).toBe(true);
});

test("the other side cannot answer for a line of one's own", () => {
  expect(knows(both, "1")).toBe(false);
  expect(receive(both, "1", "Gleiche Nummer", 30).lines).toHaveLength(3);
  expect(acknowledge(both, "2")).toEqual(both);
});

test("an own line is delivered once the other side says so", () => {
  expect(acknowledge(both, "1").lines[0]?.delivered).toBe(true);
});

test("whoever writes without end is not listened to for ever", () => {
  let thread: Thread = emptyThread;
  for (let n = 0; n < MOST_LINES + 5; n += 1) thread = receive(thread, String(n), "x", n);
  expect(thread.lines).toHaveLength(MOST_LINES);
  expect(knows(thread, String(MOST_LINES))).toBe(false);
});

test("the practice has answered when a line of the other side stands there", () => {
  expect(isAnswered(write(emptyThread, "1", "Hallo", 0))).toBe(false);
  expect(isAnswered(both)).toBe(true);
});

test("what is unread of all is counted together", () => {
  expect(
    unreadIn(
      new Map([
        ["anna", both],
        ["bert", both],
        ["cleo", emptyThread],
      ]),
    ),
  ).toBe(2);
  expect(unreadIn(new Map())).toBe(0);
});

test("a note to all goes to those who are there and can read it", () => {
  const waiting = [{ peer: "anna" }, { peer: "without a key" }];
  const threads = new Map([
    ["anna", emptyThread],
    ["away", emptyThread],
  ]);
  expect(receivers(waiting, threads)).toEqual(["anna"]);
});
