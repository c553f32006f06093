import { expect, test } from "vitest";
import { presentableName } from "./names.ts";

test.each([
  ["Erika Muster", "Erika Muster"],
  ["  Zoë Пример 😀 ", "Zoë Пример 😀"],
  ["Anna\u202eatsuM", "AnnaatsuM"],
  ["An\u0000na\n", "Anna"],
  ["<b>Anna</b>", "<b>Anna</b>"],
  ["Zoe\u0308", "Zoë"],
  ["😀".repeat(200), "😀".repeat(80)],
])("%j is shown as %j", (name, shown) => {
  expect(presentableName(name)).toBe(shown);
});
