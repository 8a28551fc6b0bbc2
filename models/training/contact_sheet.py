"""A page of made defects on items drawn by code, so that a person can judge them; written to the work folder, never committed."""

import sys

import numpy as np
from PIL import Image, ImageDraw

from defects import FAMILIES
from fields import SIZE
from forge import SEVERITIES, forge
from paths import work

COLUMNS, TILE = 6, 200


def main():
    """Writes `contact-sheet.png`: a row for every family, defect cells dotted."""
    sheet = Image.new('RGB', (COLUMNS * TILE, len(FAMILIES) * TILE))
    for row, family in enumerate(FAMILIES):
        for column in range(COLUMNS):
            sheet.paste(tile(family, (row, column)), (column * TILE, row * TILE))
    sheet.save(work('contact-sheet.png'))
    print(work('contact-sheet.png'))


def tile(family, place):
    """One made sample with its name and its cells."""
    for attempt in range(20):
        sample = forge(np.random.default_rng((5, *place, attempt)), None, None, family)
        if sample.family != 'none':
            break
    picture = Image.fromarray(sample.image).resize((TILE, TILE))
    pen, step = ImageDraw.Draw(picture), TILE * 8 / SIZE
    for y, x in zip(*np.nonzero(sample.target.max(0) > 0)):
        pen.point((x * step + step / 2, y * step + step / 2), fill=(0, 255, 0))
    pen.text((4, 4), f'{sample.family} {SEVERITIES[sample.severity]}', fill=(255, 0, 0))
    return picture


if __name__ == '__main__':
    sys.exit(main())
