"""Views of products for the identity network: cut out or as held in a hand, turned, on other backgrounds, by another camera."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from cutout import cut
from identity_variants import variant
from scene import drawn, mat

SIDE = 192  # px, side of the identity network's input
LAYER = 264  # px, longest side of a kept picture; one of an item in the hand is kept half again as large
PIXEL = SIDE / 128  # lengths below were chosen at 128 px
GREY = (128, 128, 128)


class Views:
    """Products, each with its pictures as RGBA layers, already small; `batch` shows several of them, each more than once."""

    def __init__(self, rows, backgrounds=200, seed=3, without=()):
        rng = np.random.default_rng(seed)
        self.items, self.shown = {}, {}
        for picture, mask in rows:
            if picture.pack == 'paper_surfaces' or picture.group in without:
                continue
            shelf = self.shown if picture.catalogue else self.items
            shelf.setdefault(picture.item, []).append(_layer(picture, mask))
        self.names = sorted(self.items)
        self.many = [name for name in self.names if len(self.items[name]) > 3]
        self.single = [name for name in self.names if len(self.items[name]) == 1]
        self.noise = rng.standard_normal((32, SIDE, SIDE, 3), np.float32)
        self.grounds = [Image.fromarray(mat(rng).astype(np.uint8)) for _ in range(backgrounds)]
        self.photos = [self.items[self.names[k]][0].convert('RGB') for k in rng.integers(len(self.names), size=backgrounds)]
        self.shelves = [layer.convert('RGB') for name in self.many for layer in self.items[name][::3] if _full(layer)] or self.photos

    def batch(self, rng, count):
        """`count` views uint8 [count,192,192,3] and the product of each: in the hand with its siblings, of one photograph, made."""
        views, names = [], []
        while len(views) < count:
            for name, shelf in self.group(rng):
                views += [self.view(rng, layer) for layer in shelf]
                names += [name] * len(shelf)
        return self.camera(rng, np.stack(views[:count])), np.array(names[:count], np.int64)

    def group(self, rng):
        """A product as a list of (number, two pictures); one of a single photograph sometimes with a sibling that differs a little."""
        chance = rng.random()
        if chance < 0.5 and self.many:
            name = self.many[rng.integers(len(self.many))]
            shelf = self.items[name]
            two = [shelf[k] for k in rng.choice(len(shelf), 2, replace=False)]
            if name in self.shown and rng.random() < 0.25:
                two[0] = self.shown[name][0]
            return [(name, two)]
        name, layer = self.one(rng, chance)
        if rng.random() < 0.4:
            return [(name, [layer] * 2)]
        seeds = rng.integers(1, 1 << 30, size=2)
        return [(name + int(seed), [variant(np.random.default_rng(seed), layer, self.photos)] * 2) for seed in seeds[: 1 + (rng.random() < 0.6)]]

    def one(self, rng, chance):
        """A product of one picture: a shop's own, a photograph, or drawn by code."""
        if chance < 0.58 or not self.single:
            layer, alpha, _ = drawn(rng)
            layer = layer.copy()
            layer.putalpha(alpha)
            layer.thumbnail((LAYER, LAYER))
            return int(rng.integers(1 << 40, 1 << 41)), layer
        if chance < 0.64 and self.shown:
            name = sorted(self.shown)[rng.integers(len(self.shown))]
            return name + (1 << 42), self.shown[name][0]
        name = self.single[rng.integers(len(self.single))]
        return name, self.items[name][0]

    def view(self, rng, layer):
        """The layer as one photograph would show it, before the camera."""
        if not _full(layer):
            return np.asarray(self.laid(rng, layer))
        if rng.random() < 0.65:
            return np.asarray(self.held(rng, layer))
        return np.asarray(self.laid(rng, _framed(rng, layer)))

    def held(self, rng, layer):
        """A photograph of an item in the hand: its middle, off-centre and turned a little, contained or filling the square."""
        share, bend, angle = np.clip(rng.uniform(0.45, 0.95), 0.35, 1), rng.uniform(0.85, 1.15, 2), rng.normal(0, 0.16)
        size = np.array(layer.size) * np.clip(share * bend, 0.35, 1)
        if rng.random() < 0.4:
            size[:] = size.min()
        shape = [max(8, round(v)) for v in size * SIDE / size.max()]
        at = np.array(layer.size) / 2 + rng.normal(0, 0.05, 2) * layer.size
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * size.max() / SIDE
        start = at - turn @ (np.array(shape) / 2)
        small = layer.convert('RGB').transform(tuple(shape), Image.AFFINE, (*turn[0], start[0], *turn[1], start[1]), Image.BILINEAR, fillcolor=GREY)
        sheet = Image.new('RGB', (SIDE, SIDE), GREY)
        sheet.paste(small, [(SIDE - v) // 2 for v in shape])
        if rng.random() < 0.3:
            self.finger(rng, sheet)
        return sheet

    def laid(self, rng, layer):
        """The item on a random background: at any turn, seen a little from the side, its hue kept; before a shelf a hand holds it."""
        turn = rng.uniform(0, 360) if rng.random() < 0.3 else rng.normal(0, 18)
        box = layer.getchannel('A').getbbox() or (0, 0, *layer.size)
        size = np.subtract(box[2:], box[:2])
        shape = [max(4, round(v)) for v in size * rng.uniform(0.55, 1.15) * SIDE / max(size)]
        item = _aslant(rng, layer.resize(shape, Image.BILINEAR, box)).rotate(turn, Image.BILINEAR, expand=True)
        chance = rng.random()
        sheet = self.ground(rng, chance)
        sheet.paste(item, [int((SIDE - v) / 2 + rng.normal(0, 7 * PIXEL)) for v in item.size], item)
        if rng.random() < (0.6 if chance > 0.6 else 0.15):
            self.finger(rng, sheet)
        return sheet

    def ground(self, rng, chance):
        """A plain grey, a mat, a piece of another picture, a shelf."""
        if chance < 0.15:
            return Image.new('RGB', (SIDE, SIDE), GREY)
        pool = self.grounds if chance < 0.35 else self.photos if chance < 0.6 else self.shelves
        source = pool[rng.integers(len(pool))]
        side = rng.uniform(0.3, 1) * min(source.size)
        x, y = (rng.uniform(0, v - side) for v in source.size)
        return source.resize((SIDE, SIDE), Image.BILINEAR, (x, y, x + side, y + side))

    def finger(self, rng, sheet):
        """Something in front of the item, mostly of the colour of skin, coming in from the side."""
        skin = np.array([205, 160, 135]) * rng.uniform(0.35, 1.15) * (1 + rng.normal(0, 0.06, 3))
        colour = tuple(int(v) for v in np.clip(skin if rng.random() < 0.75 else rng.uniform(0, 255, 3), 0, 255))
        pen, width = ImageDraw.Draw(sheet), int(rng.uniform(8, 26) * PIXEL)
        angle, far = rng.uniform(0, 2 * np.pi), rng.uniform(18, 50) * PIXEL
        out, middle = np.array([np.cos(angle), np.sin(angle)]), SIDE / 2
        tip, end = middle + out * far + rng.normal(0, 10, 2) * PIXEL, middle + (out * 100 + rng.normal(0, 25, 2)) * PIXEL
        pen.line([*tip, *end], fill=colour, width=width)
        pen.ellipse([*(tip - width / 2), *(tip + width / 2)], fill=colour)

    def camera(self, rng, views):
        """Exposure, contrast, a little colour, blur and grain, each view its own."""
        n = len(views)
        views = [_blurred(rng, view) for view in views]
        gain = rng.uniform(0.6, 1.35, (n, 1, 1, 1)) * (1 + rng.normal(0, 0.035, (n, 1, 1, 3)))
        bend, shift = rng.uniform(0.8, 1.25, (n, 1, 1, 1)), rng.normal(0, 7, (n, 1, 1, 3))
        table = 255 * (np.arange(256) / 255) ** bend.reshape(n, 1, 1) * gain.reshape(n, 3, 1) + shift.reshape(n, 3, 1)
        image = np.stack([np.stack([table[k, c].astype(np.float32)[view[..., c]] for c in range(3)], 2) for k, view in enumerate(views)])
        grain = (rng.uniform(0, 7, (n, 1, 1, 1)) * (rng.random((n, 1, 1, 1)) < 0.5)).astype(np.float32)
        image += grain * self.noise[rng.integers(len(self.noise), size=n)]
        return np.clip(image, 0, 255).astype(np.uint8)


def _blurred(rng, view):
    """A third of the views out of focus, some so far away that little is left."""
    chance = rng.random()
    if chance < 0.25:
        return np.asarray(Image.fromarray(view).filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 1.4) * PIXEL)))
    if chance < 0.4:
        side = int(rng.uniform(0.35, 0.8) * SIDE)
        return np.asarray(Image.fromarray(view).resize((side, side), Image.BILINEAR).resize((SIDE, SIDE), Image.BICUBIC))
    return view


def _aslant(rng, layer):
    """The layer as seen from a little beside its middle."""
    w, h = layer.size
    bend = rng.normal(0, 0.07, (4, 2)) * (w, h)
    corners = np.array([(0, 0), (0, h), (w, h), (w, 0)]) + bend
    return layer.transform(layer.size, Image.QUAD, corners.ravel().tolist(), Image.BILINEAR)


def _framed(rng, layer):
    """A photograph that fills its frame: a random middle part of it is the item."""
    share = rng.uniform(0.5, 0.9, 2)
    x, y = (v * (1 - s) * rng.uniform(0.3, 0.7) for v, s in zip(layer.size, share))
    return layer.crop([int(v) for v in (x, y, x + layer.width * share[0], y + layer.height * share[1])])


def _full(layer):
    return layer.getchannel('A').getextrema()[0] == 255


def _layer(picture, mask):
    """The picture with its mask as RGBA, small; the shop's own picture is cut out here."""
    image = picture.open()
    mask = mask or (cut(image) if picture.catalogue else None)
    image.putalpha(mask or Image.new('L', image.size, 255))
    side = LAYER * 3 // 2 if picture.pack.startswith('grocery') else LAYER
    image.thumbnail((side, side), Image.BICUBIC)
    return image
