import { expect, test } from "vitest";
import { dragged, squareOf } from "./crop.ts";

const WIDE = { width: 800, height: 400 };

// The same table is in videoberatung/accounts/tests/test_portraits.py.
test.each([
  [
    { left: 50, top: 50, zoom: 100 },
    { x: 200, y: 0, edge: 400 },
  ],
  [
    { left: 0, top: 100, zoom: 100 },
    { x: 0, y: 0, edge: 400 },
  ],
  [
    { left: 100, top: 0, zoom: 200 },
    { x: 600, y: 0, edge: 200 },
  ],
  [
    { left: 50, top: 100, zoom: 400 },
    { x: 350, y: 300, edge: 100 },
  ],
])("%o is the square %o", (crop, square) => {
  expect(squareOf(WIDE, crop)).toEqual(square);
});

test("what is dragged to the right shows more of the left, and no further than the edge", () => {
  const middle = { left: 50, top: 50, zoom: 100 };
  expect(dragged(WIDE, middle, 0.25, 0)).toEqual({ left: 25, top: 50, zoom: 100 });
  expect(dragged(WIDE, middle, 3, 0).left).toBe(0);
  expect(dragged(WIDE, middle, -3, 0).left).toBe(100);
});

test("where there is nothing left over, nothing moves", () => {
  expect(dragged(WIDE, { left: 50, top: 50, zoom: 100 }, 0, 0.5).top).toBe(50);
});
