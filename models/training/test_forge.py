"""What is promised of the forge, tried on items drawn by code: `make check` runs it."""

import hashlib
import os
import sys
import unittest

import numpy as np
from PIL import Image

import contact_sheet
import paths
from fields import blob, distance, patch, soften
from forge import CELLS, drawn_scene
from parts import laid
from recipe import NEWER, RECIPES
from twins import passed, uncovered, whole_views

DICE = 'd2a557d7cf20ca96'  # thrown by the forge that made the pairs of 3.0.0, which it made again bit by bit


class Data(unittest.TestCase):
    def test_version_1_throws_the_same_dice_as_the_weights_that_ship_were_trained_on(self):
        thrown = hashlib.sha256()
        for k in range(24):
            rng = np.random.default_rng((33, 7, k))
            made = whole_views(rng, None, None, 0.25)
            thrown.update(repr((made and made[2:], rng.bit_generator.state['state']['state'])).encode())
        self.assertEqual(thrown.hexdigest()[:16], DICE)

    def test_the_same_dice_make_the_same_views_of_version_2(self):
        first, second = (whole_views(np.random.default_rng(12), None, None, 0.0, RECIPES[2]) for _ in range(2))
        self.assertEqual(first[2:], second[2:])
        self.assertTrue(all((a == b).all() for a, b in zip(first[0], second[0])))

    def test_stains_of_version_2_have_no_specks_far_away(self):
        farthest = {shape: max(float(distance((160, 160))[shape(np.random.default_rng(k), (160, 160), 20, 0.45) > 0].max()) for k in range(60)) for shape in (blob, patch)}
        self.assertGreater(farthest[blob], 100)
        self.assertLess(farthest[patch], 80)

    def test_newer_families_change_what_they_mark_and_little_else_the_more_the_stronger(self):
        for family in NEWER:
            weak, strong = ([made for k in range(10) if (made := self.made(family, strength, k))] for strength in (0.1, 0.9))
            for took in (weak, strong):
                self.assertGreaterEqual(len(took), 5, family.__name__)
                inside, outside, _ = np.median(took, 0)
                self.assertGreater(inside, 12, family.__name__)
                self.assertLess(outside, 1, family.__name__)
            self.assertGreater(np.median(strong, 0)[2], 1.3 * np.median(weak, 0)[2], family.__name__)

    def test_an_opened_seal_was_whole_before(self):
        rng = np.random.default_rng(3)
        scene, _ = drawn_scene(rng, rng)
        bare = scene.image
        family = next(each for each in NEWER if each.__name__ == 'opened_seal')
        self.assertIsNone(family(rng, scene, 0.5))
        laid(rng, scene, family)
        self.assertGreater(np.abs(scene.image - bare).max(), 20)
        self.assertIsNotNone(family(rng, scene, 0.9))

    def test_what_a_hand_hides_is_not_damage(self):
        for dice in range(200):
            rng = np.random.default_rng(dice)
            scene, _ = drawn_scene(rng, rng)
            shown = passed(dice, scene, 0.0, RECIPES[2])[1]
            if shown.hidden is not None:
                break
        kept = uncovered(np.ones((7, CELLS, CELLS)), shown)
        hidden = shown.hidden.reshape(CELLS, 8, CELLS, 8).mean((1, 3)) > 0.5
        self.assertTrue(hidden.any() and not kept[:, hidden].any() and kept[:, ~hidden].all())
        self.assertIsNone(passed(dice, scene, 0.0)[1].hidden)

    def made(self, family, strength, dice):
        """How much a defect changes its mask and all else, and how large it is; None where it did not take."""
        rng = np.random.default_rng(dice)
        scene, _ = drawn_scene(rng, rng)
        laid(rng, scene, family)
        before = scene.image
        mask = family(rng, scene, strength)
        if mask is None or not (mask > 0.3).any():
            return None
        changed = np.abs(scene.image - before).mean(2)
        return changed[mask > 0.3].mean(), changed[soften(mask, 8) < 0.02].mean(), mask.sum()


class Shown(unittest.TestCase):
    def test_the_contact_sheet_that_ships_is_what_the_forge_makes_now(self):
        shipped, now = (os.path.join(folder, 'forge.jpg') for folder in (paths.WEIGHTS, paths.work('sheet')))
        contact_sheet.written(paths.work('sheet'), contact_sheet.SEED)
        self.assertLess(os.path.getsize(shipped), 400_000)
        pixels = [np.asarray(Image.open(each), np.float32) for each in (shipped, now)]
        self.assertEqual(pixels[0].shape, pixels[1].shape)
        self.assertLess(np.abs(pixels[0] - pixels[1]).mean(), 1)


if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0]], verbosity=1)
