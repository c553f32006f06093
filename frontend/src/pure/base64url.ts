/** Bytes as text in addresses and JSON, without padding (RFC 4648, section 5). */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export function toBase64url(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const part = bytes.subarray(at, at + 3);
    const number = ((part[0] ?? 0) << 16) | ((part[1] ?? 0) << 8) | (part[2] ?? 0);
    for (let place = 0; place <= part.length; place++) {
      text += ALPHABET[(number >> (18 - 6 * place)) & 63] ?? "";
    }
  }
  return text;
}

/** Throws a TypeError at a character that does not belong there; padding may be missing. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const characters = text.replace(/=+$/, "");
  const bytes = new Uint8Array(Math.floor((characters.length * 3) / 4));
  let bits = 0;
  let number = 0;
  let at = 0;
  for (const character of characters) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) throw new TypeError("not base64url");
    number = ((number << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (number >> bits) & 255;
    }
  }
  return bytes;
}
