#include "ui/filing/filing_findings_pane.h"

#include "ui/look/theme.h"
#include "ui/widgets/named.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace coop
{

FilingFindingsPane::FilingFindingsPane(QWidget* parent)
    : QFrame(parent)
    , heading(new QLabel)
    , list(new QListWidget)
    , question(new QLabel(QStringLiteral("说明原因")))
    , line(new QLineEdit)
    , button(namedButton(QStringLiteral("entry.explain"), QStringLiteral("记下")))
{
    setProperty("role", QStringLiteral("card"));
    setAccessibleName(QStringLiteral("填报提示"));
    heading->setProperty("role", QStringLiteral("heading"));
    heading->setObjectName(QStringLiteral("entry.findingsHeading"));
    list->setObjectName(QStringLiteral("entry.findings"));
    list->setAccessibleName(QStringLiteral("错误和提示"));
    list->setProperty("role", QStringLiteral("inCard"));
    list->setWordWrap(true);
    list->setSpacing(2);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    question->setProperty("role", QStringLiteral("second"));
    question->setBuddy(line);
    line->setObjectName(QStringLiteral("entry.explanation"));
    line->setAccessibleName(QStringLiteral("说明原因"));
    line->setPlaceholderText(QStringLiteral("例如：水稻收割集中在本季度"));
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(theme::grid);
    bottom->addWidget(line, 1);
    bottom->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::cardPadding, theme::gap, theme::cardPadding, theme::gap);
    column->setSpacing(theme::grid);
    column->addWidget(heading);
    column->addWidget(list, 1);
    column->addWidget(question);
    column->addLayout(bottom);
    connect(list, &QListWidget::currentRowChanged, this, &FilingFindingsPane::showCurrent);
    connect(list, &QListWidget::itemActivated, this, [this] {
        const FilingFinding& finding = shown[list->currentRow()];
        Q_EMIT rowRequested(finding.table, finding.row);
    });
    connect(list, &QListWidget::itemClicked, this, [this] {
        const FilingFinding& finding = shown[list->currentRow()];
        Q_EMIT rowRequested(finding.table, finding.row);
    });
    connect(line, &QLineEdit::returnPressed, this, &FilingFindingsPane::write);
    connect(line, &QLineEdit::textChanged, this,
        [this] { button->setEnabled(!line->text().trimmed().isEmpty()); });
    connect(button, &QPushButton::clicked, this, &FilingFindingsPane::write);
    setFindings({}, false);
}

void FilingFindingsPane::setFindings(const QList<FilingFinding>& findings, bool editable)
{
    const int row = list->currentRow();
    const QString current = row >= 0 && row < shown.size() ? shown[row].id : QString();
    shown = findings;
    mayExplain = editable;
    qsizetype errors = 0;
    qsizetype open = 0;
    const QSignalBlocker quiet(list); // the line keeps the keyboard
    list->clear();
    QListWidgetItem* next = nullptr;
    for (const FilingFinding& finding : shown) {
        const bool error = finding.severity == Finding::Severity::error;
        errors += error ? 1 : 0;
        open += !error && finding.explanation.isEmpty() ? 1 : 0;
        auto* item = new QListWidgetItem((error ? QStringLiteral("✘ ") : QStringLiteral("⚠ ")) + finding.text
            + (finding.explanation.isEmpty() ? QString() : QStringLiteral("\n说明：") + finding.explanation));
        if (error)
            item->setForeground(theme::danger);
        else if (!finding.explanation.isEmpty())
            item->setForeground(theme::secondText);
        list->addItem(item);
        if (finding.id == current && (error || finding.explanation.isEmpty()))
            list->setCurrentItem(item);
        if (!next && !error && finding.explanation.isEmpty())
            next = item;
    }
    QStringList parts;
    if (errors > 0)
        parts += QStringLiteral("错误 %1").arg(errors);
    if (open > 0)
        parts += QStringLiteral("待说明 %1").arg(open);
    heading->setText(shown.isEmpty() ? QStringLiteral("没有错误和提示")
            : parts.isEmpty()        ? QStringLiteral("提示都已说明")
                                     : parts.join(QStringLiteral("，")));
    if (list->currentRow() < 0 && next)
        list->setCurrentItem(next); // the one before was just explained
    if (list->currentRow() < 0 && !shown.isEmpty())
        list->setCurrentRow(0);
    showCurrent();
}

void FilingFindingsPane::showCurrent()
{
    const int row = list->currentRow();
    const bool warning = row >= 0 && row < shown.size() && shown[row].severity == Finding::Severity::warning;
    for (QWidget* part :
        {static_cast<QWidget*>(question), static_cast<QWidget*>(line), static_cast<QWidget*>(button)})
        part->setVisible(warning && mayExplain);
    line->setText(warning ? shown[row].explanation : QString());
    button->setEnabled(!line->text().trimmed().isEmpty());
}

void FilingFindingsPane::write()
{
    const int row = list->currentRow();
    if (row >= 0 && row < shown.size() && !line->text().trimmed().isEmpty())
        Q_EMIT explained(shown[row].id, line->text().trimmed());
}

} // namespace coop
