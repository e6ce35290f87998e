#include "core/store/kept/attachment_opening.h"

#include <QStringList>
#include <catch2/catch.hpp>

using namespace coop;

namespace
{
QString inside(const QByteArray& bytes)
{
    return whyOnlySaved(QStringLiteral("现场.jpg"), bytes);
}
} // namespace

TEST_CASE("what a computer would run is never opened whatever case or blanks its name has")
{
    for (const char* name : {"安装.exe", "a.EXE", "a.Bat", "a.cmd", "a.com", "a.scr", "a.ps1", "a.vbs",
             "a.js", "a.jar", "a.msi", "a.lnk", "a.hta", "a.desktop", "a.sh", "a.py", "报表.docm",
             "报表.xlsm", "a.xlsb", "a.html", "a.htm", "a.mht", "a.svg", "a.url", "a.reg", "a.wsf", "a.chm",
             "a.iso", "a.AppImage", "a.command", "照片.jpg.exe", "照片.exe.", "照片.exe ", "照片.exe . .",
             "照片\xe2\x80\xaegpj.exe", "..\\..\\a.exe", "/etc/a.sh", "a.settingcontent-ms"}) {
        INFO(name);
        CHECK_FALSE(whyOnlySaved(QString::fromUtf8(name)).isEmpty());
    }
}

TEST_CASE("pictures documents and tables are opened")
{
    for (const char* name : {"现场.jpg", "批复.pdf", "表.xlsx", "表.xls", "说明.docx", "说明.doc", "说明.wps",
             "表.et", "数据.csv", "记录.txt", "录像.mp4", "扫描.tif", "盖章.ofd", "没有后缀"}) {
        INFO(name);
        CHECK(whyOnlySaved(QString::fromUtf8(name), "%PDF-1.7").isEmpty());
    }
    CHECK(inside("\xff\xd8\xff\xe0 JFIF").isEmpty());
    CHECK(inside("PK\x03\x04 word/document.xml").isEmpty());
    CHECK(inside("5 < 6, <备注>").isEmpty());
    CHECK(inside({}).isEmpty());
}

TEST_CASE("a program under the name of a picture is seen by what is in it")
{
    CHECK_FALSE(inside("MZ\x90").isEmpty());
    CHECK_FALSE(inside("\x7f"
                       "ELF\x02")
                    .isEmpty());
    CHECK_FALSE(inside("#!/bin/sh\nrm").isEmpty());
    CHECK_FALSE(inside("\xef\xbb\xbf#!/usr/bin/env python3\n").isEmpty());
    CHECK_FALSE(inside("  <!DOCTYPE html><html><script>").isEmpty());
    CHECK_FALSE(inside("\xef\xbb\xbf<HTML>").isEmpty());
    CHECK_FALSE(inside("<?xml version=\"1.0\"?><svg onload=\"x\">").isEmpty());
    CHECK_FALSE(inside("[Desktop Entry]\nExec=x").isEmpty());
    CHECK_FALSE(inside("@ECHO off\r\ndel").isEmpty());
    CHECK_FALSE(inside(QByteArray("L\0\0\0\x01\x14\x02\0", 8)).isEmpty());
    CHECK_FALSE(inside("PK\x03\x04 word/vbaProject.bin").isEmpty());
    CHECK_FALSE(inside("PK\x03\x04 META-INF/MANIFEST.MF").isEmpty());
    const QString vba = QStringLiteral("_VBA_PROJECT");
    CHECK_FALSE(inside(QByteArray("\xd0\xcf\x11\xe0", 4)
        + QByteArray(reinterpret_cast<const char*>(vba.utf16()), vba.size() * 2))
                    .isEmpty());
}

TEST_CASE("a file is written under a name that every system takes and that says how it ends")
{
    const auto safe = [](const char* name) { return safeFileName(QString::fromUtf8(name)); };
    CHECK(safe("../../etc/passwd") == QStringLiteral("passwd"));
    CHECK(safe("C:\\Windows\\a.txt") == QStringLiteral("a.txt"));
    CHECK(safe("a\nb\t.txt") == QStringLiteral("ab.txt"));
    CHECK(safe("甲<乙>|?*.pdf") == QStringLiteral("甲_乙____.pdf"));
    CHECK(safe("照片\xe2\x80\xaegpj.exe") == QStringLiteral("照片gpj.exe"));
    CHECK(safe("a.txt:evil.exe") == QStringLiteral("a.txt_evil.exe"));
    CHECK(safe("CON.txt") == QStringLiteral("_CON.txt"));
    CHECK(safe("...") == QStringLiteral("附件"));
    CHECK(safe("") == QStringLiteral("附件"));
    const QString cut = safeFileName(QString(300, u'长') + QStringLiteral(".pdf"));
    CHECK(cut.size() <= 120);
    CHECK(cut.endsWith(QStringLiteral(".pdf")));
}
