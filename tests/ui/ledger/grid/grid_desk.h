#pragma once
#include "tests/ui/ledger/ledger_desk.h"

#include <QClipboard>
#include <QDialog>
#include <QHeaderView>
#include <QSettings>
#include <QSignalSpy>

/// A ledger desk whose hands are in the grid. What the program remembers goes into a folder of its own.
class GridDesk : public LedgerDesk
{
public:
    GridDesk()
    {
        QSettings::setPath(QSettings::defaultFormat(), QSettings::UserScope, folder.path());
        QSettings().clear();
    }

    /// The field's column in the grid.
    int column(const QString& field) const { return page.ledger().indexOf(field); }
    /// Makes a cell the current one, as a click does.
    void go(int row, const QString& field)
    {
        const QModelIndex cell = grid()->model()->index(row, column(field));
        grid()->setFocus();
        grid()->scrollTo(cell);
        QTest::mouseClick(
            grid()->viewport(), Qt::LeftButton, Qt::NoModifier, grid()->visualRect(cell).center());
        QTest::qWait(0);
        REQUIRE(grid()->currentIndex() == cell);
    }
    /// Key by key: the first one moves the keyboard into the cell.
    void type(const QString& latin)
    {
        for (const QChar key : latin)
            QTest::keyClick(keyboard(), key.toLatin1());
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        // Off-screen a list asks to become the active window when it opens. Between two keys of a clerk Qt
        // has long refused that; it must not be left until after the list is gone.
        if (QApplication::activePopupWidget())
            QTest::qWait(0);
        LedgerDesk::key(key, modifiers);
    }
    QTableView* grid() const { return page.findChild<QTableView*>(QStringLiteral("ledger.grid")); }
    QString shown(int row, const QString& field)
    {
        return grid()->model()->index(row, column(field)).data().toString();
    }
    /// All shown texts of a column.
    QStringList shownAll(const QString& field)
    {
        QStringList texts;
        for (int row = 0; row < gridRows(); ++row)
            texts += shown(row, field);
        return texts;
    }
    coop::Record stored(const QString& registry, const QString& name)
    {
        const auto rows = workspace().rows({.registry = registry});
        REQUIRE(rows);
        for (const coop::Record& row : *rows)
            if (row.title() == name)
                return row;
        FAIL("no row " << name.toStdString());
        return rows->first();
    }
    QString current() const
    {
        const QModelIndex at = grid()->currentIndex();
        return QStringLiteral("%1,%2").arg(at.row()).arg(page.ledger().fields[at.column()].id);
    }
    void copy(const QString& text) { QApplication::clipboard()->setText(text); }
    QString clipboard() const { return QApplication::clipboard()->text(); }
    template <class T> T* popupPart(const QString& name)
    {
        T* found = nullptr;
        for (QWidget* window : QApplication::topLevelWidgets())
            if (T* one = window->findChild<T*>(name); one && one->isVisible())
                found = one;
        INFO(name.toStdString());
        REQUIRE(found);
        return found;
    }
    /// The preview of a paste or change that is open now.
    QDialog* preview()
    {
        for (QWidget* window : QApplication::topLevelWidgets())
            if (window->isVisible() && window->objectName() == QStringLiteral("changes"))
                return qobject_cast<QDialog*>(window);
        return nullptr;
    }
    QString previewText()
    {
        const auto* table = preview()->findChild<QTableView*>(QStringLiteral("changes.table"));
        QStringList lines;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            QStringList cells;
            for (int i = 0; i < table->model()->columnCount(); ++i)
                cells += table->model()->index(row, i).data().toString();
            lines += cells.join(u'|');
        }
        return lines.join(u'\n');
    }
    void press(const QString& button)
    {
        QTest::mouseClick(popupPart<QPushButton>(button), Qt::LeftButton);
        QTest::qWait(10);
        page.activateWindow();
    }
};

// Fields of outlets that the tests of the grid fill.
inline const QString name = QStringLiteral("name");
inline const QString township = QStringLiteral("township");
inline const QString stars = QStringLiteral("stars");
inline const QString person = QStringLiteral("operator");
