"""What the tests against the oracle share: it reads the ledgers that the program exports."""
import sys

from program import ProgramTest, SOURCE, coopctl, registries

sys.path.insert(0, str(SOURCE / "tests" / "oracle"))
from ledgers import Exported  # noqa: E402
from oracle import Oracle  # noqa: E402

QUARTERS = [f"{year}Q{quarter}" for year in range(2024, 2028) for quarter in range(1, 5)]


def oracle_of(file, *flow_basis):
    """Exports everything once."""
    folder = file.parent / "exported"
    folder.mkdir(exist_ok=True)
    for registry in registries(file):
        outcome = coopctl("export", file, registry, folder / f"{registry}.csv")
        assert outcome.status == 0, outcome.err
    return Oracle(Exported(folder), *flow_basis)


class OracleTest(ProgramTest):
    def told(self, file, period, by=None, *more):
        return self.json("indicators", file, "--period", period, *(["--by", by] if by else []),
                         "--details", *more)

    def compare(self, file, oracle, period, by=None):
        told, expected = self.told(file, period, by), oracle.readings(period, by)
        key = lambda r: (r["indicator"], r["area"] and r["area"]["code"])
        self.assertEqual([key(r) for r in told], [key(r) for r in expected])
        wrong = [f"{period} {a['indicator']} {(a['area'] or {}).get('name', '')} {field}: "
                 f"program {a.get(field)!r}, oracle {b[field]!r}"
                 for a, b in zip(told, expected) for field in b if a.get(field) != b[field]]
        self.assertEqual(wrong, [])
        for reading in told:
            self.assertEqual(set(reading) - {"parts"}, set(expected[0]))
        return told
