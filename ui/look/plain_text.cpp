#include "ui/look/plain_text.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>

namespace coop
{

namespace
{
/// Tells every label before it is seen for the first time; tooltips and message boxes are made of labels,
/// too.
class PlainLabels : public QObject
{
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Polish)
            if (auto* label = qobject_cast<QLabel*>(watched); label && label->textFormat() == Qt::AutoText)
                label->setTextFormat(Qt::PlainText);
        return false;
    }
};
} // namespace

void showTextsPlain(QApplication& application)
{
    const QString name = QStringLiteral("plainLabels");
    if (application.findChild<QObject*>(name, Qt::FindDirectChildrenOnly))
        return;
    auto* labels = new PlainLabels(&application);
    labels->setObjectName(name);
    application.installEventFilter(labels);
}

QString asCaption(const QString& name)
{
    return QString(name).replace(u'&', QStringLiteral("&&"));
}

QString asWindowTitle(const QString& name)
{
    return QString(name).replace(QStringLiteral("[*]"), QStringLiteral("[*][*]"));
}

} // namespace coop
