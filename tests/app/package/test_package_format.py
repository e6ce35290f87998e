"""Another program reads a package: written from docs/package-format.md alone, with libsodium by ctypes and Python's zlib."""
import base64
import ctypes
import ctypes.util
import hashlib
import json
import struct
import unittest
import zlib

from exchange import DAGUAN, ExchangeTest
from program import DATA

sodium = ctypes.CDLL(ctypes.util.find_library("sodium") or "libsodium.so.23")
assert sodium.sodium_init() >= 0


class Package:
    """Raises AssertionError where the file is not what the document says."""

    def __init__(self, content):
        assert content[:16] == b"COOPMAP PACKAGE\n"
        header, body = struct.unpack_from("<IQ", content, 16)
        assert len(content) == 16 + 12 + header + body + 64
        self.header_bytes = content[28:28 + header]
        self.header = json.loads(self.header_bytes)
        self.sealed = content[28 + header:28 + header + body]
        signed = b"coopmap package 1\n" + hashlib.sha256(content[:-64]).digest()
        key = base64.b64decode(self.header["from"]["key"])
        assert sodium.crypto_sign_verify_detached(content[-64:], signed, ctypes.c_ulonglong(len(signed)), key) == 0
        self.digest = hashlib.sha256(content).hexdigest()

    def open_with_code(self, code):
        plain = "".join(c for c in code.upper() if c.isalnum()).encode()
        under = ctypes.create_string_buffer(32)
        salt = base64.b64decode(self.header["salt"])
        assert len(salt) == 16
        assert sodium.crypto_pwhash(
            under, ctypes.c_ulonglong(32), plain, ctypes.c_ulonglong(len(plain)), salt, ctypes.c_ulonglong(2),
            ctypes.c_size_t(67108864), 2) == 0  # Argon2id 1.3, interactive limits
        box = base64.b64decode(self.header["sealed_key"])
        key = ctypes.create_string_buffer(32)
        if sodium.crypto_secretbox_open_easy(key, box[24:], ctypes.c_ulonglong(len(box) - 24), box[:24], under) != 0:
            return None
        return self.body(key.raw)

    def body(self, key):
        packed = ctypes.create_string_buffer(len(self.sealed))
        size = ctypes.c_ulonglong()
        assert sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
            packed, ctypes.byref(size), None, self.sealed, ctypes.c_ulonglong(len(self.sealed)), self.header_bytes,
            ctypes.c_ulonglong(len(self.header_bytes)), base64.b64decode(self.header["nonce"]), key) == 0
        body = zlib.decompress(packed.raw[:size.value])
        assert len(body) == self.header["unpacked"]
        return [json.loads(line) for line in body.splitlines()]


class Format(ExchangeTest):
    def test_another_program_reads_a_package_from_its_description(self):
        path = self.folder / "鸣玉.nfb"
        self.done("add", self.district, "outlets", "code=MY-1", "name=鸣玉社", "township=鸣玉镇", "phone=13977778888")
        told = self.json("package", "issue", self.district, "--to", "鸣玉", "--out", path)
        package = Package(path.read_bytes())
        self.assertEqual(package.digest, told["digest"])
        self.assertEqual((package.header["format"], package.header["kind"], package.header["sequence"]), (1, "issue", 1))
        self.assertEqual(package.header["to"]["device"], told["device"])
        self.assertIsNone(package.open_with_code("AAAA-AAAA-AAAA-AAAA-AAAA"))
        lines = package.open_with_code(told["code"])
        parts = {}
        for line in lines:
            parts.setdefault(line["part"], []).append(line)
        self.assertEqual(base64.b64decode(parts["plan"][0]["json"]), (DATA / "plans" / "nanchuan-2024-17.json").read_bytes())
        rows = {}
        for row in parts["row"]:
            rows.setdefault(row["registry"], {})[row["id"]] = row["values"]
        self.assertEqual({registry: {"add": len(of)} for registry, of in rows.items()}, package.header["counts"])
        outlet, = rows["outlets"].values()
        self.assertEqual((outlet["code"], outlet["phone"]), ("MY-1", "13977778888"))
        self.assertEqual(rows["townships"][outlet["township"]]["name"], "鸣玉镇")
        self.assertEqual(rows["federations"][parts["office"][0]["federation"]]["name"], "鸣玉镇农合联")
        # The provisional secret key of the package is that of the office it is for.
        secret = base64.b64decode(parts["office"][0]["key"])
        self.assertEqual(secret[32:], base64.b64decode(package.header["to"]["key"]))

    def test_the_readable_part_of_every_kind_is_as_described(self):
        self.done("set", self.daguan, "outlets", "DG-1", "operator=新人")
        submitted = self.submit(self.daguan)
        self.merge(submitted)
        answered = self.receipt(submitted)
        keys = {"format", "schema", "kind", "plan", "from", "to", "sequence", "created", "base", "answers", "counts",
                "key_proof", "sealed_key", "nonce", "unpacked"}
        for path, kind, more in ((self.folder / f"{DAGUAN}.下发.nfb", "issue", {"salt"}), (submitted, "submit", {"after"}),
                                 (answered, "receipt", {"after"})):
            header = Package(path.read_bytes()).header
            self.assertEqual((header["kind"], set(header)), (kind, keys | more))
            self.assertEqual(set(header["from"]), {"name", "device", "key"})
            self.assertEqual(set(header["base"]), {"receipt", "of", "entry", "hash", "answered", "opened"})
        self.assertEqual(Package(submitted.read_bytes()).header["counts"], {"outlets": {"change": 1}})
        self.assertEqual(Package(answered.read_bytes()).header["answers"], 1)


if __name__ == "__main__":
    unittest.main()
