"""What a photograph is to a network, as training makes it: written down so that the station's own arithmetic can be held to it.

Without arguments it writes test/golden/models/station-input.json and .jpg; with photographs it prints the same numbers of them.
Asks for Pillow and numpy alone; with torch there too, the first way is training's own `fit` and `normalise`.
"""

import json
import os
import sys

import numpy as np
from PIL import Image

GOLDEN = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'test', 'golden', 'models'))
SAMPLES = 200
STEP = 104729  # a prime, so that the samples are spread over planes, rows and columns
GREY = (128, 128, 128)


def drawn(width, height, stripes):
    """A picture that whole numbers make, the same in any language: blocks, slopes and, where wanted, fine stripes."""
    y, x = np.mgrid[0:height, 0:width]
    block = ((x >> 6) ^ (y >> 6)) * 37
    fine = (((x >> 1) + (y >> 2)) & 7) * stripes
    planes = [(block + fine + x // 8 + c * 60) % 256 for c in range(3)]
    return Image.fromarray(np.stack(planes, -1).astype(np.uint8))


def own(picture):
    """first-light: contained in 320 x 320 on grey, cubic; planes of RGB, 0..1 minus 0.5 through 0.25."""
    try:
        import torch
        from network import normalise
        from scene import fit

        return normalise(torch.from_numpy(np.array(fit(picture, GREY, Image.BICUBIC)))[None]).numpy()[0]
    except ImportError:
        ratio = 320 / max(picture.size)
        small = picture.resize([max(1, round(v * ratio)) for v in picture.size], Image.BICUBIC)
        sheet = Image.new('RGB', (320, 320), GREY)
        sheet.paste(small, ((320 - small.width) // 2, (320 - small.height) // 2))
        return (np.asarray(sheet, np.float32).transpose(2, 0, 1) / 255 - 0.5) / 0.25


def cover(picture):
    """The middle 224 x 224 of the short side at 256, linear; rows of BGR, 0..1 with ImageNet's mean and deviation."""
    ratio = 256 / min(picture.size)
    small = picture.resize([round(v * ratio) for v in picture.size], Image.BILINEAR)
    left, top = [-((224 - v) // 2) for v in small.size]
    pixels = np.asarray(small.crop((left, top, left + 224, top + 224)), np.float32)[..., ::-1] / 255
    return (pixels - np.float32([0.406, 0.456, 0.485])) / np.float32([0.225, 0.224, 0.229])


def stretch(picture):
    """Forced to 96 x 64, Lanczos; one plane of grey, -1..1."""
    small = picture.resize((96, 64), Image.LANCZOS).convert('L')
    return np.asarray(small, np.float32) / 255 * 2 - 1


def numbers(picture):
    """Per way its length, mean, and samples of the flat input."""
    rows = {}
    for way in (own, cover, stretch):
        flat = np.ascontiguousarray(way(picture), np.float32).reshape(-1)
        picks = [round(float(flat[i * STEP % flat.size]), 5) for i in range(SAMPLES)]
        rows[way.__name__] = {'length': int(flat.size), 'mean': round(float(flat.mean(dtype=np.float64)), 6), 'samples': picks}
    return rows


def main(files):
    """Writes the golden files, or prints the numbers of `files`."""
    if files:
        print(json.dumps([numbers(Image.open(file).convert('RGB')) for file in files]))
        return
    photo = os.path.join(GOLDEN, 'station-input.jpg')
    drawn(1280, 720, 0).save(photo, quality=60)
    photos = {'drawn': numbers(drawn(1111, 700, 5)), 'station-input.jpg': numbers(Image.open(photo).convert('RGB'))}
    with open(os.path.join(GOLDEN, 'station-input.json'), 'w') as file:
        file.write(json.dumps(photos, indent=1) + '\n')


if __name__ == '__main__':
    main(sys.argv[1:])
