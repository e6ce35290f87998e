#include "ui/map/feature_card.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"

#include <QGraphicsDropShadowEffect>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace coop
{

namespace
{

QLabel* label(const QString& text, const char* role, Qt::Alignment alignment = Qt::AlignLeft)
{
    auto* result = new QLabel(text);
    result->setProperty("role", QString::fromLatin1(role));
    result->setAlignment(alignment | Qt::AlignVCenter);
    return result;
}

} // namespace

FeatureCard::FeatureCard(QWidget* parent)
    : QFrame(parent)
    , title(label({}, "heading"))
    , second(label({}, "second"))
{
    setObjectName(QStringLiteral("featureCard"));
    setProperty("role", QStringLiteral("popup"));
    setFocusPolicy(Qt::StrongFocus);
    setFixedWidth(320);
    title->setObjectName(QStringLiteral("featureTitle"));
    title->setWordWrap(true);
    auto* close = new QToolButton;
    close->setObjectName(QStringLiteral("featureClose"));
    close->setAccessibleName(QStringLiteral("关闭"));
    close->setToolTip(QStringLiteral("关闭（Esc）"));
    close->setProperty("role", QStringLiteral("flat"));
    close->setIcon(icon(QStringLiteral("close")));
    connect(close, &QToolButton::clicked, this, &FeatureCard::dismiss);

    auto* head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(close, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::cardPadding, theme::grid, theme::grid, theme::gap);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(second);
    hide();
}

void FeatureCard::open(const Contents& contents, QPointF beside)
{
    title->setText(contents.row.name);
    second->setText(contents.second);
    second->setVisible(!contents.second.isEmpty());
    setAccessibleName(contents.row.name);
    delete body;
    body = new QWidget;
    bodyColumn = new QVBoxLayout(body);
    bodyColumn->setContentsMargins(0, theme::grid, theme::grid, 0);
    bodyColumn->setSpacing(4);
    addFigures(contents.figures);
    addFields(contents.fields);
    addLink(QStringLiteral("在台账中打开"), contents.row);
    if (contents.movable) {
        auto* move = new QPushButton(QStringLiteral("移动位置"));
        move->setProperty("role", QStringLiteral("link"));
        move->setObjectName(QStringLiteral("movePoint"));
        connect(move, &QPushButton::clicked, this, [this, row = contents.row] {
            dismiss();
            Q_EMIT moveWanted(row.registry, row.id);
        });
        bodyColumn->addWidget(move, 0, Qt::AlignLeft);
    }
    if (!contents.others.isEmpty()) {
        bodyColumn->addWidget(label(QStringLiteral("这里还有"), "small"));
        for (const Row& row : contents.others)
            addLink(QStringLiteral("%1　%2").arg(row.name, row.kind), row);
    }
    layout()->addWidget(body);

    layout()->activate();
    resize(width(), layout()->hasHeightForWidth() ? layout()->heightForWidth(width()) : sizeHint().height());
    const QRect space = parentWidget()->rect().adjusted(theme::gap, theme::gap, -theme::gap, -theme::gap);
    QPoint corner = (beside + QPointF(16, -32)).toPoint();
    if (corner.x() + width() > space.right())
        corner.setX(qRound(beside.x()) - 16 - width());
    corner.setX(qMax(space.left(), corner.x()));
    corner.setY(qBound(space.top(), corner.y(), qMax(space.top(), space.bottom() - height())));
    move(corner);
    show();
    raise();
    setFocus();
}

void FeatureCard::addFigures(const QList<AreaFigure>& figures)
{
    for (const AreaFigure& figure : figures) {
        auto* head = new QHBoxLayout;
        head->addWidget(label(figure.title, "second"), 1);
        auto* status = label(QStringLiteral("<span style='color:%1'>%2</span> %3")
                                 .arg(theme::statusColour(figure.status).name(), statusMark(figure.status),
                                     statusWord(figure.status)),
            "status");
        status->setTextFormat(Qt::RichText);
        head->addWidget(status);
        bodyColumn->addLayout(head);
        QLabel* line = label(QStringLiteral("<b>%1</b> %2　目标 %3　完成 %4")
                                 .arg(figure.value.toHtmlEscaped(), figure.unit.toHtmlEscaped(),
                                     figure.target.toHtmlEscaped(), figure.completion.toHtmlEscaped()),
            "figureLine");
        line->setTextFormat(Qt::RichText);
        bodyColumn->addWidget(line);
        bodyColumn->addSpacing(4);
    }
}

void FeatureCard::addFields(const QList<std::pair<QString, QString>>& fields)
{
    if (fields.isEmpty())
        return;
    auto* table = new QGridLayout;
    table->setHorizontalSpacing(theme::gap);
    table->setVerticalSpacing(4);
    table->setColumnStretch(1, 1);
    for (const auto& [name, value] : fields) {
        const int row = table->rowCount();
        table->addWidget(label(name, "second", Qt::AlignTop), row, 0);
        QLabel* text = label(value, "value");
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        table->addWidget(text, row, 1);
    }
    bodyColumn->addLayout(table);
}

void FeatureCard::addLink(const QString& text, const Row& row)
{
    auto* link = new QPushButton(text);
    link->setProperty("role", QStringLiteral("link"));
    link->setObjectName(QStringLiteral("featureLink"));
    link->setAccessibleName(QStringLiteral("在台账中打开 ") + row.name);
    connect(link, &QPushButton::clicked, this,
        [this, registry = row.registry, id = row.id] { Q_EMIT rowWanted(registry, id); });
    bodyColumn->addWidget(link, 0, Qt::AlignLeft);
}

void FeatureCard::dismiss()
{
    hide();
    Q_EMIT closed();
}

void FeatureCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

} // namespace coop
