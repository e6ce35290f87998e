"""Townships, villages, federations and polygons from data/nanchuan."""
import csv
from collections import namedtuple

from osgeo import ogr

ogr.UseExceptions()

Township = namedtuple("Township", "code name lon lat federation polygon")
Village = namedtuple("Village", "name township outlet star")  # outlet: name of its example outlet or None

# In the plan's order.
FEDERATIONS = ["大观镇农合联", "水江镇农合联", "鸣玉镇农合联", "金山镇农合联", "大有镇农合联", "南平镇农合联",
               "西城街道农合联"]
SILENT = "大有镇农合联"  # hands in neither services nor loans
DISTRICT = "南川区农合联"


class Places:
    def __init__(self, townships, villages):
        self.townships = townships  # name -> Township, in the order of codes
        self.villages = villages

    def of(self, federation):
        return [t for t in self.townships.values() if t.federation == federation]

    def point_near_seat(self, rng, township, taken, reach=0.03, apart=0.004):
        """A point of the township's own schematic polygon, near its seat, not on top of another."""
        seat = self.townships[township]
        while True:
            lon = round(seat.lon + rng.uniform(-reach, reach), 5)
            lat = round(seat.lat + rng.uniform(-reach, reach), 5)
            point = ogr.Geometry(ogr.wkbPoint)
            point.AddPoint_2D(lon, lat)
            if seat.polygon.Contains(point) and all(abs(lon - x) + abs(lat - y) > apart for x, y in taken):
                taken.append((lon, lat))
                return lon, lat
            reach = min(reach * 1.01, 0.1)
            apart *= 0.995


def _rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_places(folder):
    areas = {r["township"]: r["federation"] for r in _rows(folder / "service_areas.csv")}
    layer_file = ogr.Open(str(folder / "nanchuan_townships_schematic.gpkg"))
    layer = layer_file.GetLayerByName("townships")
    polygons = {f.GetField("name"): f.GetGeometryRef().Clone() for f in layer}
    townships = {r["name"]: Township(r["code9"], r["name"], float(r["lon"]), float(r["lat"]), areas[r["name"]],
                                     polygons[r["name"]])
                 for r in sorted(_rows(folder / "townships.csv"), key=lambda r: r["code9"])}
    villages = [Village(r["name"], r["township"], r["example_name"] if r["example_coop"] == "1" else None,
                        r["example_type"] == "星级社") for r in _rows(folder / "villages.csv")]
    return Places(townships, villages)
