#include "ui/widgets/elided/elided_label.h"
#include "ui/widgets/elided/shortened.h"

#include <QApplication>
#include <QFontMetrics>
#include <QHelpEvent>
#include <QTest>
#include <QToolTip>
#include <catch2/catch.hpp>

using namespace coop;

TEST_CASE("a text is never cut within a figure")
{
    const QFontMetrics metrics{QFont()};
    for (const QString& text : {QStringLiteral("社会化服务1 250.5万元，2024年第四季度98.4%，共368个网点"),
             QStringLiteral("123456789"), QStringLiteral("比例1:250 000的图")}) {
        const int whole = metrics.horizontalAdvance(text);
        CHECK(shortened(text, metrics, whole + 1) == text);
        for (int width = 0; width < whole; ++width) {
            const QString cut = shortened(text, metrics, width);
            INFO(width << " " << cut.toStdString());
            CHECK(metrics.horizontalAdvance(cut) <= std::max(width, metrics.horizontalAdvance(u'…')));
            if (cut.isEmpty())
                continue;
            REQUIRE(cut.endsWith(u'…'));
            const QString kept = cut.chopped(1), left = text.mid(kept.size()).trimmed();
            CHECK(text.startsWith(kept));
            if (!kept.isEmpty() && kept.back().isDigit())
                CHECK_FALSE((left.front().isDigit() || QStringLiteral(".:%").contains(left.front())));
        }
    }
}

TEST_CASE("a label that is cut says the whole under the pointer, one that fits nothing")
{
    const QString text = QStringLiteral("备份放在移动硬盘的2024年第四季度文件夹里");
    ElidedLabel label(text);
    label.setFixedHeight(30);
    label.show();
    for (const bool fits : {false, true}) {
        INFO(fits);
        label.resize(fits ? 900 : 150, 30);
        QToolTip::hideText();
        REQUIRE(QTest::qWaitFor([] { return QToolTip::text().isEmpty(); }, 5000));
        QTest::qWait(0);
        QHelpEvent help(QEvent::ToolTip, {20, 10}, label.mapToGlobal(QPoint(20, 10)));
        QApplication::sendEvent(&label, &help);
        if (fits)
            CHECK(QToolTip::text().isEmpty());
        else
            CHECK(QToolTip::text() == text);
    }
}
