/** The query of this page's address, as pure decisions take and give it. */

import type { Query } from "../pure/calendar-address.ts";

export function pageQuery(): Query {
  return new Map(new URLSearchParams(location.search));
}

export function written(query: Query): string {
  return `?${new URLSearchParams([...query])}`;
}
