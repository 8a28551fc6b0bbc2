"""What the forge makes, by version of the data: a version never changes, so that what was trained on it can be made again, pair by pair."""

from dataclasses import dataclass

import nuisances
import parts
from defects import FAMILIES

# family -> (type, how often on apparel, footwear, packaged goods, anything else), as in defects.py
NEWER = {parts.foreign_part: ('missing_unit', (1, 2, 3, 4)), parts.opened_seal: ('actuation', (1, 1, 5, 3))}


@dataclass(frozen=True)
class Recipe:
    """Families of defects; what looks like one, (nuisance, how often), in every view of an item; and what passes before the camera of one."""

    version: int
    families: dict
    nuisances: list
    passing: tuple = ()

    def type_of(self, family):
        """The type of a family or of its name."""
        return next(facts[0] for each, facts in self.families.items() if family in (each, each.__name__))


# 1 made every weight that ships; 2 was made after them and no shipped weight has seen it
RECIPES = {
    1: Recipe(1, FAMILIES, nuisances.NUISANCES),
    2: Recipe(2, {**FAMILIES, **NEWER}, [*nuisances.NUISANCES, (nuisances.seam, 0.25), (parts.seal, 0.15)], ((nuisances.hand, 0.15),)),
}
FIRST = RECIPES[1]


def suffix(version):
    """What the name of a version's work files ends in, so that versions never mix."""
    return '' if version == FIRST.version else f'-{version}'
