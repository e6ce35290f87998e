#pragma once
#include "core/tabular/import/import_preview.h"

#include <QAbstractTableModel>
#include <optional>

namespace coop
{

/// The rows of the file with what each would do; the cells can be corrected in place.
class ImportRowsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit ImportRowsModel(const RegistrySpec& spec, QObject* parent = nullptr);

    /// `corrections` that were made so far stay in `table`.
    void show(const ImportTable& table, const ImportPreview& preview);
    /// Only rows with this outcome; nothing: all of them.
    void filter(std::optional<PreviewRow::Outcome> outcome);
    const PreviewRow& rowAt(int row) const { return preview.rows[shown[row]]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

    /// A cell of the sheet (from 0) and what was most likely meant there.
    struct Suggestion {
        int row = 0, column = 0;
        QString text;
    };
    /// Of this cell, else of the first one of its row that has any.
    std::optional<Suggestion> suggestionAt(const QModelIndex& index) const;

    /// The other rows of the sheet, from 0, that are refused for the same text in the same column.
    QList<int> equalOnes(int row, int column) const;
    QString cellText(int row, int column) const { return table.sheet.mergedCell(row, column); }

    QString fieldLabel(int field) const { return spec.fields[field].label; }
    static QString title(PreviewRow::Outcome outcome); ///< 新增 修改 相同 不合格 跳过
    static constexpr int ownColumns = 1; ///< the outcome stands before the cells

Q_SIGNALS:
    /// A cell of the sheet (from 0) was given another text.
    void corrected(int row, int column, const QString& text);

private:
    const HeadingMap::Column* columnAt(const QModelIndex& index) const;
    QString problemOf(const PreviewRow& row, const HeadingMap::Column& column) const;
    const PreviewRow::Change* changeOf(const PreviewRow& row, const HeadingMap::Column& column) const;

    const RegistrySpec& spec;
    ImportTable table;
    ImportPreview preview;
    QList<int> shown; ///< indexes into preview.rows
    std::optional<PreviewRow::Outcome> wanted;
};

} // namespace coop
