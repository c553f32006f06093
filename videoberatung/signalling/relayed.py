"""What one browser may say to another over the server (docs/protocol.md), and nothing else.

The server checks the form of these messages and never acts on what is in them.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

LONGEST_SDP = 32 * 1024
LONGEST_CANDIDATE = 2 * 1024
# JavaScript's Number.MAX_SAFE_INTEGER: beyond it browsers round.
Count = Annotated[int, Meta(ge=0, le=2**53 - 1)]
ShortText = Annotated[str, Meta(max_length=256)]
SdpText = Annotated[str, Meta(max_length=LONGEST_SDP)]


class Description(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    type: Literal["offer", "answer"]
    sdp: SdpText


class OfferDescription(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    type: Literal["offer"]
    sdp: SdpText


class Candidate(
    Struct, frozen=True, forbid_unknown_fields=True, rename="camel", omit_defaults=True, gc=False
):
    """The browser's RTCIceCandidateInit, under its own names."""

    candidate: Annotated[str, Meta(max_length=LONGEST_CANDIDATE)]
    sdp_mid: ShortText | UnsetType | None = UNSET
    sdp_m_line_index: Annotated[int, Meta(ge=0, le=65535)] | UnsetType | None = msgspec.field(
        default=UNSET, name="sdpMLineIndex"
    )
    username_fragment: ShortText | UnsetType | None = UNSET


class Sdp(Struct, tag_field="k", tag="sdp", frozen=True, forbid_unknown_fields=True, gc=False):
    e: Count
    oid: Count
    d: Description


class Offer(Struct, tag_field="k", tag="sdp", frozen=True, forbid_unknown_fields=True, gc=False):
    """An `Sdp` that can only be an offer: it travels with `admit`."""

    e: Count
    oid: Count
    d: OfferDescription


class Cand(Struct, tag_field="k", tag="cand", frozen=True, forbid_unknown_fields=True, gc=False):
    e: Count
    c: Candidate | None


class Bye(Struct, tag_field="k", tag="bye", frozen=True, forbid_unknown_fields=True, gc=False):
    pass


Relayed = Sdp | Cand | Bye
