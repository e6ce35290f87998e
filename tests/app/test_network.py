"""A program for offices without a network asks none, whatever a file says: a listener on the loopback counts who comes."""
import os
import shutil
import socket
import sqlite3
import subprocess
import threading
import time
import zipfile
from pathlib import Path

from program import PROGRAM, ProgramTest, coopctl, scratch, workspace

LAYERS = Path(__file__).resolve().parents[1] / "fixtures" / "layers"


class Listener:
    """Answers 404 on 127.0.0.1 and keeps what was asked for."""

    def __init__(self):
        self.seen = []
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(50)
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            connection.settimeout(2)
            try:
                self.seen.append(connection.recv(2000).decode("latin1").split("\r\n")[0])
                connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            except OSError:
                self.seen.append("a connection")
            connection.close()


def geojson(crs):
    return ('{"type":"FeatureCollection","crs":%s,"features":[{"type":"Feature","properties":{"name":"甲","镇街":"大观镇"},'
            '"geometry":{"type":"Point","coordinates":[107.1,29.1]}}]}' % crs)


def kml(inside, head=""):
    return (f'<?xml version="1.0" encoding="UTF-8"?>{head}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{inside}'
            '<Placemark><name>甲</name><Point><coordinates>107.1,29.1</coordinates></Point></Placemark></Document></kml>')


class Network(ProgramTest):
    def setUp(self):
        self.file = workspace("network", example=True)
        self.folder = scratch / "network-files"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        self.net = Listener()
        self.addCleanup(self.net.socket.close)
        with socket.create_connection(self.net.socket.getsockname()) as call:  # it does hear
            call.sendall(b"GET / HTTP/1.0\r\n\r\n")
            self.assertIn(b"404", call.recv(100))
        self.assertEqual(self.net.seen, ["GET / HTTP/1.0"])
        self.net.seen.clear()

    def put(self, name, contents):
        path = self.folder / name
        path.write_bytes(contents if isinstance(contents, bytes) else contents.encode())
        return path

    def copy(self, *names, stem="bild"):
        for name in names:
            shutil.copyfile(LAYERS / name, self.folder / (stem + Path(name).suffix))
        return self.folder / (stem + Path(names[0]).suffix)

    def open_everywhere(self, path, **options):
        environment = options.get("environment")
        for arguments in (("layer", "inspect", path), ("layer", "add", self.file, path, "--reference", "--name", path.name, "--as", "张三"),
                          ("layer", "add", self.file, path, "--reference", "--linked", "--name", path.name + "2", "--as", "张三"),
                          ("layer", "add", self.file, path, "--credits", "某处", "--as", "张三"), ("import", self.file, "outlets", path, "--dry-run")):
            outcome = coopctl(*arguments, environment=environment)
            self.assertIn(outcome.status, (0, 1), outcome.err)

    def draw(self, environment=None):
        """With all that was added."""
        drawn = coopctl("map", self.file, "--template", "outlets", "--period", "2024Q4", "--dpi", "72", "--out", scratch / "net.png",
                        environment=environment)
        self.assertEqual(drawn.status, 0, drawn.err)

    def test_no_file_makes_the_program_ask_a_server(self):
        url, curl = self.net.url, "/vsicurl/" + self.net.url
        pam = f'<PAMDataset><Metadata domain="OVERVIEWS"><MDI key="OVERVIEW_FILE">{curl}wer.tif</MDI></Metadata></PAMDataset>'
        vrt = (f'<VRTDataset rasterXSize="10" rasterYSize="10"><SRS>EPSG:4490</SRS><GeoTransform>107,0.01,0,29,0,-0.01</GeoTransform>'
               f'<VRTRasterBand dataType="Byte" band="1"><SimpleSource><SourceFilename relativeToVRT="0">{curl}a.tif</SourceFilename>'
               '<SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>')
        ogr = f'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>{curl}a.shp</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
        wms = (f'<GDAL_WMS><Service name="TMS"><ServerUrl>{url}${{z}}/${{x}}/${{y}}.png</ServerUrl></Service><DataWindow>'
               '<UpperLeftX>-20037508.34</UpperLeftX><UpperLeftY>20037508.34</UpperLeftY><LowerRightX>20037508.34</LowerRightX>'
               '<LowerRightY>-20037508.34</LowerRightY><TileLevel>3</TileLevel></DataWindow><Projection>EPSG:3857</Projection></GDAL_WMS>')
        cases = []
        tif = self.copy("ground.tif")
        self.put("bild.tif.aux.xml", pam)
        self.put("bild.tif.ovr", vrt)
        self.put("bild.tif.msk", vrt)
        cases.append(tif)
        png = self.copy("ground.png", "ground.pgw", stem="karte")
        self.put("karte.png.aux.xml", pam)
        cases.append(png)
        for i, crs in enumerate((f'{{"type":"link","properties":{{"href":"{url}crs","type":"ogcwkt"}}}}',
                                 f'{{"type":"link","properties":{{"href":"{url}crs","type":"proj4"}}}}',
                                 f'{{"type":"name","properties":{{"name":"{url}crs"}}}}',
                                 f'{{"type":"url","properties":{{"url":"{url}crs"}}}}')):
            cases.append(self.put(f"crs{i}.geojson", geojson(crs)))
        for name, contents in (("v.tif", vrt), ("v.png", vrt), ("w.tif", wms), ("w.mbtiles", wms), ("o.gpkg", ogr), ("o.json", ogr),
                               ("o.kml", ogr), ("o.shp", ogr), ("o.tab", ogr), ("u.geojson", url + "a.geojson"), ("u.json", f'"{curl}a.json"'),
                               ("w.json", '{"type":"FeatureCollection","links":[{"rel":"next","href":"%s"}],"features":[]}' % url),
                               ("view.tab", f'!table\n!version 100\nOpen Table "{curl}a.tab" Hide\ncreate view x as Select * from a\n'),
                               ("n.kml", kml(f"<NetworkLink><Link><href>{url}a.kml</href></Link></NetworkLink>")),
                               ("i.kml", kml(f'<Style id="s"><IconStyle><Icon><href>{url}i.png</href></Icon></IconStyle></Style>'
                                             f'<Schema id="{url}x"/><styleUrl>{url}s</styleUrl>')),
                               ("d.kml", kml("", f'<!DOCTYPE kml SYSTEM "{url}k.dtd">')),
                               ("e.kml", kml("<name>&x;</name>", f'<!DOCTYPE kml [<!ENTITY x SYSTEM "{url}x">]>')),
                               ("d.gpx", f'<?xml version="1.0"?><!DOCTYPE gpx SYSTEM "{url}g.dtd"><gpx version="1.1" creator="x" '
                                         f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x {url}g.xsd">'
                                         '<wpt lat="29.1" lon="107.1"><name>甲</name></wpt></gpx>'),
                               ("g.gml", f'<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x {url}g.xsd"/>')):
            cases.append(self.put(name, contents))
        prj = self.copy("metres_4545.shp", "metres_4545.shx", "metres_4545.dbf", stem="prj")
        self.put("prj.prj", url + "prj")
        cases.append(prj)
        gpkg = self.copy("towns.gpkg", stem="srs")
        with sqlite3.connect(gpkg) as database:
            database.execute("UPDATE gpkg_spatial_ref_sys SET definition = ?, organization = 'x', organization_coordsys_id = 99", (url + "srs",))
            database.commit()
        database.close()
        cases.append(gpkg)
        with zipfile.ZipFile(self.folder / "z.zip", "w") as archive:
            archive.writestr("a.geojson", geojson(f'{{"type":"link","properties":{{"href":"{url}crs","type":"ogcwkt"}}}}'))
        cases.append(self.folder / "z.zip")
        for path in cases:
            with self.subTest(path.name):
                self.open_everywhere(path)
                time.sleep(0.02)
                self.assertEqual(self.net.seen, [], path.name)
        self.assertGreater(len(self.json("layer", "list", self.file)), 10)
        self.draw()
        self.assertEqual(self.net.seen, [])

    def test_neither_an_address_as_reference_system_nor_the_environment_opens_the_network(self):
        path = self.copy("no_prj.shp", "no_prj.shx", "no_prj.dbf", stem="ohne")
        url = self.net.url
        self.refused("layer", "add", self.file, path, "--reference", "--crs", url + "crs", "--as", "张三")
        self.refused("layer", "inspect", "/vsicurl/" + url + "a.geojson")
        self.refused("layer", "inspect", url + "a.geojson")
        environment = {"PROJ_NETWORK": "ON", "PROJ_NETWORK_ENDPOINT": url, "GDAL_PAM_ENABLED": "YES", "GDAL_HTTP_PROXY": url,
                       "OGR_SQLITE_LOAD_EXTENSIONS": "mod_spatialite", "GDAL_DRIVER_PATH": str(scratch)}
        self.open_everywhere(self.copy("metres_4545.shp", "metres_4545.shx", "metres_4545.dbf", "metres_4545.prj", stem="netz"),
                             environment=environment)
        self.draw(environment)
        self.assertEqual(self.net.seen, [])

    def inspected(self, program, path, **environment):
        done = subprocess.run([program, "--json", "layer", "inspect", path], capture_output=True, text=True, timeout=100, check=False,
                              env={**os.environ, **environment})
        return done.returncode, done.stdout

    def test_data_of_another_program_are_not_taken_and_those_beside_the_program_are(self):
        """QGIS, OSGeo4W and PostGIS set these for the whole computer, to data of other versions."""
        self.put("proj.db", "no database")
        foreign = {name: str(self.folder) for name in ("PROJ_LIB", "PROJ_DATA", "GDAL_DATA", "GDAL_DRIVER_PATH", "OGR_DRIVER_PATH")}
        path = self.copy("metres_4545.shp", "metres_4545.shx", "metres_4545.dbf", "metres_4545.prj", stem="fremd")
        right = self.inspected(PROGRAM, path)
        self.assertEqual(right[0], 0)
        self.assertEqual(self.inspected(PROGRAM, path, **foreign), right)

        own = self.folder / "eigenes" / "share" / "proj"
        program = own.parents[1] / "bin" / "coopctl"
        for each in (own, program.parent):
            each.mkdir(parents=True)
        shutil.copy2(PROGRAM, program)
        (own / "proj.db").write_text("no database")
        self.assertNotEqual(self.inspected(program, path), right)  # so it is what was laid beside the program that is read
        database = next((each for each in (Path("/usr/share/proj/proj.db"), Path("/usr/local/share/proj/proj.db")) if each.exists()), None)
        if database:
            shutil.copyfile(database, own / "proj.db")
            self.assertEqual(self.inspected(program, path, **foreign), right)

    def test_side_files_of_a_picture_are_not_copied_along(self):
        path = self.copy("ground.png", "ground.pgw", stem="karte")
        for name in ("karte.png.aux.xml", "karte.aux.xml", "karte.png.ovr", "karte.ovr", "karte.xml", "karte.prj"):
            self.put(name, "x")
        self.done("layer", "add", self.file, path, "--reference", "--crs", "EPSG:4490", "--as", "张三")
        copied = sorted(each.name for each in (self.file.parent / "workspace.图层").iterdir())
        self.assertEqual(copied, ["karte.pgw", "karte.png"])
        self.assertFalse([each for each in os.listdir(self.folder) if each.endswith(".aux.xml") and each not in
                          ("karte.png.aux.xml", "karte.aux.xml")])
