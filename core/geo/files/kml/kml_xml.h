#pragma once
#include <QXmlStreamReader>

namespace coop
{

/// The elements of a KML file one after the other; what it may not hold ends it with a sentence.
class KmlXml : public QXmlStreamReader
{
public:
    /// `name`: the file's, for sentences.
    KmlXml(const QByteArray& bytes, QString name)
        : QXmlStreamReader(bytes)
        , file(std::move(name))
    {
        setNamespaceProcessing(false); // prefixes that nobody declared are common
    }
    const QString& shown() const { return file; }
    /// The element's name without a prefix.
    QString tag() const { return name().mid(name().lastIndexOf(u':') + 1).toString(); }
    /// All text of the element.
    QString content() { return readElementText(SkipChildElements).trimmed(); }
    /// The first sentence counts.
    void refuse(const QString& sentence)
    {
        if (!hasError())
            raiseError(sentence);
    }

private:
    QString file;
};

} // namespace coop
