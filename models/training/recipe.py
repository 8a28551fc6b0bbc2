"""What the forge makes, by version of the data: a version never changes, so that what was trained on it can be made again, pair by pair."""

from dataclasses import dataclass

import nuisances
import parts
from cuts import hole
from defects import FAMILIES
from fields import patch
from surface import spill, stain, wear


def in_one(family):
    """A family whose damage is in one piece, without the specks far away that `blob` leaves."""

    def made(rng, scene, strength):
        return family(rng, scene, strength, patch)

    made.__name__ = f'{family.__name__}_in_one'
    return made


IN_ONE = {family: in_one(family) for family in (stain, spill, wear, hole)}
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


# 1 taught dock-defects up to 3.0.0; 2 taught 4.0.0
RECIPES = {
    1: Recipe(1, FAMILIES, nuisances.NUISANCES),
    2: Recipe(2, {**{IN_ONE.get(made, made): facts for made, facts in FAMILIES.items()}, **NEWER}, [*nuisances.NUISANCES, (nuisances.seam, 0.25), (parts.seal, 0.15)], ((nuisances.hand, 0.15),)),
}
FIRST = RECIPES[1]


def suffix(version):
    """What the name of a version's work files ends in, so that versions never mix."""
    return '' if version == FIRST.version else f'-{version}'
