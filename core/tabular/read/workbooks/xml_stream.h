#pragma once
#include "core/base/result.h"

#include <QByteArrayView>
#include <QString>
#include <memory>
#include <optional>
#include <string_view>

struct XML_ParserStruct;

namespace coop
{

class MarkupChoices;

/// An element's or attribute's name with its namespace told apart from it.
struct XmlName {
    std::string_view space, local;
    static XmlName of(const char* expatName);
};

class XmlAttributes
{
public:
    explicit XmlAttributes(const char** pairs)
        : list(pairs)
    {
    }
    /// Empty when there is none. Without `space` one in no namespace.
    std::string_view value(std::string_view local, std::string_view space = {}) const;
    /// The first of this local name in whatever namespace.
    std::string_view anyValue(std::string_view local) const;

private:
    const char** list;
};

/// Hears what an XmlStream reads.
class XmlListener
{
public:
    virtual ~XmlListener() = default;
    virtual void startElement(const XmlName& name, const XmlAttributes& attributes) = 0;
    virtual void endElement(const XmlName& name) = 0;
    virtual void characters(std::string_view text) { Q_UNUSED(text); }
    /// An element stood where only programs of another kind may read it, and nothing in its place.
    virtual void elementLost(std::string_view local) { Q_UNUSED(local); }
    /// Why it does not want to read on; the second half of a sentence about the file.
    const std::optional<QString>& complaint() const { return refusal; }

protected:
    void refuse(const QString& why)
    {
        if (!refusal)
            refusal = why;
    }

private:
    std::optional<QString> refusal;
};

/// XML in pieces (expat), with namespaces; no DTD, no entities of its own, nothing from outside, bounded in
/// depth and in what a single tag may hold. What a part writes in several ways is heard once (MarkupChoices).
class XmlStream
{
public:
    explicit XmlStream(XmlListener& listener);
    ~XmlStream();
    XmlStream(const XmlStream&) = delete;
    XmlStream& operator=(const XmlStream&) = delete;

    /// False: broken, refused, or the listener complains; nothing more is read.
    bool add(QByteArrayView bytes);
    /// Whether it came to its end. To be asked after the last piece.
    bool end();
    /// What is wrong with the XML itself, a clause: 第 3 行……
    const QString& fault() const { return broken; }

private:
    friend struct XmlEvents;
    void stop(const QString& why);
    void failed();

    XmlListener& listener;
    std::unique_ptr<XML_ParserStruct, void (*)(XML_ParserStruct*)> parser;
    std::unique_ptr<MarkupChoices> choices;
    QString broken;
    int depth = 0;
    qint64 quiet = 0; ///< bytes since the last event
    bool stopped = false;
};

/// Spreadsheets' integers: digits only, no sign, no more than `most`.
std::optional<int> countOf(std::string_view text, int most);

inline QString qtText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

} // namespace coop
