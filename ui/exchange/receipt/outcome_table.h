#pragma once
#include "core/exchange/package/packed_rows.h"

#include <QStackedWidget>

class QTreeWidget;

namespace coop
{

class EmptyNote;
class Registries;

/// What the district said about rows that were handed in and not simply taken: changed, refused, waiting, a
/// question. Return or a double click asks for the row.
class OutcomeTable : public QStackedWidget
{
    Q_OBJECT
public:
    explicit OutcomeTable(QWidget* parent = nullptr);
    void setOutcomes(const QList<PackedOutcome>& outcomes, const Registries& registries);

Q_SIGNALS:
    void rowRequested(const QString& registry, const QString& code);

private:
    QTreeWidget* table;
    EmptyNote* empty;
    QList<PackedOutcome> shown;
};

/// 有改动 不接受 待处理 有问题: the word of an outcome with its mark.
QString outcomeWord(const QString& result);
/// A receipt's result in a sentence: 采纳 12 项，改了 1 项 …
QString receiptText(const QJsonObject& result);

} // namespace coop
