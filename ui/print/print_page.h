#pragma once
#include "core/store/kept/theme_table.h"
#include "core/workflow/printing/sheet_design.h"
#include "ui/session/loader.h"
#include "ui/session/page.h"

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
class PrintSettings;
class SheetOutput;
class SheetPreview;
class SheetTemplates;

/// 制图: chooses what is printed, how and on what paper, shows its pages as they will come out, and writes or
/// prints them once their check list is done.
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
    /// Writes the quarter's report by the file's ending.
    void reportTo(const QString& path);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* toolRow();
    /// Templates, sheet and settings side by side; where there is no room for all of them, templates or
    /// settings.
    void fold();
    QWidget* choices();
    QWidget* settings();
    void connectParts();

    void print();
    void build();
    void showSheet();
    bool mayLeave();
    void showPage(int number);
    SheetDesign design() const;
    void takeKind();
    void takeDesign(const SheetDesign& design);
    void saveTemplate();
    void removeTemplate(const QString& name);
    void goTo(const QString& field);
    QString indicator() const;

    SheetOutput* output;
    SheetTemplates* templates;
    QListWidget* indicators;
    SheetPreview* preview;
    EmptyNote* problem;
    QStackedWidget* centre;
    PrintSettings* form;
    CheckList* checks;
    QLabel* zoomText;
    QToolButton* fit;
    QToolButton* actual;
    QToolButton* mapMoves;
    QLabel* pageText;
    QToolButton* previous = nullptr;
    QToolButton* following = nullptr;
    QLabel* indicatorHeading = nullptr;
    QPushButton* reportButton;
    QPushButton* exportPdf;
    QPushButton* exportPicture;
    QPushButton* printButton;
    QPushButton* settingsButton; ///< on a narrow page: the settings in the place of the templates
    QWidget* choicesPane = nullptr;
    QWidget* settingsPane = nullptr;

    struct Built {
        QList<Sheet> sheets;
        QString number; ///< 出图编号; empty where nothing can be noted
        QList<SavedTheme> own;
    };
    QList<Sheet> built{}; ///< as core/workflow made them
    QList<Sheet> pages{}; ///< with what the form says
    int shownPage = 0;
    QString runNumber;
    QHash<QString, QPointF> places;
    QPointF mapShift;
    std::pair<QString, QString> pictured; ///< what the templates' pictures show
    QString titleOf; ///< the kind and indicator whose title stands in the form
    Loader building;
};

} // namespace coop
