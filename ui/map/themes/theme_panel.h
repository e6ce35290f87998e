#pragma once
#include "core/store/kept/theme_table.h"
#include "core/workflow/mapping/map_content.h"

#include <QSet>
#include <QWidget>

class QCheckBox;
class QListWidgetItem;
class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace coop
{

/// What the map shows: the theme (片区 or an indicator), by 片区 or by 镇街, names, values and the point
/// layers.
class ThemePanel : public QWidget
{
    Q_OBJECT
public:
    explicit ThemePanel(const Plan& plan, QWidget* parent = nullptr);

    QString indicator() const; ///< empty: 片区
    Breakdown breakdown() const;
    const ThemeChoice& choice() const { return chosen; }
    void setChoice(const ThemeChoice& choice);
    QString currentTitle() const; ///< of the theme that is chosen
    QString themeJson() const; ///< indicator, breakdown and choice, as saved themes are kept
    /// Lists the saved themes above the plan's; the one that was chosen stays.
    void setSavedThemes(const QList<SavedTheme>& saved);
    bool areaNames() const;
    bool values() const;
    bool shows(const QString& pointLayer) const { return !hidden.contains(pointLayer); }

    void setIndicator(const QString& indicator);
    void setBreakdown(Breakdown breakdown);
    /// Makes a check box for each point layer, with its symbol and count.
    void setPointLayers(const QList<PointLayer>& layers);
    /// Puts another part at the bottom.
    void addPart(QWidget* part);

Q_SIGNALS:
    void themeChanged(); ///< other figures have to be read
    void layersChanged(); ///< the same figures are drawn otherwise
    void foldWanted();
    void settingsWanted();
    void saveWanted();
    void renameWanted(const QString& name);
    void removeWanted(const QString& name);

private:
    void addTheme(const QString& title, const QString& id, const QString& saved = {});
    void applySaved(const QString& json);
    void openMenu(const QPoint& at);
    QCheckBox* box(const QString& name, const QString& text, bool on);

    QListWidget* themes;
    ThemeChoice chosen;
    QList<SavedTheme> savedThemes;
    QString shownIndicator; ///< of the theme that is chosen
    QPushButton* byFederation;
    QPushButton* byTownship;
    QCheckBox* namesBox = nullptr;
    QCheckBox* valuesBox = nullptr;
    QVBoxLayout* layerColumn;
    QList<QCheckBox*> layerBoxes;
    QSet<QString> hidden;
};

} // namespace coop
