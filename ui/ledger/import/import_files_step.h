#pragma once
#include "ui/ledger/import/import_file.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableWidget;

namespace coop
{

class ImportAnswers;

/// Several files of an import with what each would do, the reasons of the chosen one, and what is asked
/// before they go in together: leave out those that cannot, the reason for what is unusual.
class ImportFilesStep : public QWidget
{
    Q_OBJECT
public:
    explicit ImportFilesStep(QWidget* parent = nullptr);

    /// Other files: nothing was answered yet.
    void begin();
    void show(const QList<ImportFile>& files);
    bool leavesWrongOut() const;
    QString reason() const;
    /// What stands in the way of the import, as a sentence.
    QString obstacle() const;
    int rowsToWrite() const { return rows; }

Q_SIGNALS:
    /// Its columns and rows are to be looked at.
    void opened(int file);
    void answersChanged();
    void confirmed(); ///< Enter behind the reason

private:
    void showFile(int line, const ImportFile& file);
    void sayFile();

    QTableWidget* table;
    QLabel* details;
    QPushButton* open;
    ImportAnswers* answers;
    QStringList reasons{}; ///< of each file
    QList<bool> readable{}; ///< whether it can be opened
    int wrong = 0, rows = 0, warned = 0;
};

} // namespace coop
