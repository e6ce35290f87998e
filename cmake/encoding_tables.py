#!/usr/bin/env python3
"""Makes core/base/text/tables/*.z, the tables of encoding.cpp, out of glibc's iconv (any Linux; Debian 12 for the same
bytes). `encoding_tables.py FOLDER` writes them; with --check it says whether those in FOLDER are the same.

A file is what Qt's qUncompress reads. single.z: for each encoding a line with its names, then 128 letters, those of the
bytes from 0x80 on. Another, of an encoding with letters of two bytes: 128 letters of single bytes from 0x80 on, then for
each first byte from 0x80 on 192 letters, those of the second bytes from 0x40 on; then a line with a number and as many
letters beyond U+FFFF. A letter is 16 bits, little-endian, 0: none, 0xD800 + n: the n-th of those beyond. gb18030.z goes on
with a line with a number and as many runs of letters of four bytes: place in their order, first letter, count."""
import ctypes
import struct
import sys
import zlib
from pathlib import Path

libc = ctypes.CDLL(None, use_errno=True)
libc.iconv_open.restype = ctypes.c_void_p
libc.iconv.argtypes = [ctypes.c_void_p] + 4 * [ctypes.c_void_p]
libc.iconv.restype = ctypes.c_size_t

DOUBLE = {"gb18030": "GB18030", "big5": "BIG5", "cp932": "CP932", "cp949": "CP949"}
SINGLE = (
    ["CP%d WINDOWS%d" % (n, n) for n in (1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258)]
    + ["CP874 WINDOWS874 TIS620 ISO885911"]
    + ["CP%d IBM%d" % (n, n) for n in (437, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 865, 866, 869)]
    + ["ISO8859%d LATIN%d CP%d" % (part, latin, 28590 + part)
       for part, latin in ((1, 1), (2, 2), (3, 3), (4, 4), (9, 5), (10, 6), (13, 7), (14, 8), (15, 9), (16, 10))]
    + ["ISO8859%d CP%d" % (part, 28590 + part) for part in (5, 6, 7, 8)]
    + ["KOI8R CP20866", "KOI8U CP21866", "MACINTOSH MAC MACROMAN CP10000", "MACCYRILLIC CP10007"])
SPELT = {"ISO8859": "ISO-8859-", "MACCYRILLIC": "MAC-CYRILLIC", "KOI8R": "KOI8-R", "KOI8U": "KOI8-U"}


class Decoder:
    def __init__(self, name):
        self.handle = libc.iconv_open(b"UTF-32LE", name.encode())
        if self.handle == ctypes.c_void_p(-1).value:
            sys.exit("iconv does not know " + name)

    def letter(self, raw):
        """The code of the one letter that these bytes are; 0 for what is none."""
        source, target = ctypes.create_string_buffer(raw, len(raw)), ctypes.create_string_buffer(16)
        begin, out = ctypes.c_char_p(ctypes.addressof(source)), ctypes.c_char_p(ctypes.addressof(target))
        left, room = ctypes.c_size_t(len(raw)), ctypes.c_size_t(16)
        args = [ctypes.byref(each) for each in (begin, left, out, room)]
        libc.iconv(self.handle, None, None, None, None)
        if libc.iconv(self.handle, *args) == ctypes.c_size_t(-1).value:
            return 0
        libc.iconv(self.handle, None, None, args[2], args[3])  # what waited for an accent
        return struct.unpack("<I", target.raw[:4])[0] if room.value == 12 else 0


def iconv_name(name):
    for begin, spelt in SPELT.items():
        if name.startswith(begin):
            return spelt + name[len(begin):]
    return name


def single():
    parts = []
    for names in SINGLE:
        decoder = Decoder(iconv_name(names.split()[0]))
        assert all(decoder.letter(bytes([byte])) == byte for byte in range(1, 128)), names
        parts.append(names.encode() + b"\n")
        parts.append(b"".join(struct.pack("<H", decoder.letter(bytes([byte]))) for byte in range(128, 256)))
    return b"".join(parts)


def double(name):
    decoder = Decoder(name)
    letters = [decoder.letter(bytes([byte])) for byte in range(128, 256)]
    letters += [decoder.letter(bytes([lead, trail])) if letters[lead - 128] == 0 else 0
                for lead in range(128, 256) for trail in range(64, 256)]
    beyond = [letter for letter in letters if letter > 0xFFFF]
    narrow = [0xD800 + beyond.index(letter) if letter > 0xFFFF else letter for letter in letters]
    table = struct.pack("<%dH" % len(narrow), *narrow)
    table += b"%d\n" % len(beyond) + struct.pack("<%dI" % len(beyond), *beyond)
    return table + (four_bytes(decoder) if name == "GB18030" else b"")


def four_bytes(decoder):
    runs = []
    for place in range(0x84 * 12600 - 0x81 * 12600 + 12600):
        raw = bytes([0x81 + place // 12600, 0x30 + place // 1260 % 10, 0x81 + place // 10 % 126, 0x30 + place % 10])
        letter = decoder.letter(raw)
        if letter == 0:
            continue
        if runs and place == runs[-1][0] + runs[-1][2] and letter == runs[-1][1] + runs[-1][2]:
            runs[-1][2] += 1
        else:
            runs.append([place, letter, 1])
    return b"%d\n" % len(runs) + b"".join(struct.pack("<3H", *run) for run in runs)


def main():
    check = "--check" in sys.argv
    folder = Path([each for each in sys.argv[1:] if each != "--check"][0])
    tables = {"single": single()} | {name: double(encoding) for name, encoding in DOUBLE.items()}
    different = []
    for name, table in tables.items():
        path = folder / (name + ".z")
        if check:
            if zlib.decompress(path.read_bytes()[4:]) != table:
                different.append(path.name)
        else:
            path.write_bytes(struct.pack(">I", len(table)) + zlib.compress(table, 9))
    if different:
        sys.exit("not what iconv of this system says: " + ", ".join(different))


main()
