"""Writes items to grade: whole units of a thing, and whole and damaged items of it in one or two views, with what is wrong with each."""

import copy
import csv
import json
import os
import sys

import numpy as np
from PIL import Image

from forge import choose, seen
from paths import arguments, load, work
from readers import CATEGORIES
from recipe import FIRST, RECIPES, suffix
from twins import again, scene_of, shot

EASE = 0.25
UNITS, ITEMS = 4, 6  # of each thing; what fewer than sixteen units show is a hint, and hints are what the head hears
HEADER = ['file', 'thing', 'group', 'category', 'item', 'role', 'defects']


def main():
    """Writes --things things from the pictures of --part that are known to be whole into --into: JPEGs and `manifest.csv`.

    A row without an item is a whole unit; `defects` is JSON, [[type, severity, percent of the item], ...] of what that view shows.
    """
    options = arguments(('part', 'held'), ('things', 57), ('seed', 53), ('into', ''), ('data', FIRST.version))
    into = options.into or work({'held': 'lessons', 'eval': 'items'}[options.part] + suffix(options.data))
    os.makedirs(into, exist_ok=True)
    groups = by_group(options.part)
    with open(os.path.join(into, 'manifest.csv.new'), 'w', newline='') as file:
        sheet = csv.writer(file)
        sheet.writerow(HEADER)
        for k in range(options.things):
            rng = np.random.default_rng((options.seed, k))
            pictures = groups[k % len(groups)]
            for line in thing(rng, pictures[rng.integers(len(pictures))], f'{k:03d}', into, RECIPES[options.data]):
                sheet.writerow(line)
            print(f'{k + 1}/{options.things}', end='\r', file=sys.stderr, flush=True)
    # the list comes last: a half-written folder is not one
    os.replace(os.path.join(into, 'manifest.csv.new'), os.path.join(into, 'manifest.csv'))


def by_group(part):
    """Pictures (with their masks) of goods known to be whole, by person or product; each group gives as many things."""
    groups = {}
    for picture, mask in zip(*load(part)):
        if picture.whole and picture.pack in ('clothing', 'grocery', 'grocery_juice', 'product_photos', 'drawn'):
            groups.setdefault((picture.pack, picture.group), []).append((picture, mask))
    return [groups[key] for key in sorted(groups)]


def thing(rng, picture, name, into, recipe=FIRST):
    """The rows of one thing: its whole units, laid down alike, and its items."""
    picture, mask = picture
    roles = ['top', 'front'][: 1 + int(rng.random() < 0.3)]
    scenes = {role: scene_of(rng, picture, mask) for role in roles}
    for scene, *_ in scenes.values():
        for nuisance, often in recipe.nuisances:
            if rng.random() < often * (1 - EASE):
                nuisance(rng, scene)
    alone = {role: scene.composed and rng.random() < 0.6 for role, (scene, *_) in scenes.items()}
    category = CATEGORIES[picture.category] if picture.category >= 0 else 'other'
    group = f'{picture.pack} {picture.group}'

    def photographed(role, scene, file, place):
        view = again(rng, shot(int(rng.integers(1 << 31)), scene, EASE, alone[role], recipe), place)
        Image.fromarray(view).save(os.path.join(into, file), quality=92)

    for unit in range(UNITS):
        for role, (scene, *_) in scenes.items():
            photographed(role, scene, f'{name}-unit-{unit}-{role}.jpg', True)
            yield f'{name}-unit-{unit}-{role}.jpg', name, group, category, '', role, '[]'
    for item in range(ITEMS):
        views = {role: copy.copy(scene) for role, (scene, *_) in scenes.items()}
        made = damages(rng, views, alone, (picture.category, recipe))
        for role, scene in views.items():
            photographed(role, scene, f'{name}-{item}-{role}.jpg', rng.random() < 0.85)
            yield f'{name}-{item}-{role}.jpg', name, group, category, f'{name}-{item}', role, json.dumps(made[role])


def damages(rng, views, alone, chances):
    """Makes none, one or two defects, each in one view; what each view shows. `alone` views show nothing beside their item; `chances` are the
    category and the recipe."""
    made = {role: [] for role in views}
    for _ in range(rng.choice(3, p=[0.4, 0.45, 0.15])):
        role = list(views)[rng.integers(len(views))]
        defect = None
        while defect is None:
            defect = damage(rng, views[role], alone[role], chances)
        made[role].append(defect)
    return made


def damage(rng, scene, alone, chances):
    """One defect that can be seen: (type, severity, box in percent of the item), or None where it did not take."""
    before, family, major = copy.copy(scene), choose(rng, *chances), rng.random() < 0.4
    mask = family(rng, scene, rng.uniform(0.6, 1) if major else rng.uniform(0, 0.4))
    if mask is not None:
        mask = seen(mask, before.image, scene.image) * (1 if scene.frame is None else scene.frame) * (before.item if alone else 1)
    if mask is None or not (mask > 0.3).any():
        scene.__dict__.update(before.__dict__)
        return None
    ys, xs = np.nonzero(mask > 0.3)
    box = (np.ptp(ys) + 1) * (np.ptp(xs) + 1)
    return chances[1].type_of(family), ['minor', 'major'][major], round(min(100.0, 100 * box / before.scale() ** 2), 2)


if __name__ == '__main__':
    sys.exit(main())
