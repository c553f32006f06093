import { expect, test } from "vitest";
import { optionsFrom } from "./passkey-options.ts";

test("what is bytes becomes bytes, the rest stays", () => {
  const options = optionsFrom({
    publicKey: {
      rpId: "localhost",
      challenge: "Zm9v",
      user: { id: "Zg", name: "ada" },
      allowCredentials: [{ type: "public-key", id: "Zm8" }],
    },
  });
  expect(options).toEqual({
    rpId: "localhost",
    challenge: Uint8Array.from([102, 111, 111]),
    user: { id: Uint8Array.from([102]), name: "ada" },
    allowCredentials: [{ type: "public-key", id: Uint8Array.from([102, 111]) }],
  });
});

test.each([null, {}, { publicKey: 1 }, { publicKey: {} }])("%j is refused", (value) => {
  expect(() => optionsFrom(value)).toThrow(TypeError);
});
