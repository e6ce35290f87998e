#pragma once
#include "core/geo/layers/layer_inspector.h"
#include "core/map/map_document.h"
#include "ui/map/layers/layer_reading.h"
#include "ui/session/loader.h"
#include "ui/session/work_dialog.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QTableWidget;

namespace coop
{

class LayerPreview;

/// 添加图层: a file, what it is used for, and what the file does not say itself: encoding and CRS, with the
/// first rows and a preview in place that follow every choice. Reading runs off the user-interface thread;
/// nothing is added before somebody says so.
class AddLayerDialog : public WorkDialog
{
    Q_OBJECT
public:
    AddLayerDialog(
        Session& session, const MapDocument& townships, bool boundaries, QWidget* parent = nullptr);
    void setFile(const QString& file);
    /// What was done, for the line at the bottom; empty before.
    const QString& report() const { return told; }

protected:
    QList<QWidget*> inputs() const override;

private:
    QWidget* buildFile();
    void buildForm(QFormLayout& form);
    void choose();
    void inspect();
    void showInspection(const LayerInspection& found);
    void showLayer();
    void showSample(const LayerSample& sample);
    void fillCrs(const LayerSample& sample);
    void fillFields(const LayerSample& sample);
    void preview();
    void add();
    void showPurpose();
    void say(const QString& text, bool problem);
    bool forBoundaries() const;
    LayerFile file() const;

    void showRead(const Result<LayerReading>& read);

    Session& session;
    MapDocument document;
    LayerInspection inspection;
    LayerReading ready; ///< kept so that adding need not read again
    bool isReady = false;
    QString told;
    Loader reading;

    QLineEdit* path;
    QRadioButton* asReference;
    QRadioButton* asBoundaries;
    QComboBox* layer;
    QComboBox* encoding;
    QComboBox* crs;
    QComboBox* codeField;
    QComboBox* nameField;
    QComboBox* labelField;
    QLineEdit* name;
    QLineEdit* credits;
    QComboBox* keep;
    QTableWidget* rows;
    LayerPreview* picture;
    QLabel* note;
    QPushButton* acceptance;
    QFormLayout* form = nullptr;
};

} // namespace coop
