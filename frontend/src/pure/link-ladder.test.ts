import { expect, test } from "vitest";
import { type LinkAct, type LinkFacts, type LinkHealth, look, newLink } from "./link-ladder.ts";

const well: LinkFacts = {
  polite: false,
  heardAt: 0,
  iceDisconnectedAt: null,
  iceFailed: false,
  broken: false,
  networkChangedAt: 0,
};
const silent: LinkFacts = { ...well, heardAt: null };
const connected: LinkHealth = { at: "connected", since: 0, restarts: 0, next: 0, seen: 0 };

/** Looks every half second and writes down when something was done. */
function watch(start: LinkHealth, facts: (now: number) => LinkFacts, until: number) {
  const acts: [number, LinkAct][] = [];
  const states: [number, string][] = [];
  let health = start;
  for (let now = start.seen + 500; now <= until; now += 500) {
    const seen = look(health, facts(now), now);
    if (seen.act !== "none") acts.push([now, seen.act]);
    if (seen.health.at !== health.at) states.push([now, seen.health.at]);
    health = seen.health;
  }
  return { acts, states, health };
}

test("a link that beats stays connected and is left alone", () => {
  const { acts, states } = watch(connected, (now) => ({ ...well, heardAt: now - 900 }), 60_000);
  expect(acts).toEqual([]);
  expect(states).toEqual([]);
});

test("the first word heard makes it connected", () => {
  expect(look(newLink(0), { ...well, heardAt: 300 }, 300).health.at).toBe("connected");
});

test("silence: the impolite side restarts at once, then more slowly, then begins anew", () => {
  const { acts, states } = watch(connected, () => well, 75_000);
  expect(acts.slice(0, 4)).toEqual([
    [3_000, "probe"],
    [3_500, "restart"],
    [7_500, "restart"],
    [15_500, "restart"],
  ]);
  expect(acts.slice(4).map(([, act]) => act)).toEqual(["rebuild", "rebuild", "rebuild"]);
  expect(states).toEqual([
    [3_000, "suspect"],
    [3_500, "restarting"],
    [63_000, "unreachable"],
  ]);
});

test("the polite side leaves the first restart to the other", () => {
  const { acts } = watch(connected, () => ({ ...well, polite: true }), 6_000);
  expect(acts).toEqual([
    [3_000, "probe"],
    [4_500, "restart"],
  ]);
});

test.each([
  ["suspect", 3_100],
  ["restarting", 5_100],
  ["unreachable", 70_100],
])("a word heard while %s makes it connected", (at, heardAt) => {
  const trouble = watch(connected, () => well, heardAt - 100).health;
  expect(trouble.at).toBe(at);
  const { health, act } = look(trouble, { ...well, heardAt }, heardAt);
  expect([health.at, act]).toEqual(["connected", "none"]);
});

test("a word from before the trouble proves nothing", () => {
  const trouble = watch(connected, () => well, 3_000).health;
  expect(look(trouble, { ...well, heardAt: 2_900 }, 3_100).health.at).not.toBe("connected");
});

test("ICE speaks up: failed at once, disconnected after a second", () => {
  const heard = { ...well, heardAt: 10_000 };
  const start = { ...connected, seen: 9_900 };
  expect(look(start, { ...heard, iceFailed: true }, 10_000).health.at).toBe("suspect");
  const lost = { ...heard, iceDisconnectedAt: 9_500 };
  expect(look(start, lost, 10_000).health.at).toBe("connected");
  expect(look(start, lost, 10_500).health.at).toBe("suspect");
});

test("another network: half the patience, and none lost when the link still beats", () => {
  const start = { ...connected, seen: 9_900 };
  const changed = { ...well, heardAt: 10_000, networkChangedAt: 10_200 };
  expect(look(start, changed, 11_200).health.at).toBe("connected");
  expect(look(start, changed, 11_400).health.at).toBe("suspect");
  expect(look(start, { ...changed, networkChangedAt: 9_800 }, 11_400).health.at).toBe("connected");
});

test("a computer that slept does not blame the other side", () => {
  const asleep = { ...connected, seen: 0 };
  const { health } = look(asleep, { ...well, heardAt: 0 }, 600_000);
  expect(health.at).toBe("connected");
  expect(look(health, { ...well, heardAt: 0 }, 600_500).health.at).toBe("suspect");
});

test("broken encryption is not restarted but replaced", () => {
  const { acts } = watch(connected, (now) => ({ ...well, heardAt: now, broken: true }), 2_000);
  expect(acts).toEqual([
    [500, "probe"],
    [1_000, "rebuild"],
  ]);
});

test("a first attempt that fails is tried again at once, a slow one is given time", () => {
  expect(watch(newLink(0), () => silent, 14_500).acts).toEqual([]);
  expect(watch(newLink(0), () => silent, 15_000).acts).toEqual([[15_000, "restart"]]);
  expect(look(newLink(0), { ...silent, iceFailed: true }, 400).act).toBe("restart");
});

test("a first attempt is called connecting until it is called unreachable", () => {
  const { states } = watch(newLink(0), () => silent, 61_000);
  expect(states).toEqual([[60_000, "unreachable"]]);
});
