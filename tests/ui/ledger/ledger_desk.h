#pragma once
#include "core/domain/field_text.h"
#include "core/store/unit_of_work.h"
#include "core/store/workspace.h"
#include "tests/ui/becomes_active.h"
#include "ui/ledger/grid/record_table_model.h"
#include "ui/ledger/ledger_page.h"
#include "ui/session/session.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QFile>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <catch2/catch.hpp>

inline const QString outlets = QStringLiteral("outlets");

/// A workspace of the real plan with the ledger page open on it, and a clerk's hands.
class LedgerDesk
{
public:
    /// `path`: a workspace that is there already, as the next start of the program finds it.
    explicit LedgerDesk(const QString& path = {})
        : session(
            path.isEmpty() ? newWorkspace(folder.filePath(QStringLiteral("台账.gpkg"))) : openWorkspace(path))
        , page(session)
    {
        REQUIRE(session.signIn(QStringLiteral("张三")));
        session.setPeriod(coop::Period::ofQuarter(2024, 3)); // of the rows that tests put there
        page.resize(1254, 692);
        page.show();
        REQUIRE(becomesActive(&page));
    }

    static std::unique_ptr<coop::Workspace> newWorkspace(const QString& path)
    {
        QFile plan(QStringLiteral(COOP_SOURCE_DIR "/data/plans/nanchuan-2024-17.json"));
        REQUIRE(plan.open(QIODevice::ReadOnly));
        auto made = coop::Workspace::create(path, plan.readAll(), QStringLiteral("张三"));
        if (!made)
            FAIL(made.error().text.toStdString());
        return std::move(*made);
    }

    static std::unique_ptr<coop::Workspace> openWorkspace(const QString& path)
    {
        auto opened = coop::Workspace::open(path, coop::Workspace::Access::write);
        if (!opened)
            FAIL(opened.error().text.toStdString());
        return std::move(*opened);
    }

    coop::Workspace& workspace() { return session.workspace(); }

    /// Opens a ledger as a click in the list does.
    void open(const QString& registry)
    {
        page.showRow(registry, 0);
        QTest::qWait(0);
    }

    /// Adds a row through the store, behind the page's back, and tells the session.
    coop::RowId put(const QString& registry, const QList<std::pair<QString, QString>>& fields)
    {
        const coop::RegistrySpec& spec = *workspace().registries().find(registry);
        coop::Record row(spec);
        for (const auto& [id, text] : fields) {
            const auto value = coop::parseField(*spec.field(id), text, workspace().lookup());
            if (!value)
                FAIL((id + value.error().text).toStdString());
            row.set(id, *value);
        }
        auto work
            = coop::UnitOfWork::begin(workspace(), session.author(coop::Door::form, QStringLiteral("试")));
        REQUIRE(work);
        const auto id = (*work)->add(row);
        if (!id)
            FAIL(id.error().text.toStdString());
        REQUIRE((*work)->commit());
        session.noteSaved();
        QTest::qWait(0);
        return *id;
    }
    coop::RowId putOutlet(const QString& name, const QString& township)
    {
        return put(QStringLiteral("outlets"),
            {{QStringLiteral("name"), name}, {QStringLiteral("township"), township}});
    }

    template <class T = QLineEdit> T* part(const QString& name)
    {
        T* found = page.findChild<T*>(name);
        INFO(name.toStdString());
        REQUIRE(found);
        return found;
    }
    template <class T = QLineEdit> T* field(const QString& id)
    {
        return part<T>(QStringLiteral("field.") + id);
    }
    QTableView* grid() { return part<QTableView>(QStringLiteral("ledger.grid")); }
    coop::RecordTableModel& rows() { return *static_cast<coop::RecordTableModel*>(grid()->model()); }
    int gridRows() { return rows().shownRows(); } ///< without the empty row
    QString cell(int row, const QString& heading)
    {
        for (int column = 0; column < grid()->model()->columnCount(); ++column)
            if (grid()->model()->headerData(column, Qt::Horizontal) == heading)
                return grid()->model()->index(row, column).data().toString();
        FAIL("no column " << heading.toStdString());
        return {};
    }
    QString text(const QString& label) { return part<QLabel>(label)->text(); }
    QString error(const QString& field)
    {
        const QLabel* label = part<QLabel>(QStringLiteral("error.") + field);
        return label->isVisible() ? label->text() : QString();
    }

    /// What an input method hands over once the clerk has chosen the characters.
    void compose(const QString& chinese)
    {
        QInputMethodEvent event;
        event.setCommitString(chinese);
        QApplication::sendEvent(QApplication::focusWidget(), &event);
    }
    void type(const QString& latin) { QTest::keyClicks(keyboard(), latin); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        const bool inList = QApplication::activePopupWidget();
        QWidget* before = QApplication::focusWidget();
        QTest::keyClick(keyboard(), key, modifiers);
        if (inList && !QApplication::activePopupWidget()) // off-screen, nobody makes the window active again
            page.activateWindow();
        QTest::qWait(inList ? 50 : 0);
        if (inList && QApplication::focusWidget() == before) // and that gives the keyboard back once more
            QTest::keyClick(before, key, modifiers);
    }
    /// Where the window system would deliver a key.
    QWidget* keyboard()
    {
        if (QWidget* popup = QApplication::activePopupWidget())
            return popup;
        QWidget* focus = QApplication::focusWidget() ? QApplication::focusWidget() : page.focusWidget();
        return focus ? focus : &page;
    }
    void fill(const QString& id, const QString& value)
    {
        field<QWidget>(id)->setFocus();
        auto* line = field(id);
        line->selectAll();
        compose(value);
    }
    void click(const QString& button)
    {
        QTest::mouseClick(part<QAbstractButton>(button), Qt::LeftButton);
        QTest::qWait(0);
    }
    /// Presses these buttons of the questions that are about to be asked, one after another.
    void answer(QStringList buttons)
    {
        QTimer::singleShot(20, &page, [this, buttons]() mutable {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (!box)
                return answer(buttons); // not asked yet
            const QString wanted = buttons.takeFirst();
            if (!buttons.isEmpty())
                answer(buttons);
            asked += box->text() + box->informativeText();
            for (QAbstractButton* each : box->buttons())
                if (each->text() == wanted)
                    return each->click();
            FAIL_CHECK("no button " << wanted.toStdString());
            box->reject();
        });
    }

    /// What the program keeps for its user stays out of the real home.
    static inline const bool ownHome = (QStandardPaths::setTestModeEnabled(true), true);
    QTemporaryDir folder;
    coop::Session session;
    coop::LedgerPage page;
    QStringList asked;
};
