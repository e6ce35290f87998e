#pragma once
#include <QSet>
#include <QString>

namespace coop
{

class JsonNode;

/// Refuses a text that occurs twice in a list, at the second place.
class UniqueTexts
{
public:
    void add(const JsonNode& node, const QString& text);

private:
    QSet<QString> seen;
};

} // namespace coop
