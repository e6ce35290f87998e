#include "ui/ledger/side/row_history_pane.h"

#include "core/domain/registry_spec.h"
#include "core/tabular/history_text.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/widgets/named.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace coop
{

namespace
{
constexpr int entriesShown = 12;

Result<QList<EntryDetails>> lastEntries(const Workspace& workspace, const HistoryFilter& filter)
{
    const auto heads = historyHeads(workspace, filter);
    COOP_TRY(heads);
    QList<EntryDetails> entries;
    for (const ChangeEntry& head : *heads) {
        auto details = readEntryDetails(workspace, filter, head.entry, 3);
        COOP_TRY(details);
        entries += std::move(*details);
    }
    return entries;
}

QString orEmpty(const QString& text)
{
    return text.isEmpty() ? QStringLiteral("空") : text.toHtmlEscaped();
}

QString inWords(const EntryDetails& details)
{
    const ChangeEntry& entry = details.entry;
    const QString second = theme::secondText.name();
    QString html = QStringLiteral("<p><b>%1</b> <span style='color:%2'>%3 · %4%5</span><br>%6")
                       .arg(entry.time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")), second,
                           entry.who.toHtmlEscaped(), doorTitle(entry.door).toHtmlEscaped(),
                           standingText(entry).isEmpty() ? QString() : u'，' + standingText(entry),
                           entry.reason.toHtmlEscaped());
    for (const EntryDetails::Row& row : details.rows)
        if (row.change)
            for (const EntryDetails::Field& field : row.fields)
                html += QStringLiteral("<br><span style='color:%1'>%2：</span>%3 → %4")
                            .arg(second, field.heading.toHtmlEscaped(), orEmpty(field.before),
                                orEmpty(field.after));
    return html + QStringLiteral("</p>");
}
} // namespace

RowHistoryPane::RowHistoryPane(Session& shared, QWidget* parent)
    : QWidget(parent)
    , session(shared)
    , reading(shared.jobs())
    , area(new QScrollArea)
    , text(new QLabel)
    , all(namedButton(
          QStringLiteral("side.allHistory"), QStringLiteral("全部历史"), {}, icon(QStringLiteral("history"))))
{
    setObjectName(QStringLiteral("side.history"));
    text->setObjectName(QStringLiteral("side.historyText"));
    text->setWordWrap(true);
    text->setTextFormat(Qt::RichText);
    text->setAlignment(Qt::AlignTop);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(QStringLiteral("最近的修改"));
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(text);
    area->viewport()->setAutoFillBackground(false);
    text->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::cardPadding, theme::gap, theme::cardPadding, theme::gap);
    column->addWidget(area, 1);
    column->addWidget(all, 0, Qt::AlignLeft);
    connect(all, &QPushButton::clicked, this, [this] {
        Q_EMIT session.placeRequested(HistoryPlace{registry, shown});
    });
}

void RowHistoryPane::showRow(const RegistrySpec& spec, RowId row)
{
    registry = spec.id;
    shown = row;
    all->setEnabled(row != 0);
    reading.forget(); // another row is selected
    if (row == 0)
        return text->setText(QStringLiteral("没有选中的行"));
    reading.ask(
        session, QString(),
        [filter = HistoryFilter{.registry = registry, .row = row, .limit = entriesShown}](
            Workspace& workspace, const JobControl&) { return lastEntries(workspace, filter); },
        [this](const Result<QList<EntryDetails>>& entries) {
            if (entries)
                say(*entries);
            else
                text->setText(entries.error().text.toHtmlEscaped());
        });
}

void RowHistoryPane::say(const QList<EntryDetails>& entries)
{
    QString html;
    for (const EntryDetails& each : entries)
        html += inWords(each);
    text->setText(html.isEmpty() ? QStringLiteral("这一行还没有修改记录") : html);
}

} // namespace coop
