#pragma once
#include <QStringList>
#include <QWidget>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLayout;
class QLineEdit;

namespace coop
{

struct RegistrySpec;

/// The questions of the export dialog: which rows and columns, what kind of file, with personal data or not,
/// and where to. Questions that the answers before made idle are hidden.
class ExportQuestions : public QWidget
{
    Q_OBJECT
public:
    enum class Range { shown, selected, all, blank };
    struct Rows {
        qint64 shown = 0, selected = 0, all = 0;
    };
    /// `shownFields`: the columns on the screen; `mayUnmask`: whether to offer personal data in full.
    ExportQuestions(const RegistrySpec& spec, Rows rows, QStringList shownFields, bool mayUnmask,
        QWidget* parent = nullptr);

    Range range() const;
    void choose(Range range);
    qint64 rowsToExport() const;
    /// In their order; empty: all.
    QStringList fields() const;
    bool unmasked() const;
    QString path() const;
    void setPath(const QString& file);
    /// Whether there is a file at the path.
    bool replaces() const;

Q_SIGNALS:
    void changed();

private:
    void addRanges();
    void addColumns();
    void addFormats();
    void addPersonal();
    void addFile();
    void suggestPath();
    void askPath();
    void followEnding();
    QString noteOnFile() const;
    void showChoice();

    const RegistrySpec& spec;
    const Rows rows;
    const QStringList shownFields;
    QFormLayout* form;
    QButtonGroup *ranges, *columns;
    QLayout* columnsPart = nullptr;
    QComboBox* format;
    QCheckBox* personal = nullptr; ///< null: there is nothing to unmask or this person may not
    QLineEdit* file;
    QLabel* note;
};

} // namespace coop
