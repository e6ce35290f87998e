#include "core/store/kept/attachment_opening.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

namespace coop
{

namespace
{
constexpr int longestName = 120; // characters; with the folder it has to stay below 260 on Windows

bool runs(const QString& ending)
{
    static const QSet<QString> endings = [] {
        const QString all = QStringLiteral(
            // Windows
            "exe com bat cmd scr pif cpl msi msp mst msc mui dll ocx sys drv lnk url website scf inf reg hta "
            "chm hlp "
            "ps1 ps1xml ps2 psc1 psd1 psm1 psrc vbs vbe vb js jse mjs ws wsc wsf wsh sct shb shs msh msh1 "
            "msh2 "
            "msu appx appxbundle msix msixbundle appinstaller application gadget diagcab diagpkg "
            "settingcontent-ms "
            "library-ms search-ms searchconnector-ms theme themepack deskthemepack rdp iqy oqy dqy rqy slk "
            "odc udl "
            "ade adp accde accdr accda mda mdb mde mdt mdw xll wll ppa iso img vhd vhdx jnlp xbap grp cab "
            // what a browser would run
            "htm html xhtml xht shtml mht mhtml svg svgz xml xsl xslt swf wasm "
            // everywhere
            "jar jad class war py pyc pyo pyw pyz pyzw rb pl php lua tcl r awk "
            // Linux and macOS
            "sh bash zsh csh ksh fish run bin out so elf desktop directory service appimage deb rpm snap "
            "flatpak "
            "flatpakref app command tool workflow scpt applescript dmg pkg action terminal webloc "
            // documents with macros
            "docm dotm xlsm xltm xlam xlsb xla xlt pptm potm ppam ppsm sldm odb");
        const QStringList list = all.split(u' ', Qt::SkipEmptyParts);
        return QSet<QString>(list.begin(), list.end());
    }();
    return endings.contains(ending);
}

bool startsLikeProgram(const QByteArray& bytes)
{
    static const QList<QByteArray> beginnings{"MZ", "ZM", "\177ELF", "#!", QByteArray("\xca\xfe\xba\xbe", 4),
        QByteArray("\xfe\xed\xfa\xce", 4), QByteArray("\xfe\xed\xfa\xcf", 4),
        QByteArray("\xce\xfa\xed\xfe", 4), QByteArray("\xcf\xfa\xed\xfe", 4),
        QByteArray("L\0\0\0\x01\x14\x02\0", 8), "[Desktop Entry]", "[InternetShortcut]", "!<arch>",
        QByteArray("\0asm", 4), "ITSF", "MSCF", "dex\n"};
    for (const QByteArray& beginning : beginnings)
        if (bytes.startsWith(beginning))
            return true;
    return false;
}

/// Text that a browser or a script host would take for its own: the mark may stand behind blanks, a byte
/// order mark or a comment.
bool startsLikeScript(const QByteArray& bytes)
{
    constexpr int lookedAt = 4096;
    QByteArray head = bytes.left(lookedAt);
    head.replace('\0', QByteArray()); // UTF-16
    const QByteArray text = head.toLower();
    const QByteArray trimmed
        = text.mid(text.startsWith("\xef\xbb\xbf") || text.startsWith("\xff\xfe") ? 2 : 0).trimmed();
    if (text.contains("#!/") && trimmed.left(8).contains("#!"))
        return true;
    if (trimmed.startsWith("@echo") || trimmed.startsWith("<?php"))
        return true;
    const bool markup = trimmed.left(8).contains('<');
    return markup
        && (text.contains("<html") || text.contains("<script") || text.contains("<!doctype html")
            || text.contains("<hta:") || text.contains("<svg") || text.contains("<job"));
}

bool holdsMacros(const QByteArray& bytes)
{
    if (bytes.startsWith("PK"))
        return bytes.contains("vbaProject.bin") || bytes.contains("META-INF/MANIFEST.MF")
            || bytes.contains("Basic/script-lc.xml") || bytes.contains("macrosheets/");
    if (!bytes.startsWith(QByteArray("\xd0\xcf\x11\xe0", 4)))
        return false;
    const QString mark = QStringLiteral("_VBA_PROJECT");
    return bytes.contains(QByteArray(reinterpret_cast<const char*>(mark.utf16()), mark.size() * 2));
}
} // namespace

QString safeFileName(const QString& name)
{
    QString safe;
    for (const QChar each : QString(name).replace(u'\\', u'/').section(u'/', -1)) {
        const auto kind = each.category();
        if (kind == QChar::Other_Control || kind == QChar::Other_Format || kind == QChar::Separator_Line
            || kind == QChar::Separator_Paragraph)
            continue;
        safe += QStringLiteral("<>:\"|?*").contains(each) ? QChar(u'_') : each;
    }
    static const QRegularExpression ends(QStringLiteral("^[\\s.]+|[\\s.]+$"));
    safe.remove(ends); // Windows drops them, and then the name ends otherwise than it looks
    static const QRegularExpression device(QStringLiteral("^(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?$"),
        QRegularExpression::CaseInsensitiveOption);
    if (device.match(safe).hasMatch())
        safe.prepend(u'_');
    if (safe.size() > longestName) {
        const QString ending = QFileInfo(safe).suffix().left(longestName / 4);
        safe = safe.left(longestName - ending.size() - 1) + (ending.isEmpty() ? QString() : u'.' + ending);
    }
    return safe.isEmpty() ? QStringLiteral("附件") : safe;
}

QString whyOnlySaved(const QString& name, const QByteArray& bytes)
{
    const QString safe = safeFileName(name);
    const QString ending = QFileInfo(safe).suffix().toLower().trimmed();
    if (runs(ending))
        return QStringLiteral(
            "“%1”是程序、脚本、网页或带宏的文件，打开就会运行，所以只能另存，确认来源可靠后再用")
            .arg(safe);
    if (startsLikeProgram(bytes) || startsLikeScript(bytes) || holdsMacros(bytes))
        return QStringLiteral(
            "“%1”里面其实是程序、脚本、网页或宏，打开就会运行，所以只能另存，确认来源可靠后再用")
            .arg(safe);
    return {};
}

} // namespace coop
