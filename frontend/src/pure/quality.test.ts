import { expect, test } from "vitest";
import { pictureLimit, scaleDown } from "./bitrate.ts";
import { classify, smooth } from "./quality.ts";

const good = { loss: 0, roundTrip_ms: 20, concealed: 0 };

test.each([
  ["a quiet line", good, 5],
  ["some loss", { ...good, loss: 0.03 }, 4],
  ["a long way", { ...good, roundTrip_ms: 400 }, 3],
  ["sound with holes", { ...good, concealed: 0.09 }, 2],
  ["a bad line", { ...good, loss: 0.3 }, 1],
  ["a line to the moon", { ...good, roundTrip_ms: 2_600 }, 1],
])("%s", (_, measure, quality) => {
  expect(classify(measure)).toBe(quality);
});

test("newer measures weigh more, older ones are forgotten", () => {
  const bad = { ...good, loss: 0.3 };
  expect(smooth([])).toBeNull();
  expect(smooth([bad, good])?.loss).toBeCloseTo(0.1);
  expect(smooth([good, bad])?.loss).toBeCloseTo(0.2);
  expect(smooth([bad, good, good, good, good, good])?.loss).toBe(0);
});

test("the more receivers, the smaller the picture for each", () => {
  const rates = [1, 2, 3, 4, 5].map((others) => pictureLimit(others).bits_per_second);
  expect(rates).toEqual([1_200_000, 800_000, 500_000, 250_000, 250_000]);
});

test("a picture is made smaller, never larger", () => {
  expect(scaleDown(720, pictureLimit(3))).toBe(2);
  expect(scaleDown(240, pictureLimit(3))).toBe(1);
  expect(scaleDown(undefined, pictureLimit(3))).toBe(1);
});
