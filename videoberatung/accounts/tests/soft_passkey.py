"""A passkey made of nothing but software: answers as a device would."""

import json
import secrets
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

ORIGIN = "http://localhost:8000"
_FLAGS = AuthenticatorData.FLAG
_PRESENT_AND_VERIFIED = _FLAGS.UP | _FLAGS.UV


class SoftPasskey:
    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._id = secrets.token_bytes(16)
        self._owner = b""

    def create(self, options: dict[str, Any]) -> str:
        """The answer to `navigator.credentials.create`, as JSON."""
        asked = options["publicKey"]
        self._owner = websafe_decode(asked["user"]["id"])
        credential = AttestedCredentialData.create(
            Aaguid.NONE, self._id, ES256.from_cryptography_key(self._key.public_key())
        )
        data = AuthenticatorData.create(
            _hash(asked["rp"]["id"]), _PRESENT_AND_VERIFIED | _FLAGS.AT, 0, credential
        )
        return self._answer(
            {
                "clientDataJSON": websafe_encode(_client_data("webauthn.create", asked)),
                "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
            }
        )

    def use(self, options: dict[str, Any]) -> str:
        """The answer to `navigator.credentials.get`, as JSON."""
        asked = options["publicKey"]
        client = _client_data("webauthn.get", asked)
        data = AuthenticatorData.create(_hash(asked["rpId"]), _PRESENT_AND_VERIFIED, 0)
        signature = self._key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
                "userHandle": websafe_encode(self._owner),
            }
        )

    def _answer(self, response: dict[str, str]) -> str:
        name = websafe_encode(self._id)
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "clientExtensionResults": {"credProps": {"rk": True}},
                "response": response,
            }
        )


def _client_data(kind: str, asked: dict[str, Any]) -> bytes:
    return CollectedClientData.create(kind, websafe_decode(asked["challenge"]), ORIGIN)


def _hash(name: str) -> bytes:
    return sha256(name.encode()).digest()
