"""Reading the packs (tar files with a manifest) into one list of pictures, split by person, product, surface or session."""

import csv
import io
import os
import re
import tarfile
import zlib
from dataclasses import dataclass

import numpy as np
from PIL import Image

CATEGORIES = ['apparel', 'footwear', 'packaged_goods']


@dataclass
class Picture:
    """One picture: its bytes, which pack and group (person, product, surface, session) it is from, and what is known of it."""

    data: bytes
    pack: str
    group: str
    category: int  # index in CATEGORIES, -1 unknown
    whole: bool  # known to show nothing wrong
    item: int  # the same for pictures of one product, else unique
    mask: bytes = b''  # real defect mask, PNG
    damaged: bool = False
    catalogue: bool = False  # the shop's own picture of the product

    def open(self):
        """The picture as RGB."""
        return Image.open(io.BytesIO(self.data)).convert('RGB')


def split_of(picture):
    """'held' for about one group in six, 'train' for the others; always the same."""
    return 'held' if zlib.crc32((picture.pack + picture.group).encode()) % 6 == 0 else 'train'


def read_train(packs):
    """Every training picture of the packs folder; a pack that is not there is left out."""
    return _read(os.path.join(packs, 'train'), {'clothing': _clothing, 'packaging': _packaging, 'grocery': _grocery, 'paper_surfaces': _paper, 'product_photos': _product})


def read_eval(packs):
    """Pictures that are only ever measured on."""
    readers = {'clothing': _clothing, 'packaging_glass': _packaging, 'grocery_juice': _grocery, 'paper_surfaces': _paper, 'toy_missing_parts': _labelled, 'cookies': _labelled}
    return _read(os.path.join(packs, 'eval'), readers)


def _read(folder, readers):
    pictures = []
    for name, reader in readers.items():
        path = os.path.join(folder, name + '.tar')
        if os.path.exists(path):
            pictures += _pack(path, name, reader)
    return pictures


def _pack(path, name, reader):
    with tarfile.open(path) as tar:
        rows = list(csv.DictReader(io.TextIOWrapper(tar.extractfile('manifest.csv'), 'utf-8')))
        members = {m.name: m for m in tar.getmembers() if m.isfile()}
        return [reader(name, row, lambda file: tar.extractfile(members[file]).read() if file in members else b'') for row in rows]


def _unique(name, row):
    return zlib.crc32((name + row['file']).encode())


def _clothing(name, row, read):
    category = 1 if row['label'] == 'Shoes' else 0
    return Picture(read(row['file']), name, 'sender ' + row['sender'], category, True, _unique(name, row))


def _packaging(name, row, read):
    """Photographed in order, so a run of 40 numbers stands for a session; crushed ones are mixed in, so none is known to be whole."""
    number = int(re.search(r'(\d+)\.', row['file']).group(1))
    known = -1 if row['label'] == 'trash' else 2
    return Picture(read(row['file']), name, f"{row['label']} {number // 40}", known, False, _unique(name, row))


def _grocery(name, row, read):
    return Picture(read(row['file']), name, row['sku'], 2, True, zlib.crc32(row['sku'].encode()), catalogue=row['kind'] == 'catalogue')


def _product(name, row, read):
    return Picture(read(row['file']), name, row['sku'], -1, True, zlib.crc32((name + row['sku']).encode()))


def _paper(name, row, read):
    file, damaged = row['file'], row['defect'] == '1'
    mask = _paper_mask(file, read) if damaged else b''
    return Picture(read(file), name, row['surface'], -1, not damaged, zlib.crc32(row['surface'].encode()), mask, damaged)


def _paper_mask(file, read):
    """Masks lie in `masks/` under the name with GT for D; one paper drops the number's leading zero."""
    name = file.replace('/Defects/', '/masks/').replace('_D_', '_GT_').replace('.jpg', '.png')
    return read(name) or read(name.replace('_GT_0', '_GT_'))


def _labelled(name, row, read):
    damaged = row['defect'] == '1'
    return Picture(read(row['file']), name, row['file'], -1, not damaged, 0, b'', damaged)


@dataclass
class Board:
    """A circuit board: its clean template, the aligned test picture, and the faults' boxes (x1, y1, x2, y2 in px)."""

    template: bytes
    test: bytes
    boxes: list

    def open(self):
        """Template and test as uint8 [640,640,3], and the boxes."""
        return *(np.asarray(Image.open(io.BytesIO(data)).convert('RGB').resize((640, 640))) for data in (self.template, self.test)), self.boxes


def read_boards(packs, part='train'):
    """The aligned pairs of a part that have a fault; none where the pack is not there."""
    path = os.path.join(packs, part, 'aligned_pairs.tar')
    return _boards(path) if os.path.exists(path) else []


def _boards(path):
    with tarfile.open(path) as tar:
        rows = list(csv.DictReader(io.TextIOWrapper(tar.extractfile('manifest.csv'), 'utf-8')))
        found = []
        for pair in sorted({row['pair'] for row in rows}):
            text = tar.extractfile(f'{pair}.txt').read().decode()
            boxes = [[int(v) for v in line.split()[:4]] for line in text.splitlines() if line.strip()]
            if boxes:
                found.append(Board(tar.extractfile(f'{pair}_temp.jpg').read(), tar.extractfile(f'{pair}_test.jpg').read(), boxes))
        return found
