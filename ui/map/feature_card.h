#pragma once
#include "ui/map/canvas/map_data.h"

#include <QFrame>

class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace coop
{

/// What a click found: a card beside it with the figures of an area or the fields of a row, and links into
/// the ledger. Esc closes it.
class FeatureCard : public QFrame
{
    Q_OBJECT
public:
    /// A row of the ledger that the card describes or leads to.
    struct Row {
        QString registry, kind, name; ///< kind: 镇街, 农村综合服务社
        RowId id = 0;
    };
    struct Contents {
        Row row;
        QString second; ///< below the name: 云岭片区农合联
        QList<AreaFigure> figures{};
        QList<std::pair<QString, QString>> fields{};
        bool movable = false; ///< a point of its own, whose place may be changed
        QList<Row> others{}; ///< what else lies under the click
    };

    explicit FeatureCard(QWidget* parent);
    void open(const Contents& contents, QPointF beside);

Q_SIGNALS:
    void rowWanted(const QString& registry, RowId row);
    void moveWanted(const QString& registry, RowId row); ///< another place on the map for it
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void addFigures(const QList<AreaFigure>& figures);
    void addFields(const QList<std::pair<QString, QString>>& fields);
    void addLink(const QString& text, const Row& row);
    void dismiss();

    QLabel* title;
    QLabel* second;
    QWidget* body = nullptr;
    QVBoxLayout* bodyColumn = nullptr;
};

} // namespace coop
