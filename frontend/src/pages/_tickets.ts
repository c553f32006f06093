import { TicketRefused } from "../pure/ticket-refused.ts";
import { authority } from "./_authority.ts";

/** Ask the pages for a ticket. Throws TicketRefused when there will be none. */
export async function fetchTicket(url: string, csrfToken: string): Promise<string> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { ...authority(csrfToken), Accept: "application/json" },
    redirect: "error",
  });
  const body: unknown = await answer.json();
  if (typeof body === "object" && body !== null) {
    if (answer.ok && "ticket" in body && typeof body.ticket === "string") return body.ticket;
    if ("code" in body && typeof body.code === "string") throw new TicketRefused(body.code);
  }
  throw new Error("no ticket");
}
