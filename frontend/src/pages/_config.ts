import type { Guard } from "../pure/shape.ts";

/** What the template wrote for its script, checked; null when it is not there. */
export function readConfig<T>(id: string, guard: Guard<T>): T | null {
  const text = document.getElementById(id)?.textContent;
  if (!text) return null;
  const value: unknown = JSON.parse(text);
  if (!guard(value)) throw new TypeError(`${id} is not what the script expects`);
  return value;
}
