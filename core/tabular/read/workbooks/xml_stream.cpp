#include "core/tabular/read/workbooks/xml_stream.h"

#include "core/tabular/read/table_limits.h"
#include "core/tabular/read/workbooks/markup_choices.h"

#include <QStringList>
#include <cstring>
#include <expat.h>

namespace coop
{

namespace
{
constexpr char separator = '\x1f'; // stands in no name
} // namespace

XmlName XmlName::of(const char* expatName)
{
    const std::string_view whole(expatName);
    const auto at = whole.rfind(separator);
    return at == std::string_view::npos ? XmlName{{}, whole}
                                        : XmlName{whole.substr(0, at), whole.substr(at + 1)};
}

std::string_view XmlAttributes::value(std::string_view local, std::string_view space) const
{
    for (const char** each = list; *each; each += 2) {
        if (space.empty() ? local == *each : [&] {
                const XmlName name = XmlName::of(*each);
                return name.local == local && name.space == space;
            }())
            return each[1];
    }
    return {};
}

std::string_view XmlAttributes::anyValue(std::string_view local) const
{
    for (const char** each = list; *each; each += 2)
        if (XmlName::of(*each).local == local)
            return each[1];
    return {};
}

/// What expat calls.
struct XmlEvents {
    static XmlStream& of(void* data)
    {
        auto& stream = *static_cast<XmlStream*>(data);
        stream.quiet = 0;
        return stream;
    }
    static void heed(XmlStream& stream)
    {
        if (stream.listener.complaint() && !stream.stopped) {
            stream.stopped = true;
            XML_StopParser(stream.parser.get(), XML_FALSE);
        }
    }
    static void XMLCALL start(void* data, const char* name, const char** attributes)
    {
        XmlStream& stream = of(data);
        if (stream.stopped)
            return;
        if (++stream.depth > table_limits::xmlDepth)
            return stream.stop(QStringLiteral("元素一层套一层超过 %1 层").arg(table_limits::xmlDepth));
        const XmlName read = XmlName::of(name);
        if (stream.choices->takesStart(read, XmlAttributes(attributes), stream.depth))
            return;
        stream.listener.startElement(read, XmlAttributes(attributes));
        heed(stream);
    }
    static void XMLCALL end(void* data, const char* name)
    {
        XmlStream& stream = of(data);
        if (stream.stopped)
            return;
        if (stream.choices->takesEnd(stream.depth--)) {
            for (const std::string& lost : stream.choices->takeLost())
                stream.listener.elementLost(lost);
            return heed(stream);
        }
        stream.listener.endElement(XmlName::of(name));
        heed(stream);
    }
    static void XMLCALL text(void* data, const char* letters, int size)
    {
        XmlStream& stream = of(data);
        if (stream.stopped || stream.choices->isSkipping())
            return;
        stream.listener.characters({letters, size_t(size)});
        heed(stream);
    }
    static void XMLCALL startPrefix(void* data, const char* prefix, const char* space)
    {
        of(data).choices->addPrefix(prefix ? prefix : "", space ? space : "");
    }
    static void XMLCALL endPrefix(void* data, const char* prefix)
    {
        of(data).choices->dropPrefix(prefix ? prefix : "");
    }
    /// A workbook's parts are UTF-8 or UTF-16. Any other word is a slip of who wrote it: expat would take
    /// Chinese letters for Latin ones, or stop without saying why.
    static void XMLCALL declaration(void* data, const char*, const char* encoding, int)
    {
        static const QStringList known{QStringLiteral("UTF8"), QStringLiteral("UTF16"),
            QStringLiteral("UTF16LE"), QStringLiteral("UTF16BE"), QStringLiteral("USASCII"),
            QStringLiteral("ASCII")};
        const QString said = encoding ? QString::fromLatin1(encoding) : QStringLiteral("UTF-8");
        if (!known.contains(QString(said).toUpper().remove(u'-').remove(u'_')))
            of(data).stop(QStringLiteral("写的是 %1 编码，表格文件里只能是 UTF-8").arg(said.left(40)));
    }
    static void XMLCALL doctype(void* data, const char*, const char*, const char*, int)
    {
        of(data).stop(QStringLiteral("里面有 DTD 声明，表格文件不该有"));
    }
};

XmlStream::XmlStream(XmlListener& hears)
    : listener(hears)
    , parser(XML_ParserCreateNS(nullptr, separator), XML_ParserFree)
    , choices(std::make_unique<MarkupChoices>())
{
    XML_SetUserData(parser.get(), this);
    XML_SetElementHandler(parser.get(), XmlEvents::start, XmlEvents::end);
    XML_SetCharacterDataHandler(parser.get(), XmlEvents::text);
    XML_SetNamespaceDeclHandler(parser.get(), XmlEvents::startPrefix, XmlEvents::endPrefix);
    XML_SetXmlDeclHandler(parser.get(), XmlEvents::declaration);
    XML_SetStartDoctypeDeclHandler(parser.get(), XmlEvents::doctype);
}

XmlStream::~XmlStream() = default;

void XmlStream::stop(const QString& why)
{
    if (broken.isEmpty())
        broken = why;
    stopped = true;
    XML_StopParser(parser.get(), XML_FALSE);
}

void XmlStream::failed()
{
    if (broken.isEmpty() && !stopped)
        broken = QStringLiteral("XML 在第 %1 行第 %2 个字节处不完整或有不允许的字符")
                     .arg(XML_GetCurrentLineNumber(parser.get()))
                     .arg(XML_GetCurrentColumnNumber(parser.get()) + 1);
}

bool XmlStream::add(QByteArrayView bytes)
{
    if (stopped)
        return false;
    quiet += bytes.size();
    if (XML_Parse(parser.get(), bytes.data(), int(bytes.size()), XML_FALSE) != XML_STATUS_OK) {
        failed();
        return false;
    }
    if (quiet > table_limits::xmlPiece) {
        stop(QStringLiteral("有一个标记长过 1 MB"));
        return false;
    }
    return !stopped;
}

bool XmlStream::end()
{
    if (stopped || !broken.isEmpty())
        return false;
    if (XML_Parse(parser.get(), nullptr, 0, XML_TRUE) == XML_STATUS_OK)
        return !stopped;
    failed();
    return false;
}

std::optional<int> countOf(std::string_view text, int most)
{
    if (text.empty() || text.size() > 10)
        return std::nullopt;
    qint64 number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number <= most ? std::optional(int(number)) : std::nullopt;
}

} // namespace coop
