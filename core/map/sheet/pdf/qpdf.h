#pragma once
// libqpdf without its JSON, which clang does not compile as C++20 (qpdf 11.3: a vector of a class within that
// class).
#define JSON_HH
class JSON;
#include <qpdf/Pl_Function.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>
