#pragma once
#include "tests/ui/exchange/exchange_desk.h"

/// A second window, on the township's workspace.
class TownDesk : public ExchangeDesk
{
public:
    TownDesk()
    {
        open();
        makeTown();
    }
    void openTown()
    {
        const auto opened = town.tryOpen(townPath(), coop::Period::ofQuarter(2024, 4));
        INFO((opened ? QString() : opened.error().text).toStdString());
        REQUIRE(opened);
        REQUIRE(town.session()->signIn(QStringLiteral("李四")));
        town.resize(1366, 768);
        town.show();
        REQUIRE(QTest::qWaitForWindowExposed(&town, 30000));
        town.workbench()->showPage(QStringLiteral("exchange"));
        settleTown();
    }
    void settleTown()
    {
        REQUIRE(QTest::qWaitFor([this] { return !town.workbench()->page()->busy(); }, 20000));
        QTest::qWait(20);
    }

    coop::MainWindow town;
};
