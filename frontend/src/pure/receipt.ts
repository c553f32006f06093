/** The receipt of docs/protocol.md ("The end"), read for showing; its signature is the server's. */

import { amount, count, type Guarded, listOf, oneOf, readJson, shape, text } from "./shape.ts";

const item = shape({
  what: oneOf("names", "waiting", "connections", "credentials", "tickets", "contact"),
  count,
  deleted: oneOf("now", "by"),
  at: amount,
});

const isReceipt = shape({
  v: count,
  key: text(64),
  session: text(64),
  opened_at: amount,
  ended_at: amount,
  items: listOf(item, 20),
});

export type Receipt = Guarded<typeof isReceipt>;

/** Returns null for a text that is no receipt. Times are in seconds since 1970. */
export function readReceipt(signed: string): Receipt | null {
  const body = signed.split(".")[0] ?? "";
  const bytes = fromBase64Url(body);
  const value = bytes === null ? null : readJson(bytes);
  return isReceipt(value) ? value : null;
}

/** What a saved receipt is called and says; `address` is where it can be checked. */
export function receiptFile(
  signed: string,
  receipt: Pick<Receipt, "ended_at">,
  words: { readonly fileName: string; readonly fileText: (address: string) => string },
  address: string,
): { readonly name: string; readonly text: string } {
  const day = new Date(receipt.ended_at * 1000).toISOString().slice(0, 10);
  return {
    name: `${words.fileName}-${day}.txt`,
    text: `${words.fileText(address)}\n\n${signed}\n`,
  };
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The text behind base64url; null when it is none. The receipt is plain ASCII. */
function fromBase64Url(encoded: string): string | null {
  let bits = 0;
  let held = 0;
  let decoded = "";
  for (const character of encoded.replaceAll("=", "")) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return null;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      decoded += String.fromCharCode((held >> bits) & 0xff);
      held &= (1 << bits) - 1;
    }
  }
  return decoded;
}
