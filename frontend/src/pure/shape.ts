/**
 * Checks for what comes from outside: a guard per form, put together to larger ones.
 *
 * The type is read off the guard, so form and type cannot drift apart.
 */

export type Guard<T> = (value: unknown) => value is T;
export type Guarded<G> = G extends Guard<infer T> ? T : never;

type Fields = Readonly<Record<string, Guard<unknown>>>;
type Required<F extends Fields> = { readonly [K in keyof F]: Guarded<F[K]> };
type Optional<F extends Fields> = { readonly [K in keyof F]?: Guarded<F[K]> };
export type Shape<R extends Fields, O extends Fields> = Required<R> & Optional<O>;

/** A text of at most `longest` UTF-16 units. */
export function text(longest: number): Guard<string> {
  return (value): value is string => typeof value === "string" && value.length <= longest;
}

export function oneOf<const T extends string>(...words: readonly T[]): Guard<T> {
  return (value): value is T => words.some((word) => word === value);
}

export const flag: Guard<boolean> = (value) => typeof value === "boolean";

/** A finite number, zero or more: counts, times. */
export const amount: Guard<number> = (value): value is number =>
  typeof value === "number" && Number.isFinite(value) && value >= 0;

export const count: Guard<number> = (value): value is number =>
  amount(value) && Number.isSafeInteger(value);

export function listOf<T>(guard: Guard<T>, longest: number): Guard<readonly T[]> {
  return (value): value is readonly T[] =>
    Array.isArray(value) && value.length <= longest && value.every(guard);
}

export function orNull<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}

/** An object with all `required` members, maybe some `optional` ones, and no others. */
export function shape<const R extends Fields, const O extends Fields = Record<never, never>>(
  required: R,
  optional?: O,
): Guard<Shape<R, O>> {
  const known = new Map(Object.entries({ ...optional, ...required }));
  const needed = Object.keys(required);
  return (value): value is Shape<R, O> => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    return (
      needed.every((name) => Object.hasOwn(value, name)) &&
      Object.entries(value).every(([name, member]) => known.get(name)?.(member) ?? false)
    );
  };
}

/** The parsed JSON, or null for anything that is none. */
export function readJson(source: unknown): unknown {
  if (typeof source !== "string") return null;
  try {
    return JSON.parse(source);
  } catch {
    return null;
  }
}
