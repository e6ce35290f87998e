#pragma once
#include "core/map/sheet/sheet.h"
#include "core/workflow/quarterly_map.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace coop
{

/// What a sheet says and how, as the clerk sets it.
class SheetForm : public QWidget
{
    Q_OBJECT
public:
    explicit SheetForm(QWidget* parent = nullptr);

    void setPeriod(const Period& period);
    void setPage(const QString& page);
    QString page() const;
    /// What needs the workspace: breakdown and outlets.
    void fill(QuarterlyMapRequest& request) const;
    /// Takes over the title and, the first time, the producer that the plan gives.
    void takeDefaults(const SheetSettings& settings, bool newTitle);
    /// Writes what is set here into a sheet's settings.
    void apply(SheetSettings& settings) const;
    /// Puts the keyboard where an element of the check list is filled in; false when it is not filled in
    /// here.
    bool focusField(const QString& field);

Q_SIGNALS:
    void contentChanged(); ///< the figures or symbols are others: read them again
    void settingsChanged(); ///< only what stands around them
    void pageChosen(const QString& page);

private:
    void addField(QFormLayout& layout, const QString& id, const QString& label, QWidget* field);

    QLabel* period;
    QComboBox* breakdown;
    QComboBox* paper;
    QLineEdit* title;
    QLineEdit* producer;
    QLineEdit* made;
    QLineEdit* reviewNumber;
    QPlainTextEdit* notes;
    QCheckBox* outlets;
    QCheckBox* blackAndWhite;
    QHash<QString, QWidget*> fields; ///< by the names that missingElements uses
    bool producerTaken = false;
};

} // namespace coop
