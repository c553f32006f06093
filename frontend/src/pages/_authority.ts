/** What a request of a script says about itself: the page's token, and whose page it is. */
export function authority(csrfToken: string): Record<string, string> {
  const mark = ownMark();
  return mark === null
    ? { "X-CSRFToken": csrfToken }
    : { "X-CSRFToken": csrfToken, "Session-Mark": mark };
}

/** The mark of the session this page was made in; null on pages that belong to nobody. */
export function ownMark(): string | null {
  return markElement()?.content ?? null;
}

/** Where to ask for the mark of now. */
export function markUrl(): string {
  return markElement()?.dataset.url ?? "";
}

function markElement(): HTMLMetaElement | null {
  return document.querySelector<HTMLMetaElement>('meta[name="session-mark"]');
}
