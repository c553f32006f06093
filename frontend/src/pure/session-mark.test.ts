import { expect, test } from "vitest";
import { readMark } from "./session-mark.ts";

test("the mark is a text, also an empty one", () => {
  expect(readMark({ mark: "abc" })).toBe("abc");
  expect(readMark({ mark: "" })).toBe("");
});

test.each([null, "abc", {}, { mark: 1 }])("anything else is none: %j", (answer) => {
  expect(() => readMark(answer)).toThrow(TypeError);
});
