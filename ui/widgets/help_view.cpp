#include "ui/widgets/help_view.h"

#include <QFile>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace coop
{

namespace
{
constexpr QSize readable(720, 600);
}

HelpView::HelpView(const QString& topic, QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("help"));
    setWindowTitle(QStringLiteral("帮助 · %1").arg(topic));
    resize(readable);
    auto* text = new QTextBrowser;
    text->setObjectName(QStringLiteral("help.text"));
    text->setAccessibleName(windowTitle());
    QFile file(QStringLiteral(":/help/%1.md").arg(topic));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("a page of the help is not among the resources");
    text->document()->setDocumentMargin(16);
    text->setMarkdown(QString::fromUtf8(file.readAll()));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(text);
}

} // namespace coop
