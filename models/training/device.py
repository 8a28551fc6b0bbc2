"""Where the networks run while they learn: a GPU where torch finds one, else the processor."""

import os

import torch

# REGRADE_TRAINING_DEVICE=cpu keeps everything on the processor, whose answers are the ones that were measured
DEVICE = torch.device(os.environ.get('REGRADE_TRAINING_DEVICE') or ('cuda' if torch.cuda.is_available() else 'cpu'))


def half():
    """What lets the trunk compute in bfloat16 on the device."""
    return torch.autocast(DEVICE.type, dtype=torch.bfloat16)


def there(*parts):
    """Tensors, or a network, on the device."""
    moved = tuple(part.to(DEVICE) for part in parts)
    return moved if len(moved) > 1 else moved[0]


def named():
    """The device in words, for the record of a training."""
    return torch.cuda.get_device_name(DEVICE) if DEVICE.type == 'cuda' else 'processor'
