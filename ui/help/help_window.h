#pragma once
#include <QDialog>

class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace coop
{

/// The help beside the work: it does not keep the window from being used. Left its chapters, or what a search
/// found in them; right the text.
class HelpWindow : public QDialog
{
    Q_OBJECT
public:
    /// Shows a chapter beside the window or dialog that `from` stands in, in the help that is open there
    /// already or a new one. An unknown chapter is the first.
    static void showBeside(QWidget* from, const QString& chapter);

private:
    explicit HelpWindow(QWidget* beside);
    void showChapter(const QString& chapter, const QString& heading = {});
    void list();
    void showChosen();
    void follow(const QUrl& link);
    void standBeside();

    QLineEdit* search;
    QListWidget* chapters;
    QTextBrowser* text;
    QString shown;
};

} // namespace coop
