/** The mark in the server's answer; throws when it is something else. */
export function readMark(answer: unknown): string {
  if (typeof answer === "object" && answer !== null && "mark" in answer) {
    if (typeof answer.mark === "string") return answer.mark;
  }
  throw new TypeError("not a mark");
}
