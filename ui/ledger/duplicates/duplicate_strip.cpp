#include "ui/ledger/duplicates/duplicate_strip.h"

#include "core/domain/registry_spec.h"
#include "core/store/workspace.h"
#include "ui/ledger/duplicates/row_brief.h"
#include "ui/look/theme.h"
#include "ui/widgets/named.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace coop
{

namespace
{
constexpr qint64 lookAtOnce = 3000; ///< rows; longer ledgers are looked through by a job
constexpr qsizetype mostShown = 2;

const QStringList& telling()
{
    static const QStringList fields{QStringLiteral("name"), QStringLiteral("township"),
        QStringLiteral("credit_code"), QStringLiteral("lon"), QStringLiteral("lat")};
    return fields;
}

/// What a row says about what it is.
QString keyOf(const Record& record)
{
    QString key = record.spec().id + u'\n' + QString::number(record.id);
    for (const QString& field : telling())
        if (const FieldValue& value = record[field]; !value.isNull())
            key += u'\n' + field + u'='
                + (value.isText() ? value.text()
                                  : QString::number(value.number()) + QString::number(value.real(), 'g', 17));
    return key;
}

QPushButton* link(const QString& text, const QString& name, const QString& about)
{
    auto* button = namedButton(name, text);
    button->setProperty("role", QStringLiteral("link"));
    button->setAccessibleName(text + u' ' + about);
    return button;
}
} // namespace

DuplicateStrip::DuplicateStrip(Session& shared, QWidget* parent)
    : QFrame(parent)
    , session(shared)
    , lines(new QVBoxLayout(this))
    , looking(shared.jobs())
{
    setObjectName(QStringLiteral("form.duplicates"));
    setAccessibleName(QStringLiteral("可能重复"));
    setProperty("role", QStringLiteral("strip"));
    setAttribute(Qt::WA_StyledBackground);
    lines->setContentsMargins(theme::grid, 4, theme::grid, 4);
    lines->setSpacing(0);
    hide();
}

bool DuplicateStrip::depend(const QString& field)
{
    return telling().contains(field);
}

void DuplicateStrip::look(const Record& record)
{
    const QString key = keyOf(record);
    if (key == foundFor)
        return;
    looking.forget();
    const Workspace& workspace = session.workspace();
    if (workspace.count(record.spec().id).value_or(0) <= lookAtOnce)
        return take(record, possibleDuplicates(workspace, record).value_or(QList<PossibleDuplicate>()));
    looking.ask(
        session, QString(),
        [record](Workspace& opened, const JobControl&) { return possibleDuplicates(opened, record); },
        [this, record](Result<QList<PossibleDuplicate>> duplicates) {
            if (duplicates)
                take(record, std::move(*duplicates));
        });
}

void DuplicateStrip::take(const Record& record, QList<PossibleDuplicate> duplicates)
{
    foundFor = keyOf(record);
    found = std::move(duplicates);
    saving = false;
    showFound();
}

bool DuplicateStrip::settled(const Record& record, const Record* before)
{
    if (before && keyOf(*before) == keyOf(record))
        return true;
    looking.forget(); // what a job still looks for is late
    if (foundFor != keyOf(record))
        take(record, possibleDuplicates(session.workspace(), record).value_or(QList<PossibleDuplicate>()));
    saving = !open().isEmpty();
    showFound();
    if (saving)
        if (auto* first = findChild<QPushButton*>(QStringLiteral("duplicate.apart")))
            first->setFocus();
    return !saving;
}

QList<PossibleDuplicate> DuplicateStrip::open() const
{
    QList<PossibleDuplicate> left;
    for (const PossibleDuplicate& one : found)
        if (!apart.contains(one.other.id) && !accepted.contains(one.other.id))
            left += one;
    return left;
}

void DuplicateStrip::forget()
{
    looking.forget();
    found.clear();
    foundFor.clear();
    apart.clear();
    accepted.clear();
    saving = false;
    showFound();
}

void DuplicateStrip::showFound()
{
    while (QLayoutItem* item = lines->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->setObjectName(QString()); // the next one of the name is the one that is shown
            for (QObject* child : widget->findChildren<QObject*>())
                child->setObjectName(QString());
            widget->deleteLater();
        }
        delete item;
    }
    const QList<PossibleDuplicate> left = open();
    for (const PossibleDuplicate& one : left.first(std::min(mostShown, left.size())))
        addLine(one);
    if (left.size() > mostShown)
        lines->addWidget(new QLabel(QStringLiteral("另有 %1 行也可能重复").arg(left.size() - mostShown)));
    if (saving && !left.isEmpty()) {
        auto* anyway = link(QStringLiteral("仍要保存，以后再查"), QStringLiteral("duplicate.anyway"), {});
        lines->addWidget(anyway, 0, Qt::AlignLeft);
        connect(anyway, &QPushButton::clicked, this, [this] {
            for (const PossibleDuplicate& one : std::as_const(found))
                accepted += one.other.id;
            showFound();
            Q_EMIT saveRequested();
        });
    }
    setVisible(!left.isEmpty());
}

void DuplicateStrip::addLine(const PossibleDuplicate& duplicate)
{
    const Record other = duplicate.other;
    auto* text = new QLabel(QStringLiteral("可能重复：%1（%2）%3")
                                .arg(other.title(), other.code(), duplicate.reasons.join(u'，')));
    text->setObjectName(QStringLiteral("duplicate.text"));
    text->setWordWrap(true);
    auto* look = link(QStringLiteral("查看"), QStringLiteral("duplicate.look"), other.title());
    auto* apartButton = link(QStringLiteral("不是重复"), QStringLiteral("duplicate.apart"), other.title());
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(text);
    auto* row = new QHBoxLayout;
    row->addWidget(look);
    row->addSpacing(theme::grid);
    row->addWidget(apartButton);
    row->addStretch();
    column->addLayout(row);
    lines->addWidget(box);
    connect(look, &QPushButton::clicked, this,
        [this, other] { showRowBrief(window(), other, session.workspace().lookup()); });
    connect(apartButton, &QPushButton::clicked, this, [this, id = other.id] {
        const bool waited = saving;
        apart += id;
        saving = waited && !open().isEmpty();
        showFound();
        if (waited && !saving)
            Q_EMIT saveRequested();
    });
}

} // namespace coop
