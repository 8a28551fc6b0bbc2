"""The defects made on whole items, by type; each takes (rng, scene, strength 0..1), changes the scene's picture and returns its mask, or None."""

from cuts import crack, hole, tear
from shape import corner, crumple, dent, lost_part, opened_flap, split
from surface import scratch, spill, stain, wear

TYPES = ['penetration', 'deformation', 'actuation', 'deconstruction', 'spillage', 'superficial', 'missing_unit']

# family -> (type, how often on apparel, footwear, packaged goods, anything else)
FAMILIES = {
    stain: ('superficial', (4, 2, 2, 2)),
    scratch: ('superficial', (0, 2, 3, 3)),
    wear: ('superficial', (2, 3, 2, 2)),
    hole: ('penetration', (4, 2, 3, 2)),
    tear: ('penetration', (4, 2, 3, 1)),
    crack: ('penetration', (0, 1, 1, 3)),
    dent: ('deformation', (0, 1, 3, 2)),
    crumple: ('deformation', (0, 2, 3, 1)),
    corner: ('deformation', (0, 1, 3, 2)),
    opened_flap: ('actuation', (0, 0, 5, 2)),
    split: ('deconstruction', (1, 3, 3, 3)),
    spill: ('spillage', (2, 1, 4, 1)),
    lost_part: ('missing_unit', (1, 3, 3, 4)),
}
