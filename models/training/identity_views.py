"""Views of one item for the identity network: cut out, turned, on another background each time, by another camera."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from scene import drawn, mat

SIDE = 128  # px, side of the identity network's input


class Views:
    """Items, each with its pictures as RGBA layers, already small; `pair` shows one of them twice."""

    def __init__(self, rows, backgrounds=200, seed=3):
        rng = np.random.default_rng(seed)
        self.items, self.catalogue = {}, []
        for picture, mask in rows:
            if picture.pack != 'paper_surfaces':
                self.items.setdefault(picture.item, []).append(_layer(picture.open(), mask))
        self.names = sorted(self.items)
        self.many = [name for name in self.names if len(self.items[name]) > 3]
        self.grounds = [Image.fromarray(mat(rng).astype(np.uint8)) for _ in range(backgrounds)]
        self.photos = [self.items[self.names[k]][0] for k in rng.integers(len(self.names), size=backgrounds)]

    def pair(self, rng):
        """An item's number and two views uint8 [128,128,3]; often a product with many photographs, sometimes an item drawn by code."""
        chance = rng.random()
        if chance < 0.1:
            layer, alpha, _ = drawn(rng)
            layer = layer.copy()
            layer.putalpha(alpha)
            return int(rng.integers(1 << 31)), [self.view(rng, layer) for _ in range(2)]
        names = self.many if chance < 0.5 and self.many else self.names
        name = names[rng.integers(len(names))]
        shelf = self.items[name]
        first = rng.integers(len(shelf))
        second = rng.integers(len(shelf)) if len(shelf) > 1 else first
        return name, [self.view(rng, shelf[k]) for k in (first, second)]

    def view(self, rng, layer):
        """The layer on a random background: the item at any turn, its hue kept, in poor light."""
        alpha = layer.getchannel('A')
        if alpha.getextrema()[0] == 255:
            layer = _framed(rng, layer)
        turn = rng.uniform(0, 360) if rng.random() < 0.4 else rng.normal(0, 15)
        item = layer.rotate(turn, Image.BILINEAR, expand=True)
        box = item.getchannel('A').getbbox() or (0, 0, *item.size)
        item = item.crop(box)
        side = rng.uniform(0.62, 1.05) * SIDE / max(item.size)
        shape = [max(4, round(v * side * rng.uniform(0.9, 1.1))) for v in item.size]
        item = item.resize(shape, Image.BILINEAR)
        sheet = self.ground(rng)
        at = [int((SIDE - v) / 2 + rng.normal(0, 5)) for v in shape]
        sheet.paste(item, at, item)
        return self.camera(rng, sheet)

    def ground(self, rng):
        """A mat, a plain grey, or a piece of another picture."""
        chance = rng.random()
        if chance < 0.3:
            return Image.new('RGB', (SIDE, SIDE), (128, 128, 128))
        source = self.grounds[rng.integers(len(self.grounds))] if chance < 0.7 else self.photos[rng.integers(len(self.photos))].convert('RGB')
        side = int(rng.uniform(0.3, 1) * min(source.size))
        x, y = (int(rng.integers(0, v - side + 1)) for v in source.size)
        return source.resize((SIDE, SIDE), Image.BILINEAR, (x, y, x + side, y + side))

    def camera(self, rng, sheet):
        """Exposure, a little colour, blur, something in front, grain."""
        if rng.random() < 0.3:
            sheet = sheet.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 1.3)))
        if rng.random() < 0.25:
            pen, at = ImageDraw.Draw(sheet), rng.uniform(0, SIDE, 2)
            r = rng.uniform(8, 26)
            pen.ellipse([at[0] - r, at[1] - r, at[0] + r, at[1] + r * 1.5], fill=tuple(int(v) for v in rng.uniform(0, 255, 3)))
        image = np.asarray(sheet, np.float32) * rng.uniform(0.65, 1.3) * (1 + rng.normal(0, 0.04, 3)) + rng.normal(0, 8)
        if rng.random() < 0.4:
            image = image + rng.normal(0, rng.uniform(1, 7), image.shape)
        return np.clip(image, 0, 255).astype(np.uint8)


def _framed(rng, layer):
    """A photograph that fills its frame: a random middle part of it is the item."""
    w, h = layer.size
    share = rng.uniform(0.55, 1.0, 2)
    x, y = (v * (1 - s) * rng.uniform(0.3, 0.7) for v, s in zip(layer.size, share))
    return layer.crop([int(v) for v in (x, y, x + w * share[0], y + h * share[1])])


def _layer(picture, mask):
    """The picture with its mask as RGBA, longest side 176 px."""
    picture = picture.convert('RGB')
    picture.putalpha(mask or Image.new('L', picture.size, 255))
    picture.thumbnail((176, 176), Image.BICUBIC)
    return picture
