"""People, telephone numbers and codes that nobody can take for real ones."""
import datetime

_alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"


def person(rng):
    return rng.choice(_surnames) + rng.choice(["某", "某某"])


class Phones:
    """13800000001 and on; as a number every third time, as Excel likes to have it."""

    def __init__(self, start):
        self.next = start

    def take(self):
        self.next += 1
        text = f"1380000{self.next:04d}"
        return int(text) if self.next % 3 == 0 else text


def credit_code(kind, number):
    """GB 32100: kind of registration, 500119, an organisation code XX……, both check digits right."""
    organisation = f"XX{number:06d}"
    weights = [3, 7, 9, 10, 5, 8, 4, 2]
    digits = [int(c) if c.isdigit() else ord(c) - 55 for c in organisation]
    check = 11 - sum(w * d for w, d in zip(weights, digits)) % 11
    organisation += {10: "X", 11: "0"}.get(check, str(check))
    head = kind + "500119" + organisation
    total = sum(_alphabet.index(c) * pow(3, i, 31) for i, c in enumerate(head))
    return head + _alphabet[(31 - total % 31) % 31]


def day_between(rng, first, last):
    """A working day."""
    day = first + datetime.timedelta(days=rng.randrange((last - first).days + 1))
    while day.weekday() > 4:
        day -= datetime.timedelta(days=1)
    return max(day, first)


def as_typed(rng, day):
    """Most clerks type a date that Excel knows, some type 2024.7.26 or 2024年7月26日."""
    if day is None:
        return None
    kind = rng.random()
    if kind < 0.08:
        return f"{day.year}.{day.month}.{day.day}"
    if kind < 0.14:
        return f"{day.year}年{day.month}月{day.day}日"
    return day
