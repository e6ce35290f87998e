"""Ranks where the example has none to tell: half of the areas with a target, ties, hand-entered figures."""
import unittest
from fractions import Fraction

from figures.oracle_test import OracleTest, oracle_of
from program import workspace


class Ranks(OracleTest):
    def setUp(self):
        self.file = workspace("ranks-" + self.id().rsplit(".", 1)[-1], example=True)

    def ranks(self, indicator, period="2024Q4", by="federation"):
        """As the program tells them, after all that it tells was found equal to the oracle's."""
        told = self.compare(self.file, oracle_of(self.file), period, by)
        return [r["rank"] for r in told if r["indicator"] == indicator]

    def figures(self, indicator):
        return [r["value"] for r in self.told(self.file, "2024Q4", "federation") if r["indicator"] == indicator]

    def test_areas_without_a_target_come_behind_those_with_one(self):
        self.assertEqual(self.figures("outlets"), [22, 22, 39, 6, 22, 12, 16])
        self.done("target", "allocate", self.file, "outlets", "2024", "NHL-03=100", "NHL-04=6", "NHL-06=24",
                  "NHL-01=44", "--as", "王五")
        # 22 of 44 is 12 of 24; 39 of 100 is less than both, however many they are.
        self.assertEqual(self.ranks("outlets"), [2, 5, 4, 1, 5, 2, 5])

    def test_one_target_taken_away(self):
        code = next(r["code"] for r in self.rows(self.file, "targets")
                    if (r["indicator"]["code"], r["year"], r["federation"] and r["federation"]["code"])
                    == ("mu-times", 2024, "NHL-07"))
        self.done("remove", self.file, "targets", code, "--as", "王五")
        self.assertEqual(self.ranks("mu-times"), [1, 4, 2, 5, None, 3, 6])

    def test_completions_that_no_double_tells_apart(self):
        """Absurd targets, but a quotient of doubles would call these two a tie."""
        first, second = (round(value * 10 ** 8) for value in self.figures("credit")[:2])  # 元
        ratio = Fraction(first, second)
        a, b = ratio.numerator, ratio.denominator
        of_first = pow(b, -1, a) + 10 ** 6 * a
        of_second = (b * of_first - 1) // a  # b·of_first − a·of_second = 1: the first completion is the lesser
        self.assertEqual(first / of_first, second / of_second)
        self.assertLess(Fraction(first, of_first), Fraction(second, of_second))
        exact = lambda units: f"{units // 10 ** 8}.{units % 10 ** 8:08}"
        self.done("target", "allocate", self.file, "credit", "2024", f"NHL-01={exact(of_first)}",
                  f"NHL-02={exact(of_second)}", "--as", "王五")
        ranks = self.ranks("credit")
        self.assertEqual(ranks[0], ranks[1] + 1)

    def test_figures_entered_by_hand_rank_by_value_and_are_none_of_a_township(self):
        for federation, value in (("NHL-01", "88.5"), ("NHL-02", "97.25"), ("NHL-04", "88.5"), ("NHL-06", "12")):
            self.done("add", self.file, "measurements", "indicator=willing-households", "date=2024-12-20",
                      f"federation={federation}", f"value={value}")
        self.done("add", self.file, "measurements", "indicator=willing-households", "date=2024-12-20", "value=99")
        self.assertEqual(self.ranks("willing-households"), [2, 1, None, 2, None, 4, None])
        self.assertEqual(set(self.ranks("willing-households", by="township")), {None})

    def test_a_stock_with_targets_ranks_by_completion_in_a_later_year(self):
        self.done("target", "allocate", self.file, "members", "2027", "--evenly", "--as", "王五")
        by_completion = self.ranks("members", "2027Q1")
        self.assertEqual(sorted(by_completion), [1, 2, 3, 4, 5, 6, 7])


if __name__ == "__main__":
    unittest.main()
