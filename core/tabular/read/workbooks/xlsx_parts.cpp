#include "core/tabular/read/workbooks/xlsx_parts.h"

#include "core/tabular/read/table_limits.h"
#include "core/tabular/read/worksheet_builder.h"

#include <QDir>
#include <QUrl>

namespace coop
{

namespace
{
struct Relation {
    QString type; ///< the last word of it: worksheet, sharedStrings
    QString part;
};

class RelationListener : public XmlListener
{
public:
    explicit RelationListener(const QString& of)
        : folder(of.left(of.lastIndexOf(u'/') + 1))
    {
    }
    QHash<QString, Relation> relations;

    void startElement(const XmlName& name, const XmlAttributes& attributes) override
    {
        if (name.local != "Relationship" || attributes.value("TargetMode") == "External")
            return;
        if (relations.size() > table_limits::packageParts)
            return refuse(QStringLiteral("里的关系太多"));
        QString target = qtText(attributes.value("Target"));
        target.replace(u'\\', u'/');
        if (!target.startsWith(u'/'))
            target.prepend(folder);
        while (target.startsWith(u'/'))
            target.remove(0, 1);
        const QString type = qtText(attributes.value("Type"));
        relations.insert(qtText(attributes.value("Id")),
            Relation{type.mid(type.lastIndexOf(u'/') + 1), QDir::cleanPath(u'/' + target).mid(1)});
    }
    void endElement(const XmlName&) override { }

private:
    QString folder;
};

Result<QHash<QString, Relation>> relationsOf(ZipPackage& package, const QString& part)
{
    const auto slash = part.lastIndexOf(u'/') + 1;
    const QString file
        = part.left(slash) + QStringLiteral("_rels/") + part.mid(slash) + QStringLiteral(".rels");
    RelationListener listener(part);
    if (!package.has(file))
        return listener.relations;
    COOP_TRY(readXmlPart(package, file, listener, [] { return QString(); }));
    // A target is written as an address is; some parts are called so, others by their letters.
    for (Relation& relation : listener.relations)
        if (!package.has(relation.part))
            if (const QString plain = QUrl::fromPercentEncoding(relation.part.toUtf8()); package.has(plain))
                relation.part = plain;
    return listener.relations;
}

bool isTrue(std::string_view value)
{
    return value == "1" || value == "true" || value == "on";
}

class BookListener : public XmlListener
{
public:
    struct Sheet {
        QString name, relation;
        bool hidden = false;
    };
    QList<Sheet> sheets;
    bool date1904 = false, calculatedOnLoad = false;

    void startElement(const XmlName& name, const XmlAttributes& attributes) override
    {
        if (!isSheetSpace(name.space))
            return;
        if (name.local == "workbookPr")
            date1904 = isTrue(attributes.value("date1904"));
        else if (name.local == "calcPr")
            calculatedOnLoad = isTrue(attributes.value("fullCalcOnLoad"));
        else if (name.local == "sheet") {
            if (sheets.size() >= table_limits::sheets)
                return refuse(QStringLiteral("里的工作表超过 %1 张，不像一份台账，请只留下要导入的工作表")
                                  .arg(table_limits::sheets));
            const auto state = attributes.value("state");
            sheets += Sheet{qtText(attributes.value("name")), qtText(attributes.anyValue("id")),
                state == "hidden" || state == "veryHidden"};
        }
    }
    void endElement(const XmlName&) override { }
};

class StylesListener : public XmlListener
{
public:
    QHash<int, QString> codes;
    QList<int> ids; ///< of each style

    void startElement(const XmlName& name, const XmlAttributes& attributes) override
    {
        ++depth;
        if (!isSheetSpace(name.space))
            return;
        if (depth == 2) {
            inFormats = name.local == "numFmts";
            inStyles = name.local == "cellXfs";
        } else if (depth == 3 && inFormats && name.local == "numFmt") {
            if (codes.size() >= table_limits::formats)
                return refuse(tooMany());
            if (const auto id = countOf(attributes.value("numFmtId"), 1 << 30))
                codes.insert(*id,
                    qtText(
                        attributes.value("formatCode").substr(0, size_t(4) * table_limits::formatLetters)));
        } else if (depth == 3 && inStyles && name.local == "xf") {
            if (ids.size() >= table_limits::formats)
                return refuse(tooMany());
            ids += countOf(attributes.value("numFmtId"), 1 << 30).value_or(0);
        }
    }
    void endElement(const XmlName&) override { --depth; }

private:
    static QString tooMany() { return QStringLiteral("里的单元格格式太多，请复制到一个新的工作簿里再导入"); }
    int depth = 0;
    bool inFormats = false, inStyles = false;
};

class TextsListener : public XmlListener
{
public:
    SharedTexts texts;

    void startElement(const XmlName& name, const XmlAttributes&) override
    {
        if (aside > 0 || !isSheetSpace(name.space)) {
            ++aside;
            return;
        }
        if (name.local == "si") {
            inItem = true;
            text.clear();
        } else if (inItem && name.local == "t") {
            inText = true;
        } else if (inItem && name.local != "r") {
            ++aside; // reading aids, the look of a run
        }
    }
    void endElement(const XmlName& name) override
    {
        if (aside > 0) {
            --aside;
            return;
        }
        if (name.local == "t") {
            inText = false;
        } else if (name.local == "si") {
            inItem = false;
            const QByteArray plain = withoutEscapes({text.constData(), size_t(text.size())});
            const std::string_view view(plain.constData(), size_t(plain.size()));
            if (WorksheetBuilder::unitsOf(view) > table_limits::textUnits)
                return refuse(tooLong());
            if (!texts.add(view))
                refuse(QStringLiteral("里的文字超过 160 MB，远大于一份台账，没有读，请分成几个文件再导入"));
        }
    }
    void characters(std::string_view letters) override
    {
        if (!inText || aside > 0)
            return;
        text.append(letters.data(), qsizetype(letters.size()));
        if (text.size() > table_limits::textBytes)
            refuse(tooLong());
    }
    /// The texts behind it would be counted wrongly.
    void elementLost(std::string_view) override
    {
        refuse(QStringLiteral(
            "里有文字只写给别的程序（mc:Choice），这里读不出来，请用 Excel 或 WPS 打开核对，另存为 "
            ".xlsx 再导入"));
    }

private:
    static QString tooLong()
    {
        return QStringLiteral(
            "里有一段文字超过 %1 个字，Excel 的单元格放不下，请用 Excel 或 WPS 打开检查后再导入")
            .arg(table_limits::textUnits);
    }
    int aside = 0;
    bool inItem = false, inText = false;
    QByteArray text;
};
} // namespace

bool isSheetSpace(std::string_view space)
{
    return space.empty() || space == "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        || space == "http://purl.oclc.org/ooxml/spreadsheetml/main";
}

Result<> readXmlPart(
    ZipPackage& package, const QString& part, XmlListener& listener, const std::function<QString()>& where)
{
    XmlStream xml(listener);
    auto streamed = package.read(part, [&](QByteArrayView bytes) { return xml.add(bytes); });
    if (listener.complaint())
        return fail(ErrorKind::fileUnreadable, *listener.complaint());
    if (xml.fault().isEmpty() && !streamed)
        return streamed;
    if (xml.end())
        return {};
    if (listener.complaint())
        return fail(ErrorKind::fileUnreadable, *listener.complaint());
    const QString place = where();
    return fail(ErrorKind::fileUnreadable,
        QStringLiteral(
            "%1读不下去，文件不完整或已损坏（%2：%3），请用 Excel 或 WPS 打开核对，另存为 .xlsx 再导入")
            .arg(place.isEmpty() ? QStringLiteral("里的部件“%1”").arg(part) : place, part, xml.fault()));
}

Result<XlsxBookParts> readXlsxBook(ZipPackage& package)
{
    const auto roots = relationsOf(package, {});
    COOP_TRY(roots);
    QString book = QStringLiteral("xl/workbook.xml");
    for (const Relation& relation : *roots)
        if (relation.type == u"officeDocument")
            book = relation.part;
    if (book.endsWith(QStringLiteral(".bin"), Qt::CaseInsensitive))
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral("是 Excel 二进制工作簿（.xlsb），请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"));
    BookListener listener;
    COOP_TRY(readXmlPart(package, book, listener, [] { return QString(); }));
    const auto relations = relationsOf(package, book);
    COOP_TRY(relations);
    XlsxBookParts parts;
    parts.date1904 = listener.date1904;
    parts.calculatedOnLoad = listener.calculatedOnLoad;
    for (const Relation& relation : *relations) {
        if (relation.type == u"styles")
            parts.styles = relation.part;
        else if (relation.type == u"sharedStrings")
            parts.texts = relation.part;
    }
    for (const BookListener::Sheet& sheet : std::as_const(listener.sheets)) {
        if (sheet.relation.isEmpty()) // a name without a sheet
            continue;
        const auto relation = relations->constFind(sheet.relation);
        if (relation == relations->constEnd())
            return fail(ErrorKind::fileUnreadable,
                QStringLiteral(
                    "找不到工作表“%1”的内容，文件不完整，请用 Excel 或 WPS 打开后另存为 .xlsx 再导入")
                    .arg(sheet.name));
        // Charts, dialogs and old macros have sheets of their own, without cells.
        if (relation->type == u"worksheet")
            parts.sheets += XlsxBookParts::Sheet{sheet.name, relation->part, sheet.hidden};
    }
    if (parts.sheets.isEmpty())
        return fail(ErrorKind::fileUnreadable,
            QStringLiteral(
                "里没有工作表（只有图表，或文件不完好），请用 Excel 或 WPS 打开核对，另存为 .xlsx 再导入"));
    return parts;
}

Result<XlsxStyles> readXlsxStyles(ZipPackage& package, const QString& part)
{
    XlsxStyles styles;
    if (part.isEmpty() || !package.has(part))
        return styles;
    StylesListener listener;
    COOP_TRY(readXmlPart(package, part, listener, [] { return QString(); }));
    QHash<QString, int> known;
    for (const int id : std::as_const(listener.ids)) {
        const QString code = listener.codes.value(id, NumberFormat::builtIn(id));
        auto at = known.constFind(code);
        if (at == known.constEnd()) {
            at = known.insert(code, int(styles.formats.size()));
            styles.formats += NumberFormat(code);
        }
        styles.formatOfStyle += *at;
    }
    return styles;
}

Result<SharedTexts> readSharedTexts(ZipPackage& package, const QString& part)
{
    TextsListener listener;
    if (part.isEmpty() || !package.has(part))
        return listener.texts;
    COOP_TRY(readXmlPart(package, part, listener, [] { return QString(); }));
    return std::move(listener.texts);
}

} // namespace coop
