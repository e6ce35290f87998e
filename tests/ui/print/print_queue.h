#pragma once
#include <QDir>
#include <QFile>
#include <QPrinterInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <catch2/catch.hpp>

/// A print server of CUPS for this test alone, with one printer that puts what arrives into a file. Made
/// before anything asks for printers.
class PrintQueue
{
public:
    /// The printer's papers, the first as it is set.
    explicit PrintQueue(const QStringList& papers)
    {
        QFile(folder.path()).setPermissions(QFile::Permissions(0x7777)); // filters run as another user
        for (const char* part : {"etc", "spool", "cache", "state", "tmp", "out"})
            REQUIRE(QDir(folder.path()).mkpath(QLatin1String(part)));
        const QString socket = folder.filePath(QStringLiteral("socket"));
        write(QStringLiteral("etc/cups-files.conf"),
            QStringLiteral(
                "ServerRoot %1/etc\nRequestRoot %1/spool\nCacheDir %1/cache\nStateDir %1/state\nTempDir "
                "%1/tmp\n"
                "AccessLog %1/log\nErrorLog %1/errors\nPageLog %1/log\nFileDevice Yes\nSystemGroup root\n")
                .arg(folder.path()));
        write(QStringLiteral("etc/cupsd.conf"),
            QStringLiteral(
                "Listen %1\nBrowsing No\nDefaultAuthType None\n<Location />\nAllow all\n</Location>\n"
                "<Location /admin>\nAllow all\n</Location>\n"
                "<Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n")
                .arg(socket));
        write(QStringLiteral("printer.ppd"), description(papers));
        qputenv("CUPS_SERVER", socket.toUtf8());
        qputenv("HOME", folder.path().toUtf8()); // whose .cups may name another printer
        server.start(QStringLiteral("/usr/sbin/cupsd"),
            {QStringLiteral("-f"), QStringLiteral("-c"), folder.filePath(QStringLiteral("etc/cupsd.conf")),
                QStringLiteral("-s"), folder.filePath(QStringLiteral("etc/cups-files.conf"))});
        REQUIRE(server.waitForStarted());
        REQUIRE(QTest::qWaitFor([&] { return said("lpstat", {"-r"}).contains("is running"); }, 20000));
        said("lpadmin",
            {"-p", "shop", "-E", "-v", "file:" + folder.filePath(QStringLiteral("out/paper.pdf")), "-P",
                folder.filePath(QStringLiteral("printer.ppd"))});
        said("lpadmin", {"-d", "shop"});
        REQUIRE(said("lpstat", {"-v"}).contains("shop"));
        REQUIRE(QPrinterInfo::defaultPrinterName() == QStringLiteral("shop"));
    }
    ~PrintQueue()
    {
        server.terminate();
        server.waitForFinished();
    }

    struct Paper {
        QSizeF mm; ///< of each page
        QRectF inkMm; ///< what is not white on the first page
        int pages = 0;
    };
    /// The next that arrives.
    Paper arrived()
    {
        const QString file = folder.filePath(QStringLiteral("out/paper.pdf"));
        REQUIRE(QTest::qWaitFor(
            [&] {
                return QFileInfo(file).size() > 1000
                    && said("lpstat", {"-W", "not-completed", "-o"}).trimmed().isEmpty();
            },
            60000));
        const QByteArray told = said("pdfinfo", {file});
        Paper paper;
        paper.pages = field(told, "Pages:").toInt();
        const QList<QByteArray> size = field(told, "Page size:").simplified().split(' ');
        constexpr double point = 25.4 / 72;
        REQUIRE(size.size() > 2);
        paper.mm = {size[0].toDouble() * point, size[2].toDouble() * point};
        constexpr double dpi = 50;
        const QString picture = folder.filePath(QStringLiteral("out/page"));
        said("pdftoppm", {"-r", "50", "-f", "1", "-singlefile", "-png", file, picture});
        const QImage image
            = QImage(picture + QStringLiteral(".png")).convertToFormat(QImage::Format_Grayscale8);
        REQUIRE_FALSE(image.isNull());
        QRect ink;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixelColor(x, y).value() < 250)
                    ink |= QRect(x, y, 1, 1);
        paper.inkMm = {QRectF(ink).topLeft() * (25.4 / dpi), QRectF(ink).size() * (25.4 / dpi)};
        QFile::remove(file);
        return paper;
    }

private:
    static QByteArray field(const QByteArray& told, const char* name)
    {
        const auto from = told.indexOf(name);
        REQUIRE(from >= 0);
        return told.mid(from + qsizetype(qstrlen(name))).split('\n').first().trimmed();
    }
    static QByteArray said(const char* program, const QStringList& arguments)
    {
        QProcess run;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
        run.setProcessEnvironment(environment);
        run.start(QLatin1String(program), arguments);
        REQUIRE(run.waitForFinished(60000));
        return run.readAllStandardOutput();
    }
    void write(const QString& name, const QString& text)
    {
        QFile file(folder.filePath(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(text.toUtf8());
    }
    /// The least that a PostScript printer's description has to say.
    static QString description(const QStringList& papers)
    {
        QString text = QStringLiteral(
            "*PPD-Adobe: \"4.3\"\n*FormatVersion: \"4.3\"\n*FileVersion: \"1.0\"\n*LanguageVersion: English\n"
            "*LanguageEncoding: ISOLatin1\n*PCFileName: \"SHOP.PPD\"\n*Manufacturer: \"Shop\"\n*Product: "
            "\"(Shop)\"\n"
            "*ModelName: \"Shop\"\n*ShortNickName: \"Shop\"\n*NickName: \"Shop\"\n*PSVersion: \"(3010.000) "
            "0\"\n"
            "*ColorDevice: True\n*DefaultColorSpace: RGB\n*cupsVersion: 2.4\n*cupsFilter: "
            "\"application/vnd.cups-pdf 0 -\"\n");
        const auto each = [&](const QString& line) {
            QString lines;
            for (const QString& paper : papers)
                lines += line.arg(
                    paper, paper == u"A3" ? QStringLiteral("842 1191") : QStringLiteral("595 842"));
            return lines;
        };
        for (const char* option : {"PageSize", "PageRegion"})
            text
                += QStringLiteral("*OpenUI *%1: PickOne\n*OrderDependency: 10 AnySetup *%1\n*Default%1: %2\n")
                       .arg(QLatin1String(option), papers.first())
                + each(QStringLiteral("*%1 %3/%3: \"<</PageSize[%4]>>setpagedevice\"\n")
                           .replace(QStringLiteral("%1"), QLatin1String(option))
                           .replace(QStringLiteral("%3"), QStringLiteral("%1"))
                           .replace(QStringLiteral("%4"), QStringLiteral("%2")))
                + QStringLiteral("*CloseUI: *%1\n").arg(QLatin1String(option));
        return text + QStringLiteral("*DefaultImageableArea: %1\n").arg(papers.first())
            + each(QStringLiteral("*ImageableArea %1/%1: \"0 0 %2\"\n"))
            + QStringLiteral("*DefaultPaperDimension: %1\n").arg(papers.first())
            + each(QStringLiteral("*PaperDimension %1/%1: \"%2\"\n"));
    }

    static QTemporaryDir& room()
    {
        static QTemporaryDir one; // libcups reads only once in a process where its server is
        return one;
    }

    QTemporaryDir& folder = room();
    QProcess server;
};
