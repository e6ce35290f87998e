#pragma once
#include "core/map/painting/map_renderer.h"

#include <QLineEdit>

class QListWidget;

namespace coop
{

/// 找地方: a place on the map by its name, its pinyin or their first letters. Arrows choose, Enter goes
/// there.
class PlaceFinder : public QLineEdit
{
    Q_OBJECT
public:
    explicit PlaceFinder(QWidget* parent);
    void setDocument(const MapDocument& document);

    struct Found {
        QString name, kind;
        MapHit hit{};
        Bounds bounds{};
    };
    QList<Found> find(const QString& text) const;

Q_SIGNALS:
    void chosen(const coop::MapHit& hit, const coop::Bounds& bounds);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void look();
    void choose(int row);

    MapDocument document;
    QListWidget* list;
    QList<Found> found;
};

} // namespace coop
