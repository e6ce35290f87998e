"""Layers and themes of the map by the built program (issue 6)."""
import shutil
import unittest

from program import SOURCE, ProgramTest, coopctl, scratch, workspace

LAYERS = SOURCE / "tests" / "fixtures" / "layers"


class Layers(ProgramTest):
    def setUp(self):
        self.file = workspace("layers", example=True)

    def test_a_layer_is_inspected_added_changed_and_removed(self):
        told = self.json("layer", "inspect", LAYERS / "zone_prefix_no_prj.shp")
        self.assertEqual(told["layers"][0]["crs"], "")
        self.assertEqual(told["layers"][0]["choices"][0]["crs"], "EPSG:4524")
        self.assertIn("坐标系", self.refused("layer", "add", self.file, LAYERS / "zone_no_prj.shp", "--reference"))
        added = self.json("layer", "add", self.file, LAYERS / "zone_no_prj.shp", "--reference", "--crs", "EPSG:4545",
                          "--name", "片", "--label-field", "name", "--as", "张三")
        self.assertEqual((added["kind"], added["features"], added["fields"]), ("面", 2, ["code", "name"]))
        changed = self.json("layer", "set", self.file, "片", "--opacity", "30", "--shown", "no", "--place", "-2",
                            "--name", "田", "--style", '{"line":"#123456"}', "--as", "张三")
        self.assertEqual((changed["name"], changed["opacity"], changed["shown"], changed["place"]), ("田", 30, False, -2))
        self.assertEqual({layer["name"] for layer in self.json("layer", "list", self.file) if layer.get("role") == "reference"},
                         {"田"})
        self.assertIn("样式", self.refused("layer", "set", self.file, "田", "--style", "{"))
        self.assertEqual(self.json("check", self.file)["ok"], True)
        self.json("undo", self.file, "--as", "张三")
        self.assertEqual([l["name"] for l in self.json("layer", "list", self.file)][-1], "片")
        self.done("layer", "remove", self.file, "片", "--as", "张三")
        self.assertEqual(len(self.json("layer", "list", self.file)), 1)

    def test_every_format_is_added(self):
        for file in sorted(LAYERS.iterdir()):
            if file.suffix not in (".gpkg", ".geojson", ".kml", ".kmz", ".tab", ".mif", ".fgb", ".zip", ".tif", ".mbtiles"):
                continue
            if file.stem == "empty":
                self.assertIn("空图层", self.refused("layer", "add", self.file, file, "--reference"))
                continue
            with self.subTest(file.name):
                datum = []
                if "gcj02" in file.stem:  # a name that speaks of a datum asks for it
                    datum = ["--datum", "gcj02"]
                    self.assertIn("--datum", self.refused("layer", "add", self.file, file, "--reference", "--name", file.name,
                                                          "--as", "张三"))
                self.done("layer", "add", self.file, file, "--reference", "--name", file.name, "--as", "张三", *datum)
        self.assertEqual(self.json("check", self.file)["ok"], True)
        out = scratch / "map.png"
        self.done("map", self.file, "--theme", "mu-times", "--period", "2024Q4", "--out", out, "--dpi", "72")
        self.assertGreater(out.stat().st_size, 20000)

    def test_broken_files_are_refused_with_a_sentence(self):
        for name, bytes_ in (("空.shp", b""), ("字.gpkg", b"not a database"), ("半.tif", (LAYERS / "ground.tif").read_bytes()[:60]),
                             ("半.kmz", (LAYERS / "towns.kmz").read_bytes()[:200]), ("坏.zip", b"PK\x03\x04" + b"x" * 50)):
            path = scratch / name
            path.write_bytes(bytes_)
            with self.subTest(name):
                self.refused("layer", "add", self.file, path, "--reference")
                self.refused("layer", "inspect", path)

    def test_themes_change_the_sheet(self):
        pictures = set()
        for options in ([], ["--method", "natural"], ["--method", "quantile", "--ramp", "blues"], ["--method", "lights"],
                        ["--method", "manual", "--limits", "0.5,1,2"], ["--symbols"], ["--outlets", "role"]):
            out = scratch / "theme.png"
            self.done("map", self.file, "--theme", "mu-times", "--by", "township", "--period", "2024Q4", "--date",
                      "2025-01-02", "--dpi", "72", "--out", out, *options)
            pictures.add(out.read_bytes())
        self.assertEqual(len(pictures), 7)
        self.assertIn("界限", self.refused("map", self.file, "--theme", "mu-times", "--period", "2024Q4", "--out", out,
                                        "--method", "manual", "--limits", "2,1"))

    def test_a_layer_survives_salvage_and_backup(self):
        self.done("layer", "add", self.file, LAYERS / "mixed.geojson", "--reference", "--name", "路", "--as", "张三")
        shutil.copyfile(LAYERS / "towns.geojson", self.file.parent / "towns.geojson")
        self.done("layer", "add", self.file, self.file.parent / "towns.geojson", "--reference", "--linked", "--as", "张三")
        out = scratch / "saved.gpkg"
        self.done("salvage", self.file, out)
        names = {layer["name"]: layer for layer in self.json("layer", "list", out)}
        self.assertEqual(names["路"]["features"], 4)
        self.assertEqual(names["towns"]["link"], "towns.geojson")


if __name__ == "__main__":
    unittest.main()
