#pragma once
#include "core/workflow/printing/sheet_design.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace coop
{

/// What a sheet says and how, as the clerk sets it.
class PrintSettings : public QWidget
{
    Q_OBJECT
public:
    explicit PrintSettings(QWidget* parent = nullptr);

    void setPeriod(const Period& period);
    QString page() const;
    /// The same way up on other paper.
    void setPaper(PaperSize paper);
    QDate made() const;
    int dpi() const; ///< of pictures
    /// What is set here; kind, indicator, places and the map's shift are the page's.
    SheetDesign design() const;
    void setDesign(const SheetDesign& design);
    /// Shows only what a kind of sheet has.
    void setKind(SheetKind kind);
    /// Takes over the title and, the first time, the producer that the plan gives.
    void takeDefaults(const SheetSettings& settings, bool newTitle);
    /// Writes what is set here into a sheet's settings; the title counts for the first sheet only.
    void apply(SheetSettings& settings, bool first) const;
    /// Puts the keyboard where an element of the check list is filled in; false when it is not filled in
    /// here.
    bool focusField(const QString& field);

Q_SIGNALS:
    void contentChanged(); ///< the figures or symbols are others: read them again
    void settingsChanged(); ///< only what stands around them
    void refused(const QString& why);

private:
    void addField(QFormLayout& layout, const QString& id, const QString& label, QWidget* field);
    void chooseLogo();
    void showLogo();

    QFormLayout* rows = nullptr;
    QLabel* period;
    QComboBox* breakdown;
    QComboBox* paper;
    QComboBox* scale;
    QLineEdit* title;
    QLineEdit* producer;
    QLineEdit* date;
    QLineEdit* reviewNumber;
    QPlainTextEdit* notes;
    QPushButton* logo;
    QComboBox* resolution;
    QCheckBox* outlets;
    QCheckBox* blackAndWhite;
    QCheckBox* tableApart;
    QByteArray logoBytes;
    QHash<QString, QWidget*> fields; ///< by the names that missingElements uses
    bool producerTaken = false;
};

} // namespace coop
