#pragma once
#include "core/tabular/read/workbooks/xml_stream.h"

#include <string>
#include <utility>
#include <vector>

namespace coop
{

/// Markup compatibility (ECMA-376 part 3): what a part writes in several ways in an mc:AlternateContent. Of
/// the choices the first counts that asks for nothing but what Excel has brought since 2010, else the
/// fallback; a listener hears the one that counts as if it stood there alone.
class MarkupChoices
{
public:
    void addPrefix(std::string_view prefix, std::string_view space);
    void dropPrefix(std::string_view prefix);
    /// Whether an element at this depth is for nobody to hear: markup of its own, or what does not count.
    bool takesStart(const XmlName& name, const XmlAttributes& attributes, int depth);
    bool takesEnd(int depth);
    bool isSkipping() const { return skipped > 0; }
    /// What stood in the choices that were just closed, where none of them counted.
    std::vector<std::string> takeLost() { return std::exchange(lost, {}); }

private:
    struct Choice {
        int depth = 0; ///< of the AlternateContent
        bool taken = false;
        std::vector<std::string> passedOver{}; ///< names of elements
    };
    bool understands(std::string_view required) const;
    std::vector<std::pair<std::string, std::string>> prefixes; ///< the innermost last
    std::vector<Choice> open;
    std::vector<std::string> lost;
    int skipped = 0; ///< depth of the element with which it began; 0: it does not
};

} // namespace coop
