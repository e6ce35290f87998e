"""Every step of a sheet from every state by every role, by command line: done or refused, and nothing in between."""
import json
import shutil
import unittest

from program import ProgramTest, contents, coopctl, workspace

SHEET = ("大观", "2024Q4")
STATES = ("草稿", "已提交", "已审核", "已锁定")
STEPS = {"submit": "submitted", "review": "reviewed", "return": "draft", "lock": "locked", "reopen": "draft"}
WITH_REASON = ("return", "reopen")
# 李四 entered and submitted; the others did nothing before.
PEOPLE = {"管": "admin", "李四": "entry", "赵六": "entry", "王五": "review", "钱七": "review", "看": "read"}


def allowed(role, who, state, step):
    """Who may enter submits and withdraws his own; who may review takes the rest."""
    if step == "submit":
        return state == "草稿" and role in ("entry", "review", "admin")
    if step == "return" and state == "已提交" and who == "李四":
        return True
    states = {"review": ("已提交",), "return": ("已提交", "已审核"), "lock": ("已审核",), "reopen": ("已锁定",)}
    return state in states[step] and role in ("review", "admin")


class Roles(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.file = workspace("roles")
        for name, role in PEOPLE.items():
            cls.ran("people", "add", name, "--role", role, "--as", "管")
        for finding in cls.findings():
            cls.ran("sheet", "explain", *SHEET, finding, "无业务", "--as", "李四")
        cls.in_state = {}
        for state, step, who in (("草稿", None, None), ("已提交", "submit", "李四"), ("已审核", "review", "王五"),
                                 ("已锁定", "lock", "王五")):
            if step:
                cls.ran("sheet", step, *SHEET, "--as", who)
            cls.in_state[state] = cls.file.with_name(f"{state}.gpkg")
            shutil.copy(cls.file, cls.in_state[state])

    @classmethod
    def ran(cls, command, *rest):
        # The file follows the command and its subcommand.
        words = [command, rest[0], cls.file, *rest[1:]]
        outcome = coopctl(*words)
        assert outcome.status == 0, outcome.err

    @classmethod
    def findings(cls):
        told = coopctl("sheet", "show", cls.file, *SHEET, "--json")
        return [f["id"] for f in json.loads(told.out)["findings"]]

    def state(self, file):
        return self.json("sheet", "show", file, *SHEET)["state"]

    def test_every_step_from_every_state_by_every_role(self):
        file = self.file.with_name("试.gpkg")
        done = 0
        for state in STATES:
            for step, leads_to in STEPS.items():
                for who, role in {**PEOPLE, "路人": None}.items():
                    with self.subTest(state=state, step=step, who=who, role=role):
                        shutil.copy(self.in_state[state], file)
                        before = contents(file)
                        reason = ["--reason", "试"] if step in WITH_REASON else []
                        outcome = coopctl("sheet", step, file, *SHEET, "--as", who, *reason)
                        if allowed(role, who, state, step):
                            self.assertEqual(outcome.status, 0, outcome.err)
                            self.assertEqual(self.state(file), leads_to)
                            done += 1
                        else:
                            self.assertEqual(outcome.status, 1)
                            self.assertRegex(outcome.err, "[\u4e00-\u9fff]{4}")
                            self.assertUnchanged(file, before)
        self.assertEqual(done, 5 + 3 + 4 + 3 + 3 + 3)

    def test_only_who_may_review_closes_a_quarter(self):
        for who, role in {**PEOPLE, "路人": None}.items():
            with self.subTest(who=who):
                file = self.file.with_name("封.gpkg")
                shutil.copy(self.in_state["已锁定"], file)
                outcome = coopctl("close", file, SHEET[1], "--as", who, "--reason", "先封")
                self.assertEqual(outcome.status, 0 if role in ("review", "admin") else 1, outcome.err)


if __name__ == "__main__":
    unittest.main()
