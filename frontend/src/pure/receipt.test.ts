import { expect, test } from "vitest";
import { readReceipt, receiptFile } from "./receipt.ts";

const receipt = {
  v: 1,
  key: "abcdefghijkl",
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

test("a saved receipt says where it can be checked, and is named after the day", () => {
  const words = { fileName: "receipt", fileText: (address: string) => `Check it: ${address}` };
  const file = receiptFile("signed", receipt, words, "https://video.example.org/receipt/");
  expect(file.name).toBe("receipt-2027-01-15.txt");
  expect(file.text).toBe("Check it: https://video.example.org/receipt/\n\nsigned\n");
});
