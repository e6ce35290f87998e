#pragma once
#include "tests/ui/becomes_active.h"
#include "tests/ui/ledger/ledger_desk.h"
#include "ui/ledger/import/import_wizard.h"

#include <QComboBox>
#include <QSettings>

/// A clerk before the import of outlets.
class ImportDesk : public LedgerDesk
{
public:
    ImportDesk() { QSettings().remove(QStringLiteral("importColumns")); }

    void start(const QByteArray& csv, const QString& registry = QStringLiteral("outlets"))
    {
        startFile(put(QStringLiteral("各镇网点.csv"), csv), registry);
    }
    void startFile(const QString& path, const QString& registry = QStringLiteral("outlets"))
    {
        startFiles({path}, registry);
    }
    void startFiles(const QStringList& paths, const QString& registry = QStringLiteral("outlets"))
    {
        wizard = std::make_unique<coop::ImportWizard>(session, *workspace().registries().find(registry));
        wizard->show();
        REQUIRE(becomesActive(wizard.get()));
        wizard->openFiles(paths);
        settle();
    }
    /// A file of this name in the desk's folder.
    QString put(const QString& name, const QByteArray& bytes)
    {
        const QString path = folder.filePath(name);
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return path;
    }
    using LedgerDesk::put;
    /// Until no job runs any more.
    void settle()
    {
        QTest::qWait(1); // an editor gives its value in a queued call, and only then a job begins
        REQUIRE(QTest::qWaitFor([this] { return !w<QPushButton>("import.cancel")->isVisible(); }, 30000));
        QTest::qWait(0);
    }
    template <class T> T* w(const char* name)
    {
        T* found = wizard->findChild<T*>(QString::fromLatin1(name));
        INFO(name);
        REQUIRE(found);
        return found;
    }
    void press(const char* button)
    {
        REQUIRE(w<QPushButton>(button)->isEnabled());
        QTest::mouseClick(w<QPushButton>(button), Qt::LeftButton);
        settle();
    }
    void choose(const char* box, const QString& text)
    {
        auto* combo = w<QComboBox>(box);
        const int index = combo->findText(text);
        REQUIRE(index >= 0);
        combo->setCurrentIndex(index);
        Q_EMIT combo->activated(index);
        settle();
    }
    QAbstractItemModel* rows() { return w<QTableView>("import.rows")->model(); }
    QStringList outcomes()
    {
        QStringList found;
        for (int row = 0; row < rows()->rowCount(); ++row)
            found
                += rows()->headerData(row, Qt::Vertical).toString() + rows()->index(row, 0).data().toString();
        return found;
    }
    /// Types into a cell of the list of rows by keyboard.
    void retype(int row, int column, const QString& value)
    {
        auto* table = w<QTableView>("import.rows");
        table->setFocus();
        table->setCurrentIndex(rows()->index(row, column));
        QTest::keyClick(table, Qt::Key_F2);
        auto* line = table->findChild<QLineEdit*>();
        REQUIRE(line);
        line->selectAll();
        QInputMethodEvent typed;
        typed.setCommitString(value);
        QApplication::sendEvent(line, &typed);
        QTest::keyClick(line, Qt::Key_Return);
        settle();
    }
    qint64 count(const QString& registry = QStringLiteral("outlets")) const
    {
        return *const_cast<ImportDesk*>(this)->workspace().count(registry);
    }
    std::unique_ptr<coop::ImportWizard> wizard;
};
