import unittest

from shown_paths import offences


class ShownPaths(unittest.TestCase):
    def found(self, code):
        return [part for _, part in offences(code)]

    def test_a_path_in_a_sentence_is_seen(self):
        self.assertEqual(self.found('QStringLiteral("不能写入“%1”").arg(path);'), ["path"])
        self.assertEqual(self.found('QStringLiteral("“%1”：%2").arg(x); QStringLiteral("打不开 %1：%2").arg(info.filePath(), why);'),
                         ["info.filePath()"])
        self.assertEqual(self.found('QStringLiteral("已写入 %1").arg(n).arg(QFileInfo(a, b).absoluteFilePath())'),
                         ["QFileInfo(a, b).absoluteFilePath()"])

    def test_what_is_shown_well_or_to_nobody_is_left_alone(self):
        for code in ('QStringLiteral("不能写入“%1”").arg(QDir::toNativeSeparators(path));', 'QStringLiteral("%1/%2.备份").arg(path, name);',
                     'QStringLiteral("不能写入“%1”").arg(fileName);', 'QStringLiteral("第 %1 行").arg(row).arg(what);'):
            self.assertEqual(self.found(code), [])


if __name__ == "__main__":
    unittest.main()
