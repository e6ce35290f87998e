#pragma once
#include "core/base/result.h"

#include <QDate>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QStringList>
#include <initializer_list>
#include <optional>

namespace coop
{

/// The first thing that is wrong with a document: place (tasks[3].milestones[0].due) and reason.
struct JsonFault {
    QString place, reason;
    bool isSet() const { return !reason.isEmpty(); }
};

/// A value inside a JSON document that knows its place. What is wrong goes to the document's JsonFault, which
/// keeps the first; the reading goes on with neutral values. The fault must outlive the node.
class JsonNode
{
public:
    JsonNode(const QJsonValue& value, JsonFault& fault, QString place = {});

    /// Refuses what is no object, lacks a required key or has one that is in neither list.
    void expectKeys(
        std::initializer_list<QStringView> required, std::initializer_list<QStringView> optional = {}) const;
    bool has(QStringView key) const;
    JsonNode operator[](QStringView key) const;
    JsonNode with(const QJsonValue& other) const { return {other, *fault, where}; } ///< at the same place
    QList<JsonNode> items() const; ///< of a list
    QStringList keys() const; ///< of an object
    QJsonObject object() const { return value.toObject(); }

    QString text() const; ///< not empty
    QString textOr(QStringView key, const QString& otherwise = {}) const;
    bool flagOr(QStringView key, bool otherwise) const;
    QStringList texts() const; ///< a list of texts, not empty
    /// A whole number in [least, most].
    int integer(int least, int most) const;
    double degrees(double least, double most) const;
    /// A number with at most `decimals` decimals, in units of 10^-decimals; exact, not below zero.
    qint64 amount(int decimals) const;
    QDate date() const; ///< yyyy-MM-dd
    /// The position of the text in `names`.
    int oneOf(const QStringList& names) const;
    /// A text of exactly `count` digits.
    QString digits(int count) const;

    void refuse(const QString& reason) const;
    bool isSound() const { return !fault->isSet(); }
    const QString& place() const { return where; }

private:
    QJsonValue value;
    JsonFault* fault;
    QString where;
};

} // namespace coop
