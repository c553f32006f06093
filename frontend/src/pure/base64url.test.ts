import { expect, test } from "vitest";
import { fromBase64url, toBase64url } from "./base64url.ts";

test.each([
  ["", []],
  ["Zg", [102]],
  ["Zm8", [102, 111]],
  ["Zm9v", [102, 111, 111]],
  ["-_8", [251, 255]],
  ["_-__", [255, 239, 255]],
])("%s and its bytes are the same", (text, bytes) => {
  expect(toBase64url(Uint8Array.from(bytes))).toBe(text);
  expect([...fromBase64url(text)]).toEqual(bytes);
});

test("every byte comes back", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
  expect([...fromBase64url(toBase64url(bytes))]).toEqual([...bytes]);
});

test("padding may be there", () => {
  expect([...fromBase64url("Zg==")]).toEqual([102]);
});

test("what is no base64url is refused", () => {
  expect(() => fromBase64url("a+/b")).toThrow(TypeError);
});
