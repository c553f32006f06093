/** Asks the browser for a passkey; answers are JSON texts for the server. */

import { toBase64url } from "../pure/base64url.ts";
import { optionsFrom } from "../pure/passkey-options.ts";

export async function createPasskey(options: unknown): Promise<string> {
  const publicKey = optionsFrom(options) as unknown as PublicKeyCredentialCreationOptions;
  return asText(await navigator.credentials.create({ publicKey }));
}

/** `offer`: not a dialog, but an entry in the list below the field for the address. */
export async function usePasskey(
  options: unknown,
  { signal, offer = false }: { signal: AbortSignal; offer?: boolean },
): Promise<string> {
  const publicKey = optionsFrom(options) as unknown as PublicKeyCredentialRequestOptions;
  const mediation = offer ? "conditional" : "optional";
  return asText(await navigator.credentials.get({ publicKey, signal, mediation }));
}

export async function canOffer(): Promise<boolean> {
  return (await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false;
}

function asText(credential: Credential | null): string {
  if (!(credential instanceof PublicKeyCredential)) throw new TypeError("not a passkey");
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: responseOf(credential.response),
  });
}

function responseOf(response: AuthenticatorResponse): Record<string, unknown> {
  const clientDataJSON = text(response.clientDataJSON);
  if (response instanceof AuthenticatorAttestationResponse) {
    const transports = response.getTransports?.() ?? [];
    return { clientDataJSON, attestationObject: text(response.attestationObject), transports };
  }
  if (!(response instanceof AuthenticatorAssertionResponse)) throw new TypeError("not a passkey");
  return {
    clientDataJSON,
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
    userHandle: response.userHandle && text(response.userHandle),
  };
}

function text(buffer: ArrayBuffer): string {
  return toBase64url(new Uint8Array(buffer));
}
