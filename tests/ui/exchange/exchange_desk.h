#pragma once
#include "core/exchange/hand_in/hand_in.h"
#include "core/exchange/issue/issue.h"
#include "core/exchange/merge/merge.h"
#include "tests/ui/window_desk.h"

#include <QFileInfo>
#include <QLineEdit>

/// The district's window with one outlet in 大观镇, and a township office whose computer is the store itself.
class ExchangeDesk : public WindowDesk
{
public:
    static inline const QString districtKey = QStringLiteral("区级口令一二三");
    static inline const QString townKey = QStringLiteral("乡镇口令一二三");

    ExchangeDesk()
        : WindowDesk([](coop::Workspace& workspace) {
            putOutlet(workspace, QStringLiteral("一号店"), QStringLiteral("新增一号店"));
        })
    {
    }
    coop::RowId federation(const QString& name = QStringLiteral("大观镇农合联"))
    {
        return workspace().lookup().find({QStringLiteral("federations")}, name).first().id;
    }
    coop::RowId outlet() { return workspace().rows({.registry = QStringLiteral("outlets")})->first().id; }
    QString outletName() { return (*workspace().row(QStringLiteral("outlets"), outlet()))[u"name"].text(); }
    /// 下发 and its opening, as the two programs do it.
    void makeTown(const QString& office = QStringLiteral("大观镇农合联"), const QString& at = {})
    {
        const QString package = folder.filePath(QStringLiteral("下发-%1.nfb").arg(office));
        const auto issued = coop::issuePackage(
            workspace(), session().author(coop::Door::issue, {}), districtKey, federation(office), package);
        INFO((issued ? QString() : issued.error().text).toStdString());
        REQUIRE(issued);
        const auto opened = coop::openIssued(
            package, issued->openingCode, townKey, at.isEmpty() ? townPath() : at, QStringLiteral("李四"));
        INFO((opened ? QString() : opened.error().text).toStdString());
        REQUIRE(opened);
        session().noteSaved();
    }
    QString townPath() const { return folder.filePath(QStringLiteral("大观.gpkg")); }
    /// Somebody at the township does something.
    void atTown(const std::function<void(coop::Workspace&)>& work, const QString& at = {})
    {
        auto town = coop::Workspace::open(at.isEmpty() ? townPath() : at, coop::Workspace::Access::write);
        REQUIRE(town);
        REQUIRE((*town)->signIn(QStringLiteral("李四")));
        work(**town);
    }
    QString handIn(const QString& name, coop::HandIn what = coop::HandIn::changes, const QString& at = {})
    {
        const QString package = folder.filePath(QStringLiteral("上报-%1.nfb").arg(name));
        atTown(
            [&](coop::Workspace& town) {
                const auto done
                    = coop::handIn(town, {QStringLiteral("李四"), coop::Door::submit, QStringLiteral("上报")},
                        townKey, package, what);
                INFO((done ? QString() : done.error().text).toStdString());
                REQUIRE(done);
            },
            at);
        return package;
    }
    /// Renames the outlet at the township, hands it in and gives the package.
    QString handInRenamed(const QString& name)
    {
        atTown([&](coop::Workspace& town) { rename(town, outlet(), name, QStringLiteral("改名")); });
        return handIn(name);
    }
    void renameHere(const QString& name)
    {
        rename(workspace(), outlet(), name, QStringLiteral("改名"));
        session().noteSaved();
    }

    static void type(QObject* in, const char* field, const QString& text)
    {
        auto* line = in->findChild<QLineEdit*>(QString::fromLatin1(field));
        INFO(field);
        REQUIRE(line);
        line->setText(text);
    }
    static QPushButton* button(QObject* in, const char* name)
    {
        auto* found = in->findChild<QPushButton*>(QString::fromLatin1(name));
        INFO(name);
        REQUIRE(found);
        return found;
    }
    /// Clicks it and waits until it says something else, or this.
    void press(QObject* in, const char* name, const QString& then = {})
    {
        QPushButton* pressed = button(in, name);
        REQUIRE(waitFor([=] { return pressed->isEnabled() && pressed->isVisible(); }));
        QTest::mouseClick(pressed, Qt::LeftButton);
        if (!then.isEmpty()) {
            const bool came = waitFor([=] { return pressed->text().contains(then) && pressed->isEnabled(); });
            INFO(pressed->text().toStdString());
            REQUIRE(came);
        }
    }
    static QString said(QObject* in, const char* label)
    {
        auto* found = in->findChild<QLabel*>(QString::fromLatin1(label));
        INFO(label);
        REQUIRE(found);
        return found->text();
    }
};
