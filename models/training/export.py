"""Writes the trained network for the station: ONNX, manifest, golden vectors."""

import hashlib
import json
import os

import numpy as np
import torch

from defects import TYPES
from forge import CELLS, SEVERITIES
from look import trained
from network import MEAN, STD, Exported
from paths import WEIGHTS, arguments, work
from readers import CATEGORIES

OPSET = 15
NAMES = ['defects', 'severity', 'category', 'embedding']


def main():
    """Writes the three files into models/weights (or --into)."""
    options = arguments(('into', WEIGHTS), ('version', '1.0.0'))
    os.makedirs(options.into, exist_ok=True)
    network, _ = trained()
    network = Exported(network).eval()
    target = os.path.join(options.into, 'first-light.onnx')
    write_onnx(network, target)
    with open(work('calibration.json')) as file:
        write_json(os.path.join(options.into, 'first-light.manifest.json'), manifest(json.load(file), target, options.version))
    write_json(os.path.join(options.into, 'first-light.vectors.json'), {'vectors': [vector(network, seed) for seed in (1, 2, 3)]})
    print(f'{target}: {os.path.getsize(target) / 1e6:.1f} MB')


def write_onnx(network, target):
    """One file, any number of views at once."""
    axes = {name: {0: 'views'} for name in ['image', *NAMES]}
    torch.onnx.export(network, torch.zeros(2, 3, 320, 320), target, opset_version=OPSET, input_names=['image'], output_names=NAMES, dynamic_axes=axes)


def write_json(path, value):
    """Readable JSON with a last newline."""
    with open(path, 'w') as file:
        file.write(json.dumps(value, indent=2) + '\n')


def manifest(calibration, target, version):
    """What the station needs to know to run the file."""
    with open(target, 'rb') as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    return {
        'format': 'regrade-model/1',
        'name': 'first-light',
        'version': version,
        'task': 'inspect',
        'licence': 'Apache-2.0',
        'file': os.path.basename(target),
        'sha256': digest,
        'opset': OPSET,
        'card': 'MODEL_CARD.md',
        'input': {'name': 'image', 'layout': 'NCHW', 'width': 320, 'height': 320, 'colour': 'RGB', 'range': [0, 1], 'mean': MEAN, 'std': STD, 'fit': 'contain', 'kernel': 'cubic', 'pad': [128, 128, 128]},
        'outputs': {
            'defects': {'name': 'defects', 'classes': TYPES, 'stride': 8, 'silent': [t for t in TYPES if t in calibration['silent']], 'thresholds': calibration['thresholds']},
            'severity': {'name': 'severity', 'classes': SEVERITIES, 'temperature': round(calibration['severity_temperature'], 4), **quiet('severity', calibration)},
            'category': {'name': 'category', 'classes': CATEGORIES, 'temperature': round(calibration['category_temperature'], 4), **quiet('category', calibration)},
            'embedding': {'name': 'embedding', 'size': 128},
        },
        'vectors': {'file': 'first-light.vectors.json', 'tolerance': 0.001},
    }


def quiet(head, calibration):
    """`silent` for a head that `calibrate.py` found no better than its control; nothing for one that may speak."""
    return {'silent': True} if head in calibration['silent_heads'] else {}


def golden_input(seed):
    """The normalised input [1,3,320,320] that any language can compute from `seed`."""
    i = np.arange(3 * 320 * 320, dtype=np.uint64)
    wave = np.sin((i % 320).astype(np.float64) * 0.05 * seed) * np.cos((i // 320 % 320).astype(np.float64) * 0.03 * seed)
    grain = ((i * np.uint64(2654435761) + np.uint64(seed)) % np.uint64(4294967296)).astype(np.float64) / 4294967296 - 0.5
    return torch.from_numpy((wave + grain).astype(np.float32).reshape(1, 3, 320, 320))


@torch.no_grad()
def vector(network, seed):
    """What the trained network itself, not its export, says of the golden input."""
    defects, severity, category, embedding = [o[0].numpy() for o in network(golden_input(seed))]
    places = [(j % len(TYPES), j * 13 % CELLS, j * 29 % CELLS) for j in range(32)]
    return {
        'seed': seed,
        'severity': [float(v) for v in severity],
        'category': [float(v) for v in category],
        'embedding': [float(v) for v in embedding],
        'defects': {'mean': float(defects.mean()), 'samples': [[*place, float(defects[place])] for place in places]},
    }


if __name__ == '__main__':
    main()
