/** What the server asks of a passkey (https://www.w3.org/TR/webauthn-3/#sctn-parseCreationOptionsFromJSON). */

import { fromBase64url } from "./base64url.ts";

type Json = Record<string, unknown>;

/** The options with their bytes as bytes. Throws a TypeError if they are no options. */
export function optionsFrom(value: unknown): Json {
  const options = record(record(value).publicKey);
  const converted: Json = { ...options, challenge: bytes(options.challenge) };
  if (options.user) {
    const user = record(options.user);
    converted.user = { ...user, id: bytes(user.id) };
  }
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    const credentials = options[list];
    if (Array.isArray(credentials)) {
      converted[list] = credentials.map((one) => ({
        ...record(one),
        id: bytes(record(one).id),
      }));
    }
  }
  return converted;
}

function record(value: unknown): Json {
  if (typeof value !== "object" || value === null) throw new TypeError("no options of a passkey");
  return value as Json;
}

function bytes(value: unknown): Uint8Array<ArrayBuffer> {
  if (typeof value !== "string") throw new TypeError("no options of a passkey");
  return fromBase64url(value);
}
