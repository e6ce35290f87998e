#include "ui/history/history_filter_bar.h"

#include "core/base/period.h"
#include "core/store/people/people.h"
#include "core/store/workspace.h"
#include "core/tabular/history_text.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/session/session.h"
#include "ui/widgets/named.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStyle>

namespace coop
{

namespace
{
template <class Part> Part* named(const char* name, const QString& label, int width)
{
    auto* part = new Part;
    part->setObjectName(QStringLiteral("history.") + QLatin1String(name));
    part->setAccessibleName(label);
    part->setFixedWidth(width);
    return part;
}
} // namespace

HistoryFilterBar::HistoryFilterBar(Session& shared, QWidget* parent)
    : QWidget(parent)
    , session(shared)
    , person(named<QComboBox>("person", QStringLiteral("人员"), 128))
    , from(named<QLineEdit>("from", QStringLiteral("起始日期"), 112))
    , to(named<QLineEdit>("to", QStringLiteral("截止日期"), 112))
    , registry(named<QComboBox>("registry", QStringLiteral("台账"), 152))
    , door(named<QComboBox>("door", QStringLiteral("来源"), 112))
    , row(new QPushButton)
    , all(namedButton(QStringLiteral("history.all"), QStringLiteral("显示全部")))
{
    person->addItem(QStringLiteral("所有人员"));
    from->setPlaceholderText(QStringLiteral("起始日期"));
    to->setPlaceholderText(QStringLiteral("截止日期"));
    for (QLineEdit* day : {from, to})
        day->setToolTip(QStringLiteral("例如 2024-07-26 或 2024.7.26，空着就是不限"));
    registry->addItem(QStringLiteral("所有台账"));
    for (const RegistrySpec& spec : session.workspace().registries().all())
        registry->addItem(spec.label, spec.id);
    registry->addItem(peopleSpec().label, peopleSpec().id);
    door->addItem(QStringLiteral("所有来源"));
    for (const Door one : allDoors())
        door->addItem(doorTitle(one), int(one));
    row->setObjectName(QStringLiteral("history.row"));
    row->setIcon(icon(QStringLiteral("close")));
    row->setToolTip(QStringLiteral("不再只看这一行"));
    row->hide();
    all->setProperty("role", QStringLiteral("link"));
    all->hide();

    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::grid);
    line->addWidget(person);
    line->addWidget(from);
    line->addWidget(new QLabel(QStringLiteral("至")));
    line->addWidget(to);
    line->addWidget(registry);
    line->addWidget(door);
    line->addWidget(row);
    line->addWidget(all);
    line->addStretch();

    for (QComboBox* choice : {person, registry, door})
        connect(choice, &QComboBox::currentIndexChanged, this, [this, choice] {
            if (choice == registry)
                forgetRow();
            Q_EMIT changed();
        });
    connect(from, &QLineEdit::editingFinished, this, [this] { takeDay(from, firstDay); });
    connect(to, &QLineEdit::editingFinished, this, [this] { takeDay(to, lastDay); });
    connect(row, &QPushButton::clicked, this, [this] {
        forgetRow();
        Q_EMIT changed();
    });
    connect(all, &QPushButton::clicked, this, &HistoryFilterBar::showAll);
    connect(this, &HistoryFilterBar::changed, all, [this] { all->setVisible(narrowed()); });
}

bool HistoryFilterBar::narrowed() const
{
    return person->currentIndex() > 0 || registry->currentIndex() > 0 || door->currentIndex() > 0
        || firstDay.isValid() || lastDay.isValid() || onlyRow != 0;
}

void HistoryFilterBar::takeDay(QLineEdit* field, QDate& day)
{
    const QString text = field->text().trimmed();
    const auto parsed = text.isEmpty() ? Result<QDate>(QDate()) : parseDate(text);
    field->setProperty("invalid", !parsed);
    field->style()->polish(field);
    field->setToolTip(parsed ? QStringLiteral("例如 2024-07-26 或 2024.7.26，空着就是不限")
                             : QStringLiteral("“%1”不是日期，请写成 2024-07-26").arg(text));
    if (!parsed || *parsed == day)
        return;
    day = *parsed;
    if (day.isValid())
        field->setText(day.toString(Qt::ISODate));
    Q_EMIT changed();
}

void HistoryFilterBar::forgetRow()
{
    onlyRow = 0;
    row->hide();
}

void HistoryFilterBar::clear()
{
    const QSignalBlocker quiet(this);
    for (QComboBox* choice : {person, registry, door}) {
        const QSignalBlocker still(choice);
        choice->setCurrentIndex(0);
    }
    firstDay = lastDay = QDate();
    for (QLineEdit* field : {from, to}) {
        field->clear();
        takeDay(field, field == from ? firstDay : lastDay);
    }
    forgetRow();
}

void HistoryFilterBar::showOnly(const QString& id, RowId wanted)
{
    clear();
    const QSignalBlocker still(registry);
    registry->setCurrentIndex(qMax(0, registry->findData(id)));
    onlyRow = wanted;
    if (wanted != 0) {
        const auto found = session.workspace().row(id, wanted);
        const QString title = found ? found->title() : QStringLiteral("选中的一行");
        row->setText(QStringLiteral("只看：") + fontMetrics().elidedText(title, Qt::ElideMiddle, 160));
        row->setAccessibleName(QStringLiteral("只看：%1，点击取消").arg(title));
        row->show();
    }
    all->setVisible(narrowed());
}

void HistoryFilterBar::showAll()
{
    showOnly({}, 0);
    Q_EMIT changed();
}

void HistoryFilterBar::setPeople(const QStringList& names)
{
    const QSignalBlocker still(person);
    const QString chosen = person->currentIndex() > 0 ? person->currentText() : QString();
    while (person->count() > 1)
        person->removeItem(1);
    person->addItems(names);
    person->setCurrentIndex(chosen.isEmpty() ? 0 : qMax(0, person->findText(chosen)));
}

HistoryFilter HistoryFilterBar::filter() const
{
    HistoryFilter wanted;
    wanted.registry = registry->currentData().toString();
    wanted.row = onlyRow;
    wanted.who = person->currentIndex() > 0 ? person->currentText() : QString();
    if (door->currentIndex() > 0)
        wanted.door = Door(door->currentData().toInt());
    wanted.from = firstDay;
    wanted.to = lastDay;
    return wanted;
}

} // namespace coop
