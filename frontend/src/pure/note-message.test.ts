import { expect, test } from "vitest";
import { parseNote } from "./note-message.ts";

test.each([
  { n: 1, k: "text", id: "1", text: "Guten Tag" },
  { n: 2, k: "got", id: "1" },
])("understands %j", (message) => {
  expect(parseNote(`${JSON.stringify(message)}   `)).toEqual(message);
});

test.each([
  "",
  "null",
  "{}",
  '{"n":1,"k":"text","id":"1"}',
  '{"n":-1,"k":"got","id":"1"}',
  '{"n":"1","k":"got","id":"1"}',
  '{"n":1,"k":"got","id":"1","text":"x"}',
  '{"n":1,"k":"run","id":"1"}',
  `{"n":1,"k":"got","id":"${"1".repeat(37)}"}`,
])("takes no nonsense: %s", (source) => {
  expect(parseNote(source)).toBeNull();
});
