#pragma once
#include "core/map/sheet/sheet.h"
#include "ui/shell/page.h"

#include <optional>

class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace coop
{

class CheckList;
class EmptyNote;
class PageTemplates;
class SheetForm;
class SheetPreview;

/// 制图: chooses an indicator and a form of paper, shows the sheet as it will come out, and writes or prints
/// it once its check list is done.
class PrintPage : public Page
{
    Q_OBJECT
public:
    explicit PrintPage(Session& session, QWidget* parent = nullptr);

    bool busy() const override;
    QList<QWidget*> focusPanes() override;
    /// Writes the sheet as the ending says, on a worker; says in the message line where it is, or what stands
    /// against it. Does nothing but go to the first missing element while one is missing.
    void exportTo(const QString& path);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* toolRow();
    QWidget* choices();
    QWidget* settings();
    void connectParts();

    void build();
    void showSheet();
    bool mayLeave();
    void askAndExport(const QString& ending, const QString& filter);
    void print();
    void goTo(const QString& field);
    QString indicator() const;
    QString registryBehind() const; ///< the ledger that the indicator's figures come from

    PageTemplates* templates;
    QListWidget* indicators;
    SheetPreview* preview;
    EmptyNote* problem;
    QStackedWidget* centre;
    SheetForm* form;
    CheckList* checks;
    QLabel* zoomText;
    QToolButton* fit;
    QToolButton* actual;
    QPushButton* exportPdf;
    QPushButton* exportPicture;
    QPushButton* printButton;

    std::optional<Sheet> built; ///< as core/workflow made it
    std::optional<Sheet> sheet; ///< with what the form says
    QString titleOf; ///< the indicator whose title stands in the form
    int round = 0; ///< of the last build begun
    int waiting = 0; ///< builds and exports under way
    bool stale = true;
};

} // namespace coop
