import { expect, test } from "vitest";
import { resumeStore } from "./resume-store.ts";

function fakeStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

test("the ticket comes back on the same page only", () => {
  const storage = fakeStorage();
  resumeStore(storage, "/rooms/1/").write("a.b");
  expect(resumeStore(storage, "/rooms/1/").read()).toBe("a.b");
  expect(resumeStore(storage, "/rooms/2/").read()).toBeNull();
});

test("nothing is left after leaving", () => {
  const storage = fakeStorage();
  const store = resumeStore(storage, "/rooms/1/");
  store.write("a.b");
  store.clear();
  expect(store.read()).toBeNull();
  expect(storage).toHaveLength(0);
});

test("a browser that refuses storage only loses the way back", () => {
  const refuse = () => {
    throw new DOMException("blocked", "SecurityError");
  };
  const storage = { ...fakeStorage(), getItem: refuse, setItem: refuse, removeItem: refuse };
  const store = resumeStore(storage, "/rooms/1/");
  store.write("a.b");
  expect(store.read()).toBeNull();
  store.clear();
});
