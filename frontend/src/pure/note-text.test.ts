import { expect, test } from "vitest";
import { charactersLeft, checkNote, LONGEST_NOTE, presentableNote } from "./note-text.ts";

test.each([
  ["Guten Tag", "Guten Tag"],
  ["  Guten\nTag \n", "Guten\nTag"],
  ["eins\r\nzwei", "eins\nzwei"],
  ["u\u0308ber", "über"],
  ["a\u0000b\u202ec\u0007d\te", "abcde"],
  ["halb \ud83d", "halb"],
  ["😀 ганц", "😀 ганц"],
])("%j is sent as %j", (typed, text) => {
  expect(checkNote(typed)).toEqual({ text });
});

test.each(["", "   ", "\n\n", "\u202e\u0000"])("%j is nothing to send", (typed) => {
  expect(checkNote(typed)).toEqual({ problem: "empty" });
});

test("the length is counted in characters, as people count", () => {
  expect(checkNote("😀".repeat(LONGEST_NOTE))).toHaveProperty("text");
  expect(checkNote("😀".repeat(LONGEST_NOTE + 1))).toEqual({ problem: "tooLong" });
});

test.each([
  [0, null],
  [LONGEST_NOTE - 101, null],
  [LONGEST_NOTE - 100, 100],
  [LONGEST_NOTE, 0],
  [LONGEST_NOTE + 7, -7],
])("after %d characters the count says %s", (typed, left) => {
  expect(charactersLeft("x".repeat(typed))).toBe(left);
});

test("what others send is cut and cleaned before it is shown", () => {
  expect(presentableNote("x".repeat(5_000))).toHaveLength(LONGEST_NOTE);
  expect(presentableNote("\u202eevil")).toBe("evil");
});
