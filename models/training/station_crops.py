"""The crops that the two shipped networks get, as training makes them with Pillow: written down so that the station's own can be held to them.

Writes test/golden/models/station-crops.json. `compare` is what models/memory/network-crop.ts makes of a view under a pose, 256 px; `square` what
models/telling/signature.ts makes of an item, 192 px; `laid` how `identity_views.py` lays the same item down while training, which is smaller first
and then another kernel. Asks for Pillow and numpy alone.
"""

import json
import math
import os
import sys

import numpy as np
from PIL import Image

from identity_views import GREY, LAYER, SIDE
from station_input import GOLDEN, SAMPLES, STEP, drawn

VIEW = 256  # px, side of a view as `dock-defects` takes it (export.py)
MIDDLE = 0.75  # of each side, where no item was told
# x, y, side in photograph pixels, angle in radians: as large as the crop or smaller, turned and twice as large, reaching out of the photograph
POSES = {'near': (330, 250, 230, 0.0), 'turned': (320, 240, 470, 0.4), 'over the edge': (560, 120, 700, -1.1)}
SIZE = (640, 480)
CROPS = os.path.join(GOLDEN, 'station-crops.json')


def item_mask():
    """An ellipse that whole numbers make: 255 on the item, 0 beside it."""
    x, y = np.meshgrid(np.arange(SIZE[0]), np.arange(SIZE[1]))
    return Image.fromarray((((x - 330) ** 2 * 4 + (y - 250) ** 2 * 9 < 160_000) * 255).astype(np.uint8))


def painted(picture, mask):
    """The picture with grey in place of what is not item."""
    return Image.composite(picture, Image.new('RGB', picture.size, GREY), mask) if mask else picture


def compare(picture, mask, pose):
    """A square under a pose, bilinear, the mean of as many readings as photograph pixels lie under one of its own."""
    x, y, side, angle = pose
    many = max(1, min(4, math.ceil(side / VIEW)))
    step, half = side / (VIEW * many), VIEW * many / 2
    cos, sin = math.cos(angle) * step, math.sin(angle) * step
    large = painted(picture, mask).transform((VIEW * many,) * 2, Image.AFFINE, (cos, -sin, x - (cos - sin) * half, sin, cos, y - (sin + cos) * half), Image.BILINEAR, fillcolor=GREY)
    return large.reduce(many) if many > 1 else large


def square(picture, mask):
    """The item, or the photograph's middle, as large as it fits into 192 px on grey, cubic."""
    box = mask.getbbox() if mask else middle(picture)
    return contained(painted(picture, mask).crop(box), Image.BICUBIC)


def laid(picture, mask):
    """The same item as `Views` lays it on grey before it turns and bends it."""
    layer = picture.copy()
    layer.putalpha(mask or Image.new('L', picture.size, 255))
    layer = layer if mask else layer.crop(middle(picture))
    layer.thumbnail((LAYER, LAYER), Image.BICUBIC)
    return contained(layer.crop(layer.getchannel('A').point(lambda v: 255 if v > 127 else 0).getbbox()), Image.BILINEAR)


def middle(picture):
    """The middle part of a photograph in which nobody could tell the item."""
    left, top = (round((1 - MIDDLE) / 2 * v) for v in picture.size)
    return left, top, picture.width - left, picture.height - top


def contained(part, kernel):
    """As large as it fits into the identity network's square, on grey."""
    ratio = SIDE / max(part.size)
    small = part.resize([max(1, round(v * ratio)) for v in part.size], kernel)
    sheet = Image.new('RGB', (SIDE, SIDE), GREY)
    sheet.paste(small, tuple((SIDE - v) // 2 for v in small.size), small if small.mode == 'RGBA' else None)
    return sheet


def samples(crop):
    """Length, mean and samples of a crop's bytes."""
    flat = np.asarray(crop).reshape(-1)
    return {'length': int(flat.size), 'mean': round(float(flat.mean()), 4), 'samples': [int(flat[i * STEP % flat.size]) for i in range(SAMPLES)]}


def crops(picture, mask):
    """Every crop of one picture by its name."""
    rows = {f'compare, {name}': samples(compare(picture, mask, pose)) for name, pose in POSES.items()}
    return {**rows, 'square': samples(square(picture, mask)), 'laid': samples(laid(picture, mask))}


def golden():
    """Of a picture of blocks and slopes, with its item told and not."""
    picture = drawn(*SIZE, 3)
    return {'poses': {name: list(pose) for name, pose in POSES.items()}, 'told': crops(picture, item_mask()), 'untold': crops(picture, None)}


def main():
    """Writes the golden file."""
    with open(CROPS, 'w') as file:
        file.write(json.dumps(golden()) + '\n')


if __name__ == '__main__':
    sys.exit(main())
