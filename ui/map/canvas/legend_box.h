#pragma once
#include "core/map/map_document.h"

#include <QIcon>
#include <QWidget>
#include <optional>

namespace coop
{

/// The legend over the map's lower left corner: the theme's classes, how missing figures look, the symbols.
class LegendBox : public QWidget
{
    Q_OBJECT
public:
    explicit LegendBox(QWidget* parent = nullptr);
    void setDocument(const MapDocument& document);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Entry {
        QString text;
        int classIndex = 0;
        QIcon symbol{};
        std::optional<ReferenceLayer> reference{};
    };

    AreaTheme theme;
    QList<Entry> entries;
};

} // namespace coop
