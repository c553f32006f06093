/**
 * The page gave no ticket and will not give one: too early, over, cancelled, signed out.
 * Whoever fetches tickets throws it; anything else it throws counts as a lost network.
 */
export class TicketRefused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.name = "TicketRefused";
    this.code = code;
  }
}
