#include "ui/exchange/parts/file_field.h"

#include "core/workflow/exchange_text.h"
#include "ui/look/theme.h"
#include "ui/session/settings.h"
#include "ui/widgets/named.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace coop
{

FileField::FileField(Asks what, const QString& name, const QString& asked, QWidget* parent)
    : QWidget(parent)
    , asks(what)
    , title(asked)
    , ending(packageEnding)
    , filter(packageFilter())
    , field(new QLineEdit)
{
    field->setObjectName(name);
    field->setAccessibleName(title);
    auto* button = namedButton(name + QStringLiteral(".choose"),
        asks == Asks::open ? QStringLiteral("选择文件…") : QStringLiteral("选择位置…"));
    button->setAutoDefault(false);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::grid);
    row->addWidget(field, 1);
    row->addWidget(button);
    setFocusProxy(field);
    connect(button, &QPushButton::clicked, this, &FileField::choose);
    connect(field, &QLineEdit::textChanged, this, &FileField::changed);
}

QString FileField::path() const
{
    QString path = QDir::fromNativeSeparators(field->text().trimmed());
    if (asks == Asks::save && !path.isEmpty() && !path.endsWith(ending, Qt::CaseInsensitive))
        path += ending;
    return path;
}

void FileField::setPath(const QString& path)
{
    field->setText(QDir::toNativeSeparators(path));
}

void FileField::suggest(const QString& fileName)
{
    const QDir folder(settings::exchangeFolder());
    setPath(fileName.isEmpty() ? folder.path() : folder.filePath(fileName));
}

void FileField::setEnding(const QString& newEnding, const QString& newFilter)
{
    ending = newEnding;
    filter = newFilter;
}

void FileField::remember() const
{
    settings::setExchangeFolder(asks == Asks::folder ? path() : QFileInfo(path()).absolutePath());
}

void FileField::choose()
{
    const QString from = path().isEmpty() ? settings::exchangeFolder() : path();
    const QString chosen = asks == Asks::folder ? QFileDialog::getExistingDirectory(this, title, from)
        : asks == Asks::save
        ? QFileDialog::getSaveFileName(this, title, from, filter, nullptr, QFileDialog::DontConfirmOverwrite)
        : QFileDialog::getOpenFileName(this, title, from, filter);
    if (!chosen.isEmpty())
        setPath(chosen);
}

} // namespace coop
