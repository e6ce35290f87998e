#pragma once
#include <QWidget>

class QLineEdit;

namespace coop
{

/// A place on a disk or stick: a line to type it and a button to choose it. Remembers the folder for the next
/// package.
class FileField : public QWidget
{
    Q_OBJECT
public:
    enum class Asks { open, save, folder };

    FileField(Asks what, const QString& name, const QString& title, QWidget* parent = nullptr);

    QString path() const;
    void setPath(const QString& path);
    /// A name in the folder that was used last.
    void suggest(const QString& fileName);
    /// The ending that a file to be written gets, and the filter of the dialog; packages by default.
    void setEnding(const QString& newEnding, const QString& newFilter);
    /// To be called when the file was really used.
    void remember() const;
    QLineEdit* line() const { return field; }

Q_SIGNALS:
    void changed();

private:
    void choose();

    Asks asks;
    QString title, ending, filter;
    QLineEdit* field;
};

} // namespace coop
