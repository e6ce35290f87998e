#include "core/domain/plan/json/unique_texts.h"

#include "core/domain/plan/json/json_node.h"

namespace coop
{

void UniqueTexts::add(const JsonNode& node, const QString& text)
{
    if (node.isSound() && seen.contains(text))
        node.refuse(QStringLiteral("“%1”在前面已经有了，不能重复").arg(text));
    seen.insert(text);
}

} // namespace coop
