#pragma once
#include "core/map/map_document.h"

#include <QIcon>
#include <QWidget>
#include <optional>

namespace coop
{

/// The legend over the map's lower left corner: the theme's classes, how missing figures look, the symbols.
/// Names that are too long for it end in …, figures stand whole.
class LegendBox : public QWidget
{
    Q_OBJECT
public:
    explicit LegendBox(QWidget* parent = nullptr);
    void setDocument(const MapDocument& document);
    /// The room that names may have.
    void setWidest(int width);
    /// The whole text of what is cut there; empty where nothing is.
    QString wholeAt(QPoint at) const;
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

    int textWidth() const; ///< of an entry

    AreaTheme theme;
    int widest = QWIDGETSIZE_MAX;
    QList<Entry> entries;
};

} // namespace coop
