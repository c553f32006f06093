import { expect, test } from "vitest";
import { checkName } from "./door-name.ts";

test.each([
  ["Erika Muster", "Erika Muster"],
  ["  Erika   Muster ", "Erika Muster"],
  ["محمد علي", "محمد علي"],
  ["李小龍 🙂", "李小龍 🙂"],
  ["<b>Erika</b>", "<b>Erika</b>"],
  ["e\u0301", "é"],
  ["x".repeat(80), "x".repeat(80)],
])("%j is a name", (typed, name) => {
  expect(checkName(typed)).toEqual({ name });
});

test.each([
  ["", "nameMissing"],
  [" \t ", "nameMissing"],
  ["x".repeat(81), "nameTooLong"],
  ["x".repeat(200), "nameTooLong"],
  ["Erika\u202emusterM", "nameHasControls"],
  ["Erika\u0000", "nameHasControls"],
])("%j is none: %s", (typed, problem) => {
  expect(checkName(typed)).toEqual({ problem });
});

test.each(["Erika Muster", "Suharto –", "李小龍", "김민준", "Dr. Maren Linde"])(
  "%j is a real name",
  (typed) => {
    expect(checkName(typed, true)).toEqual({ name: typed });
  },
);

test.each(["Erika", " Erika ", "E.", "محمد"])("%j is only a part of one", (typed) => {
  expect(checkName(typed, true)).toEqual({ problem: "nameIncomplete" });
  expect(checkName(typed, false)).toEqual({ name: typed.trim() });
});
