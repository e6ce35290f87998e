"""The program's icon: the .ico that Windows reads is made of the pictures that the others read, and they have their sizes."""
import struct
import unittest
from pathlib import Path

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


class Icons(unittest.TestCase):
    def test_every_picture_has_the_size_of_its_name_and_is_in_the_ico(self):
        ico = (PACKAGING / "windows" / "coopmap.ico").read_bytes()
        _, kind, count = struct.unpack_from("<HHH", ico)
        self.assertEqual(kind, 1)
        found = {}
        for i in range(count):
            side, _, _, _, _, bits, length, place = struct.unpack_from("<BBBBHHII", ico, 6 + 16 * i)
            self.assertEqual(bits, 32)
            found[side or 256] = ico[place:place + length]
        pictures = {int(each.stem): each.read_bytes() for each in (PACKAGING / "icons").glob("*.png")}
        self.assertEqual(found, pictures)
        self.assertEqual(sorted(pictures), [16, 24, 32, 48, 64, 128, 256])
        for side, picture in pictures.items():
            self.assertEqual(struct.unpack_from(">II", picture, 16), (side, side))

    def test_all_pictures_together_are_small(self):
        self.assertLess(sum(each.stat().st_size for each in (PACKAGING / "icons").iterdir()), 60_000)


if __name__ == "__main__":
    unittest.main()
