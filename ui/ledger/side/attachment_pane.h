#pragma once
#include "core/store/kept/attachments.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;
class QTemporaryDir;

namespace coop
{

class Session;

/// The files that hang on one row: a list with small pictures, to add (also by dropping files), open, save
/// and remove.
class AttachmentPane : public QWidget
{
    Q_OBJECT
public:
    explicit AttachmentPane(Session& session, QWidget* parent = nullptr);
    ~AttachmentPane() override;

    void showRow(const RegistrySpec& spec, RowId row);
    /// Hangs files on the row that is shown.
    void addFiles(const QStringList& paths);

Q_SIGNALS:
    void counted(qsizetype count);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void build();
    void showFiles();
    void updateButtons();
    const Attachment* current() const;
    bool mayAdd() const;
    void choose();
    void openCurrent();
    void saveCurrent();
    void removeCurrent();
    void writeTo(const QString& path);
    void keepKeyboard();
    void say(const QString& text);

    Session& session;
    const RegistrySpec* spec = nullptr;
    RowId row = 0;
    QString rowTitle;
    QList<Attachment> files;
    bool running = false; ///< files are being added
    std::unique_ptr<QTemporaryDir> opened; ///< copies that other programs show
    QListWidget* list;
    QLabel* hint;
    QLabel* problem;
    QPushButton* add;
    QPushButton* open;
    QPushButton* saveAs;
    QPushButton* remove;
};

} // namespace coop
