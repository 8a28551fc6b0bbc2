"""Writes pairs to measure on: glass and unseen people's clothing with and without a made defect, another photograph as reference, and where the defect is."""

import csv
import os
import sys

import numpy as np
from PIL import Image

from paths import arguments, load, work
from recipe import FIRST, RECIPES, suffix
from twins import whole_views

EASE = 0.25


def main():
    """Writes --pairs damaged, whole and reference views, a mask of one pixel a cell, and `manifest.csv` (file,pair,role,family,type,severity,material,group,in_place) into --into."""
    options = arguments(('pairs', 400), ('seed', 97), ('into', ''), ('data', FIRST.version))
    into, recipe = options.into or work('made' + suffix(options.data)), RECIPES[options.data]
    os.makedirs(into, exist_ok=True)
    rows = [row for row in zip(*load('eval')) if row[0].pack in ('clothing', 'packaging_glass')]
    materials = {pack: [row for row in rows if row[0].pack == pack] for pack in ('clothing', 'packaging_glass')}
    with open(os.path.join(into, 'manifest.csv.new'), 'w', newline='') as file:
        sheet = csv.writer(file)
        sheet.writerow(['file', 'pair', 'role', 'family', 'type', 'severity', 'material', 'group', 'in_place'])
        for k in range(options.pairs):
            material = list(materials)[k % 2]
            for line in one(np.random.default_rng((options.seed, k)), materials[material], (f'{k:04d}', into), recipe):
                sheet.writerow([*line[:6], material, *line[6:]])
    # the list comes last: a half-written folder is not one
    os.replace(os.path.join(into, 'manifest.csv.new'), os.path.join(into, 'manifest.csv'))


def one(rng, rows, named, recipe):
    """One pair's files, and a line of the list for each; `named` is the pair and the folder."""
    pair, into = named
    made = None
    while made is None:
        picture, mask = rows[rng.integers(len(rows))]
        made = whole_views(rng, picture, mask, EASE, recipe)
    shots, target, (severity, place), family = made
    kind = recipe.type_of(family)
    marked = np.where(target[-1] == 1, 255, 0).astype(np.uint8)
    for role, shot in zip(('damaged', 'whole', 'reference', 'mask'), [*shots, marked]):
        file = f'{pair}-{role}.png'
        Image.fromarray(shot).save(os.path.join(into, file))
        yield file, pair, role, family, kind, ['none', 'minor', 'major'][severity], picture.group, int(place)


if __name__ == '__main__':
    sys.exit(main())
