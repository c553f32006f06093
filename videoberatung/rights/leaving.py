"""What a page says before somebody leaves, from what the apps have registered."""

from dataclasses import dataclass

from videoberatung.privacy.holdings import Holding, Kept, Subject


@dataclass(frozen=True)
class Consequences:
    going: list[str]
    kept: list[Kept]


def consequences_for(subject: Subject, holdings: tuple[Holding, ...]) -> Consequences:
    mine = [holding for holding in holdings if holding.is_about(subject)]
    return Consequences(
        going=[holding.sentence for holding in mine if holding.msgid],
        kept=[kept for holding in mine for kept in holding.kept],
    )
