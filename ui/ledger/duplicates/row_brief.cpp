#include "ui/ledger/duplicates/row_brief.h"

#include "core/domain/registry_spec.h"
#include "ui/ledger/grid/shown_text.h"
#include "ui/look/plain_text.h"
#include "ui/look/theme.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

namespace coop
{

void showRowBrief(QWidget* parent, const Record& record, const ReferenceLookup& lookup)
{
    QDialog dialog(parent);
    dialog.setObjectName(QStringLiteral("rowBrief"));
    dialog.setWindowTitle(asWindowTitle(record.spec().label + u' ' + record.title()));
    auto* column = new QVBoxLayout(&dialog);
    column->setContentsMargins(24, 24, 24, theme::cardPadding);
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    auto* content = new QWidget;
    auto* lines = new QFormLayout(content);
    lines->setLabelAlignment(Qt::AlignRight);
    for (int i = 0; i < record.spec().fields.size(); ++i) {
        if (record.at(i).isNull())
            continue;
        const FieldSpec& field = record.spec().fields[i];
        auto* heading = new QLabel(field.heading());
        heading->setProperty("role", QStringLiteral("second"));
        auto* value = new QLabel(shownText(field, record.at(i), lookup));
        value->setObjectName(QStringLiteral("brief.") + field.id);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setWordWrap(true);
        lines->addRow(heading, value);
    }
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    column->addWidget(area, 1);
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(new QPushButton(QStringLiteral("关闭")), QDialogButtonBox::RejectRole);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    column->addWidget(buttons);
    dialog.resize(480, 420);
    dialog.exec();
}

} // namespace coop
