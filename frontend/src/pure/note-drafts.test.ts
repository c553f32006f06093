import { expect, test } from "vitest";
import { complain, keepOnly, noDrafts, open, TO_ALL, type, withSentence } from "./note-drafts.ts";

test("what was typed stays when the panel is closed and opened again", () => {
  const typed = type(open(noDrafts, "anna"), "anna", "Guten T");
  const again = open(open(typed, null), "anna");
  expect(again.open).toBe("anna");
  expect(again.texts.get("anna")).toBe("Guten T");
});

test("a problem goes with the next letter and with closing", () => {
  const refused = complain(open(noDrafts, "anna"), "empty");
  expect(refused.problem).toBe("empty");
  expect(type(refused, "anna", "G").problem).toBeNull();
  expect(open(refused, null).problem).toBeNull();
});

test("with a person who has gone the panel closes and the draft goes", () => {
  const typed = type(type(open(noDrafts, "anna"), "anna", "Liebe"), TO_ALL, "Alle");
  const after = keepOnly(typed, ["bert"]);
  expect(after.open).toBeNull();
  expect([...after.texts.keys()]).toEqual([TO_ALL]);
  expect(keepOnly(typed, ["anna"]).open).toBe("anna");
  expect(keepOnly(open(typed, TO_ALL), []).open).toBe(TO_ALL);
});

const sentences = ["Gleich.", "Später."];

test.each([
  ["", "Gleich."],
  ["  ", "Gleich."],
  ["Später. ", "Gleich."],
  ["Frau Muster,", "Frau Muster, Gleich."],
])("choosing a sentence after %j gives %j", (typed, text) => {
  expect(withSentence(typed, "Gleich.", sentences)).toBe(text);
});
