"""Layers and points on a disk that cannot be read from some byte on (failing_reads.py)."""
import sqlite3
import unittest
import zipfile

from disk.failing_reads import LAYERS, SHIM, FailingReads, ledger
from program import coopctl, workspace


@unittest.skipUnless(SHIM, "needs failing_disk (Linux)")
class LayersThatFail(FailingReads):
    def test_points_of_every_format(self):
        example = workspace("failing-reads-example", example=True)
        for ending in ("geojson", "kml", "gpkg", "shp"):
            with self.subTest(ending):
                table = self.folder / f"网点.{ending}"
                self.assertEqual(coopctl("export", example, "outlets", table).status, 0)
                self.imported("outlets", table)
        for ending, parts in (("zip", ("shp", "shx", "dbf", "prj", "cpg")), ("kmz", ("kml",))):
            with self.subTest(ending):
                table = self.folder / f"压缩.{ending}"
                with zipfile.ZipFile(table, "w", zipfile.ZIP_DEFLATED) as package:
                    for part in parts:
                        package.write(self.folder / f"网点.{part}", f"points.{part}")
                self.imported("outlets", table)

    def layer(self, name, *more, besides=()):
        file = workspace("failing-reads")
        path = LAYERS / name
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
            tables = [table for table, in database.execute(
                "SELECT table_name FROM gpkg_contents WHERE table_name LIKE '%layer%' OR table_name LIKE '%bound%' OR table_name = 'townships'")]
        database.close()
        self.read("layer", "add", file, path, *more, file=file, victims=[path, *(path.with_suffix(part) for part in besides)],
                  seen=lambda: (coopctl("layer", "list", file, "--json").out, ledger(file, *tables)))

    def test_boundaries_of_every_format(self):
        for name, besides in (("towns.geojson", ()), ("towns.kml", ()), ("towns.gpkg", ()), ("zipped.zip", ()), ("towns.kmz", ()),
                              ("towns.fgb", ()), ("utf8_no_cpg.shp", (".shx", ".dbf")), ("towns.tab", (".dat", ".map")),
                              ("towns.mif", (".mid",))):
            with self.subTest(name):
                self.layer(name, besides=besides)

    def test_reference_layers_of_every_format(self):
        for name in ("mixed.geojson", "lines.dxf", "ground.tif", "heights.tif", "ground.png", "ground.jpg", "ground.mbtiles"):
            with self.subTest(name):
                says_not_where = name.endswith((".dxf", ".png", ".jpg"))
                self.layer(name, "--reference", *(("--crs", "EPSG:4490") if says_not_where else ()))
        with self.subTest("inspect"):
            self.read("layer", "inspect", LAYERS / "towns.geojson", victims=[LAYERS / "towns.geojson"])


if __name__ == "__main__":
    unittest.main()
