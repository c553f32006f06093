import { expect, test } from "vitest";
import { delayBefore, judgeClose } from "./reconnect.ts";

test("tries at once, then waits longer, and never gives up", () => {
  const slowest = [0, 1, 2, 3, 4, 5, 6, 500].map((n) => delayBefore(n, () => 1));
  expect(slowest).toEqual([0, 300, 1_200, 2_700, 4_800, 7_000, 7_000, 7_000]);
});

test("spreads those who lost the same server", () => {
  expect(delayBefore(5, () => 0)).toBe(1_000);
  expect(delayBefore(5, () => 0.5)).toBe(4_000);
});

test.each([
  [1006, "", "resume", 0, { act: "again", notBefore_ms: 0 }],
  [1001, "ended", "resume", 0, { act: "again", notBefore_ms: 0 }],
  [1008, "ended", "resume", 0, { act: "final", code: "ended" }],
  [1008, "over", "enter", 0, { act: "final", code: "over" }],
  [1008, "withdrawn", "enter", 0, { act: "final", code: "withdrawn" }],
  [1008, "ticket_expired", "resume", 0, { act: "fresh-ticket" }],
  [1008, "ticket_invalid", "resume", 0, { act: "fresh-ticket" }],
  [1008, "ticket_expired", "enter", 0, { act: "again", notBefore_ms: 1_000 }],
  [1008, "too_fast", "resume", 0, { act: "again", notBefore_ms: 6_000 }],
  [1008, "barred", "resume", 1, { act: "again", notBefore_ms: 6_000 }],
  [1008, "barred", "resume", 2, { act: "final", code: "barred" }],
  [1008, "wrong_owner", "resume", 0, { act: "again", notBefore_ms: 1_000 }],
] as const)("closed with %i %s on a ticket to %s", (code, reason, ticket, bars, verdict) => {
  expect(judgeClose({ code, reason }, ticket, bars)).toEqual(verdict);
});
