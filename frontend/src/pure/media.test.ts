import { expect, test } from "vitest";
import { noDevices, pluggedIn, sortDevices } from "./devices.ts";
import { loudness } from "./loudness.ts";
import { problemOf } from "./media-problem.ts";

test.each([
  ["NotAllowedError", true, "refused"],
  ["SecurityError", true, "refused"],
  ["NotFoundError", true, "missing"],
  ["OverconstrainedError", true, "missing"],
  ["NotReadableError", true, "busy"],
  ["AbortError", true, "busy"],
  ["TypeError", true, "other"],
  ["SecurityError", false, "insecure"],
])("%s on a page where secure is %s: %s", (name, secure, problem) => {
  expect(problemOf(name, secure)).toBe(problem);
});

test("devices are sorted by kind; Windows' second names are left out", () => {
  const found = [
    { kind: "audioinput", deviceId: "default", label: "Default" },
    { kind: "audioinput", deviceId: "communications", label: "Communications" },
    { kind: "videoinput", deviceId: "cam", label: "Camera" },
    { kind: "audiooutput", deviceId: "out", label: "Speaker" },
    { kind: "somethingelse", deviceId: "x", label: "X" },
  ];
  expect(sortDevices(found)).toEqual({
    microphone: [{ id: "default", label: "Default" }],
    camera: [{ id: "cam", label: "Camera" }],
    speaker: [{ id: "out", label: "Speaker" }],
  });
});

const one = { ...noDevices, microphone: [{ id: "a", label: "Built in" }] };
const two = { ...one, microphone: [...one.microphone, { id: "b", label: "Headset" }] };

test("a headset that was plugged in is found", () => {
  const device = { id: "b", label: "Headset" };
  expect(pluggedIn(one, two)).toEqual([{ kind: "microphone", device }]);
});

test("the first look and the first labels are no news, nor is what was unplugged", () => {
  expect(pluggedIn(noDevices, two)).toEqual([]);
  expect(pluggedIn({ ...noDevices, microphone: [{ id: "", label: "" }] }, two)).toEqual([]);
  expect(pluggedIn(two, one)).toEqual([]);
});

test("the meter shows nothing in silence, all for loud speech, and something between", () => {
  expect(loudness(new Float32Array(64))).toBe(0);
  expect(loudness(new Float32Array(64).fill(1))).toBe(1);
  const quiet = loudness(new Float32Array(64).fill(0.01));
  const louder = loudness(new Float32Array(64).fill(0.1));
  expect(quiet).toBeGreaterThan(0);
  expect(louder).toBeGreaterThan(quiet);
  expect(louder).toBeLessThan(1);
});
