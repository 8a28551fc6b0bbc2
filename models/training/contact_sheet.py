"""A page of what the forge makes, on items drawn by code alone, so that a person can judge it: part of the model card, and committed."""

import io
import os
import sys

import numpy as np
from PIL import Image, ImageDraw, ImageFont

import nuisances
import parts
from fields import SIZE
from forge import SEVERITIES, drawn_scene, forge
from paths import WEIGHTS, arguments
from recipe import FIRST, RECIPES

COLUMNS, TILE, LINE = 5, 128, 16  # tiles a row, px a tile, px of a row's heading
MOST = 390_000  # bytes
SEED = 5  # of the sheet that ships
INK, NEW = (20, 20, 20), '   (from data version 2 on)'


def main():
    """Writes `forge.jpg` into models/weights (or --into): five of every family, cells of the defect outlined, then what only looks like one."""
    options = arguments(('into', WEIGHTS), ('seed', SEED))
    path = written(options.into, options.seed)
    print(f'{path}: {os.path.getsize(path) / 1e3:.0f} kB')


def written(into, seed):
    """Writes the sheet of a seed into a folder; its path."""
    rows = [*families(seed), *lookalikes(seed)]
    half = (len(rows) + 1) // 2
    sheet = Image.new('RGB', (2 * COLUMNS * TILE + 12, half * (TILE + LINE)), (255, 255, 255))
    for k, row in enumerate(rows):
        sheet.paste(row, ((k // half) * (COLUMNS * TILE + 12), k % half * (TILE + LINE)))
    os.makedirs(into, exist_ok=True)
    path = os.path.join(into, 'forge.jpg')
    with open(path, 'wb') as file:
        file.write(small(sheet))
    return path


def families(seed):
    """A row of every family of defects."""
    recipe = RECIPES[max(RECIPES)]
    for k, family in enumerate(recipe.families):
        made = [sample(recipe, family, (seed, k, column)) for column in range(COLUMNS)]
        yield row(f'{family.__name__}: {recipe.type_of(family)}' + (NEW if family not in FIRST.families else ''), [tile(each) for each in made])


def sample(recipe, family, dice):
    """One item drawn by code with that defect."""
    for attempt in range(40):
        made = forge(np.random.default_rng((*dice, attempt)), None, None, family, recipe=recipe)
        if made.family != 'none' and (made.target > 0).any():
            return made
    raise SystemExit(f'{family.__name__} did not take on forty drawn items: its mask is empty or nobody would see it.')


def lookalikes(seed):
    """A row of everything that looks like a defect and is none: before and after would differ by nothing else."""
    newer = (nuisances.seam, parts.seal, nuisances.hand)
    for k, nuisance in enumerate((nuisances.shadow, nuisances.glare, nuisances.sticker, nuisances.printed, nuisances.wrinkle, *newer)):
        shown = []
        for column in range(COLUMNS):
            rng = np.random.default_rng((seed, 99, k, column))
            scene, _ = drawn_scene(rng, rng)
            nuisance(rng, scene)
            shown.append(Image.fromarray(nuisances.camera(rng, scene)).resize((TILE, TILE), Image.BICUBIC))
        yield row(f'no defect: {nuisance.__name__}' + (NEW if nuisance in newer else ''), shown)


def row(words, tiles):
    """Tiles in a line under their heading."""
    made = Image.new('RGB', (COLUMNS * TILE, TILE + LINE), (255, 255, 255))
    ImageDraw.Draw(made).text((3, 3), words, fill=INK, font=ImageFont.load_default())
    for k, each in enumerate(tiles):
        made.paste(each, (k * TILE, LINE))
    return made


def tile(made):
    """One made sample, its severity, and the outline of its cells."""
    picture = Image.fromarray(made.image).resize((TILE, TILE), Image.BICUBIC)
    pen, step, hit = ImageDraw.Draw(picture), TILE * 8 / SIZE, np.pad((made.target > 0).any(0), 1)
    for y, x in zip(*np.nonzero(hit[1:-1, 1:-1])):
        left, top, right, bottom = (v * step for v in (x, y, x + 1, y + 1))
        sides = (((left, top, right, top), hit[y, x + 1]), ((left, bottom, right, bottom), hit[y + 2, x + 1]), ((left, top, left, bottom), hit[y + 1, x]), ((right, top, right, bottom), hit[y + 1, x + 2]))
        for line, same in sides:
            if not same:
                pen.line(line, fill=(0, 255, 0))
    pen.rectangle((0, 0, 34, 11), fill=(255, 255, 255))
    pen.text((2, 0), SEVERITIES[made.severity], fill=INK, font=ImageFont.load_default())
    return picture


def small(sheet):
    """The sheet as JPEG, as good as its allowed size lets it be."""
    for quality in range(88, 20, -6):
        store = io.BytesIO()
        sheet.save(store, 'JPEG', quality=quality, optimize=True)
        if store.tell() <= MOST:
            return store.getvalue()
    raise SystemExit(f'The contact sheet does not fit into {MOST} bytes: make its tiles smaller.')


if __name__ == '__main__':
    sys.exit(main())
