import { expect, test } from "vitest";
import {
  acceptsAnswer,
  firstEpoch,
  isPolite,
  judgeEpoch,
  judgeOffer,
  resendAfter,
} from "./offers.ts";
import type { SdpMessage } from "./peer-messages.ts";

function description(e: number, type: "offer" | "answer" = "offer"): SdpMessage {
  return { k: "sdp", e, oid: 1, d: { type, sdp: "" } };
}

const calm = { epoch: 10, alive: true, offering: false, untouched: false, polite: true };
const first = { ...calm, alive: false, untouched: true };

test.each([
  ["the same epoch", calm, description(10), "same"],
  ["two first offers: the polite side begins anew", first, description(10), "renew"],
  [
    "two first offers: the impolite side goes on",
    { ...first, polite: false },
    description(10),
    "same",
  ],
  ["the answer to a first offer", first, description(10, "answer"), "same"],
  ["an older offer while our first is in the making", first, description(9), "drop"],
  ["two later offers", { ...first, untouched: false }, description(10), "same"],
  ["a newer offer", calm, description(11), "renew"],
  ["a newer offer while offering", { ...calm, offering: true }, description(11), "renew"],
  ["an answer to a connection we never had", calm, description(11, "answer"), "drop"],
  ["a late answer", calm, description(9, "answer"), "drop"],
  ["a late offer while all is well", calm, description(9), "drop"],
  ["an older offer to a dead link", { ...calm, alive: false }, description(9), "outbid"],
  [
    "an older offer while ours is out",
    { ...calm, alive: false, offering: true },
    description(9),
    "drop",
  ],
])("%s", (_, own, message, verdict) => {
  expect(judgeEpoch(own, message)).toBe(verdict);
});

const quiet = { polite: false, offering: false, ownOffer: 0, takenOffer: 3, answered: true };

test.each([
  ["a new offer is answered", quiet, 4, "answer"],
  ["the same offer again means that our answer was lost", quiet, 3, "repeat"],
  ["the same offer again while it is being answered", { ...quiet, answered: false }, 3, "drop"],
  ["an older offer came late", quiet, 2, "drop"],
  ["both offer: the impolite side goes on", { ...quiet, offering: true }, 4, "drop"],
  [
    "both offer: the polite side gives way",
    { ...quiet, offering: true, polite: true },
    4,
    "answer",
  ],
])("%s", (_, own, oid, verdict) => {
  expect(judgeOffer(own, oid)).toBe(verdict);
});

test.each([
  ["to the newest offer", { offering: true, ownOffer: 2 }, 2, true],
  ["to an older offer", { offering: true, ownOffer: 2 }, 1, false],
  ["a second time", { offering: false, ownOffer: 2 }, 2, false],
])("an answer %s", (_, own, oid, accepted) => {
  expect(acceptsAnswer(own, oid)).toBe(accepted);
});

test("of two peers exactly one is polite", () => {
  expect(isPolite("Ab", "aB")).toBe(true);
  expect(isPolite("aB", "Ab")).toBe(false);
});

test("a page that was loaded again is above what its peer remembers", () => {
  expect(firstEpoch(1_767_222_000_500, 0)).toBe(1_767_222_000);
  expect(firstEpoch(1_767_222_000_500, 1_767_222_000)).toBe(1_767_222_001);
  expect(firstEpoch(0, 1_767_222_000)).toBe(1_767_222_001);
});

test("says it again sooner while in doubt", () => {
  expect(resendAfter(true)).toBeLessThan(resendAfter(false));
});
