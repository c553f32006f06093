import { expect, test } from "vitest";
import { readReceipt } from "./receipt.ts";

const receipt = {
  v: 1,
  session: "x".repeat(22),
  opened_at: 1_800_000_000.5,
  ended_at: 1_800_001_000,
  items: [
    { what: "names", count: 2, deleted: "now", at: 1_800_001_000 },
    { what: "contact", count: 1, deleted: "by", at: 1_800_004_600 },
  ],
};

function signed(value: unknown): string {
  const body = btoa(JSON.stringify(value)).replaceAll("+", "-").replaceAll("/", "_");
  return `${body}.c2lnbmF0dXJl`;
}

test("a receipt is read", () => {
  expect(readReceipt(signed(receipt))).toEqual(receipt);
});

test.each([
  "",
  "no receipt",
  "äöü.x",
  signed([]),
  signed({ ...receipt, items: [{ what: "chat" }] }),
])("%j is no receipt", (text) => {
  expect(readReceipt(text)).toBeNull();
});
